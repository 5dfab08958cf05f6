using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Phrases;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Phrases;

/// <summary>One's own phrases and those that are shared with one: one's own first, by name.</summary>
/// <param name="Use">Only those for this; null for all.</param>
[Allow(Permission.UsePhrases)]
public sealed record ListPhrases(PhraseUse? Use = null) : IQuery<IReadOnlyList<PhraseLine>>;

/// <summary>A phrase.</summary>
/// <param name="Id">Which.</param>
/// <param name="Use">What it is written into.</param>
/// <param name="Title">Its name.</param>
/// <param name="Text">What it says, with its places.</param>
/// <param name="Own">It is one's own; otherwise it is shared.</param>
/// <param name="DepartmentId">The department that alone shares it.</param>
/// <param name="DepartmentName">Its name.</param>
/// <param name="MayChange">This person may change it, and take it away.</param>
public sealed record PhraseLine(
    Id<Phrase> Id,
    PhraseUse Use,
    string Title,
    string Text,
    bool Own,
    Id<Department>? DepartmentId,
    string? DepartmentName,
    bool MayChange
);

internal sealed class ListPhrasesHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListPhrases, IReadOnlyList<PhraseLine>>
{
    public async Task<IReadOnlyList<PhraseLine>> Handle(ListPhrases query, CancellationToken cancellationToken)
    {
        var keeps = Permissions.Holds(actor, Permission.SharePhrases);
        var found = db.Phrases.AsNoTracking().UsedBy(actor, keeps);
        if (query.Use is { } use)
        {
            found = found.Where(p => p.Use == use);
        }

        var rows = await found
            .OrderBy(p => p.Use)
            .ThenBy(p => p.Title)
            .ThenBy(p => p.Id)
            .Select(p => new
            {
                Phrase = p,
                Department = db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.OrderBy(r => r.Phrase.Use)
                .ThenByDescending(r => r.Phrase.OwnerId is not null)
                .Select(r => new PhraseLine(
                    r.Phrase.Id,
                    r.Phrase.Use,
                    r.Phrase.Title,
                    r.Phrase.Text,
                    r.Phrase.OwnerId is not null,
                    r.Phrase.DepartmentId,
                    r.Department,
                    r.Phrase.OwnerId is not null || keeps
                )),
        ];
    }
}

/// <summary>Whose a phrase is.</summary>
internal static class PhrasesInReach
{
    /// <summary>
    /// One's own, and what is shared: for reports with departments, all others with who deals with cases. Who keeps the shared ones has them
    /// all.
    /// </summary>
    public static IQueryable<Phrase> UsedBy(this IQueryable<Phrase> phrases, Actor actor, bool keeps)
    {
        Id<Person>? me = actor.Id;
        var department = actor.SeesFor();
        return phrases.Where(p =>
            p.OwnerId == me
            || (
                p.OwnerId == null
                && (
                    keeps
                    || (p.Use != PhraseUse.Report && department == null)
                    || (p.Use == PhraseUse.Report && department != null && (p.DepartmentId == null || p.DepartmentId == department))
                )
            )
        );
    }
}
