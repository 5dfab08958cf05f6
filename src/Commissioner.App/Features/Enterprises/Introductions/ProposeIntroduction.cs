using Commissioner.App.Features.Offerings;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Introductions;

/// <summary>
/// Two enterprises are asked whether they want to be introduced. A commissioner that proposes it for one it serves owns it, and who serves that
/// one after it; else the service office does. An enterprise that asks for it itself has said yes, and its commissioner owns it.
/// </summary>
[Allow(Permission.ProposeIntroductions)]
public sealed record ProposeIntroduction(Id<Offering> OfferId, Id<Offering> SeekId) : ICommand<Id<Introduction>>;

internal sealed class ProposeIntroductionHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ProposeIntroduction, Id<Introduction>>
{
    public async Task<Id<Introduction>> Handle(ProposeIntroduction command, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var pair = await db
            .Offerings.AsNoTracking()
            .VisibleTo(db, actor, today)
            .Where(o => o.Id == command.OfferId || o.Id == command.SeekId)
            .ToDictionaryAsync(o => o.Id, cancellationToken);
        if (!pair.TryGetValue(command.OfferId, out var offer) || !pair.TryGetValue(command.SeekId, out var seek))
        {
            throw new NotFound();
        }

        var served = await ServedAsync(seek.EnterpriseId, offer.EnterpriseId, cancellationToken);
        if (await db.Introductions.AnyAsync(i => i.OfferId == offer.Id && i.SeekId == seek.Id, cancellationToken))
        {
            throw new RuleBroken(IntroductionRules.IntroducedBefore);
        }

        var introduction = Introduction.Propose(offer, seek, served, today, actor, now);
        if (introduction.IsParty(actor))
        {
            introduction.Accept(actor, now);
        }

        db.Introductions.Add(introduction);
        return introduction.Id;
    }

    // Of two that one commissioner serves, it owns it for the one that seeks.
    private async Task<Id<Enterprise>?> ServedAsync(Id<Enterprise> seeker, Id<Enterprise> offerer, CancellationToken cancellationToken)
    {
        if (actor.EnterpriseId is { } own)
        {
            return own == seeker || own == offerer ? own : throw new NotFound();
        }

        Id<Person>? me = actor.Id;
        var serves = actor.Is(Role.Commissioner)
            ? await db
                .Enterprises.Where(e => (e.Id == seeker || e.Id == offerer) && e.ActiveId == me)
                .Select(e => e.Id)
                .ToListAsync(cancellationToken)
            : [];
        return serves.Contains(seeker) ? seeker
            : serves.Contains(offerer) ? offerer
            : actor.Is(Role.TriageDesk) ? null
            : throw new RuleBroken(IntroductionRules.IntroductionOfOthers) { Could = [Role.Commissioner, Role.TriageDesk] };
    }
}
