using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements.Packs;

/// <summary>Who serves now has the enterprise's contact shown, for a purpose that the enterprise will read.</summary>
// Repeatable, so no key is kept: under a client's key the number itself would be stored with the answer. Asked twice, it is noted twice.
[Allow(Permission.HandleCase)]
public sealed record RevealPackContact(Id<Replacement> ReplacementId, RevealPurpose? Purpose)
    : ICommand<PackContact>,
        IRepeatable,
        IReading;

/// <summary>Whom to ask for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Phone">By which it is reached, as it is stored: several numbers with / between them.</param>
/// <param name="Ways">The same number by number, with what each serves.</param>
public sealed record PackContact(string Name, string Phone, IReadOnlyList<WayOf> Ways);

internal sealed class RevealPackContactHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<RevealPackContact, PackContact>
{
    public async Task<PackContact> Handle(RevealPackContact command, CancellationToken cancellationToken)
    {
        var id =
            await db.PacksOf(actor)
                .Where(r => r.Id == command.ReplacementId)
                .Select(r => (Id<Enterprise>?)r.EnterpriseId)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        var enterprise = await db.Enterprises.VisibleTo(actor).One(id, cancellationToken);
        enterprise.ContactRevealed(actor, command.Purpose, clock.GetUtcNow());
        return new(enterprise.ContactName, enterprise.ContactPhone, WayOf.All(enterprise.ContactPhone));
    }
}
