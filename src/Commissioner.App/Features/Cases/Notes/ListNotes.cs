using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Notes;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Notes;

/// <summary>The internal notes of a case, newest first, and whom one may mention in another; null to who reads none of it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ToWrite">Another is written: whom it may mention is read, too.</param>
[Allow(Permission.WriteNotes)]
public sealed record ListNotes(Id<Case> CaseId, bool ToWrite = false) : IQuery<NotesSheet?>;

/// <summary>Notes of a case.</summary>
/// <param name="Number">The case's number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Items">Newest first.</param>
/// <param name="Colleagues">Who may be mentioned, where another is written.</param>
public sealed record NotesSheet(string? Number, string Title, IReadOnlyList<NoteOf> Items, IReadOnlyList<Colleague> Colleagues);

/// <summary>A note, and whom it mentions by name.</summary>
public sealed record NoteOf(Id<CaseNote> Id, string Text, string By, DateTimeOffset At, IReadOnlyList<string> Mentioned);

internal sealed class ListNotesHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListNotes, NotesSheet?>
{
    public async Task<NotesSheet?> Handle(ListNotes query, CancellationToken cancellationToken)
    {
        if (await db.Cases.AsNoTracking().NotedFor(actor).SingleOrDefaultAsync(c => c.Id == query.CaseId, cancellationToken) is not { } its)
        {
            return null;
        }

        var notes = await db
            .CaseNotes.AsNoTracking()
            .Where(n => n.CaseId == query.CaseId)
            .OrderByDescending(n => n.WrittenAt)
            .ThenByDescending(n => n.Id)
            .ToListAsync(cancellationToken);
        var people = notes.SelectMany(n => n.Mentioned.Append(n.WrittenById)).Distinct().ToList();
        var names =
            people.Count == 0
                ? []
                : await db
                    .People.AsNoTracking()
                    .Where(p => people.Contains(p.Id))
                    .Select(p => new { p.Id, p.Name })
                    .ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return new(
            its.Number,
            its.Title,
            [
                .. notes.Select(n => new NoteOf(
                    n.Id,
                    n.Text,
                    names.GetValueOrDefault(n.WrittenById, ""),
                    n.WrittenAt,
                    [.. n.Mentioned.Select(m => names.GetValueOrDefault(m, ""))]
                )),
            ],
            query.ToWrite ? await db.ColleaguesAsync(its, actor, cancellationToken) : []
        );
    }
}
