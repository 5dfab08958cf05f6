using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Introductions;

/// <summary>One of the two enterprises has the other's contact shown, once both said yes; the other reads that it did.</summary>
// Repeatable, so no key is kept: under a client's key the number itself would be stored with the answer. Asked twice, it is noted twice.
[Allow(Permission.AnswerIntroductions)]
public sealed record RevealPartner(Id<Introduction> IntroductionId) : ICommand<PartnerContact>, IRepeatable, IReading;

/// <summary>Whom to speak to at the other enterprise.</summary>
/// <param name="Enterprise">The enterprise.</param>
/// <param name="Name">Whom to ask for.</param>
/// <param name="Phone">By which it is reached, as it is stored.</param>
/// <param name="Ways">The same number by number, with what each serves.</param>
public sealed record PartnerContact(string Enterprise, string Name, string Phone, IReadOnlyList<WayOf> Ways);

internal sealed class RevealPartnerHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<RevealPartner, PartnerContact>
{
    public async Task<PartnerContact> Handle(RevealPartner command, CancellationToken cancellationToken)
    {
        var (introduction, _) = await db.IntroductionAsync(command.IntroductionId, actor, cancellationToken);
        // Until both said yes, and once one of them wants it no more, there is no contact here.
        if (
            !introduction.IsParty(actor)
            || !introduction.AreKnown
            || introduction.State is IntroductionState.Declined or IntroductionState.CalledOff
        )
        {
            throw new NotFound();
        }

        var other = await db.Enterprises.One(introduction.OtherThan(actor.EnterpriseId!.Value), cancellationToken);
        other.ContactRevealed(actor, RevealPurpose.Contact, clock.GetUtcNow());
        return new(other.Name, other.ContactName, other.ContactPhone, WayOf.All(other.ContactPhone));
    }
}
