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

/// <summary>Somebody keeps a phrase of its own; who triages or supervises keeps shared ones, too.</summary>
/// <param name="PhraseId">Which it replaces; null for a new one.</param>
/// <param name="Use">What it is written into.</param>
/// <param name="Title">Its name.</param>
/// <param name="Text">What it says.</param>
/// <param name="Shared">A new one is shared.</param>
/// <param name="DepartmentId">Of a shared one for reports: the department that alone has it.</param>
[Allow(Permission.UsePhrases)]
public sealed record KeepPhrase(
    Id<Phrase>? PhraseId,
    PhraseUse? Use,
    string? Title,
    string? Text,
    bool Shared = false,
    Id<Department>? DepartmentId = null
) : ICommand<Id<Phrase>>;

internal sealed class KeepPhraseHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<KeepPhrase, Id<Phrase>>
{
    public async Task<Id<Phrase>> Handle(KeepPhrase command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Phrase phrase;
        if (command.PhraseId is { } id)
        {
            phrase = await db.Phrases.OfKeeper(actor).SingleOrDefaultAsync(p => p.Id == id, cancellationToken) ?? throw new NotFound();
        }
        else
        {
            if (command.Shared && !Permissions.Holds(actor, Permission.SharePhrases))
            {
                throw new Forbidden(Permission.SharePhrases);
            }

            Id<Person>? owner = command.Shared ? null : actor.Id;
            phrase = Phrase.Begin(owner, await db.Phrases.CountAsync(p => p.OwnerId == owner, cancellationToken), now);
            db.Phrases.Add(phrase);
        }

        if (command.DepartmentId is { } department)
        {
            await db.Departments.AsNoTracking().One(department, cancellationToken);
        }

        phrase.Say(command.Use, command.Title, command.Text, command.DepartmentId, actor, now);
        return phrase.Id;
    }
}

/// <summary>Who may change a phrase.</summary>
internal static class PhraseKeepers
{
    /// <summary>Those that this person may change: its own, and the shared ones where it keeps them.</summary>
    public static IQueryable<Phrase> OfKeeper(this IQueryable<Phrase> phrases, Actor actor)
    {
        Id<Person>? me = actor.Id;
        var keeps = Permissions.Holds(actor, Permission.SharePhrases);
        return phrases.Where(p => p.OwnerId == me || (keeps && p.OwnerId == null));
    }
}
