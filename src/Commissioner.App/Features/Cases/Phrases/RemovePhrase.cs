using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Phrases;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Phrases;

/// <summary>Somebody takes a phrase of its own away; who triages or supervises shared ones, too.</summary>
/// <param name="PhraseId">Which.</param>
[Allow(Permission.UsePhrases)]
public sealed record RemovePhrase(Id<Phrase> PhraseId) : ICommand<Id<Phrase>>;

internal sealed class RemovePhraseHandler(CommissionerDb db, Actor actor) : IRequestHandler<RemovePhrase, Id<Phrase>>
{
    public async Task<Id<Phrase>> Handle(RemovePhrase command, CancellationToken cancellationToken)
    {
        var phrase =
            await db.Phrases.OfKeeper(actor).SingleOrDefaultAsync(p => p.Id == command.PhraseId, cancellationToken) ?? throw new NotFound();
        db.Phrases.Remove(phrase);
        return phrase.Id;
    }
}
