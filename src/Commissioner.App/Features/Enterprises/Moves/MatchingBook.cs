using Commissioner.Data;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Moves;

/// <summary>What an enterprise offers and seeks, and its introductions, where it merges or leaves.</summary>
internal sealed class MatchingBook(CommissionerDb db, Actor actor, TimeProvider clock)
{
    /// <summary>All of it is the successor's, what is over, too: it reads what was agreed in its name.</summary>
    public async Task GoOnAsync(Enterprise merged, Enterprise successor, CancellationToken cancellationToken)
    {
        var (id, now) = (merged.Id, clock.GetUtcNow());
        foreach (var offering in await db.Offerings.Where(o => o.EnterpriseId == id).ToListAsync(cancellationToken))
        {
            offering.GoOnWith(successor, merged, actor, now);
        }

        foreach (
            var introduction in await db
                .Introductions.Include(i => i.Clocks)
                .Where(i => i.OffererId == id || i.SeekerId == id)
                .ToListAsync(cancellationToken)
        )
        {
            introduction.GoOnWith(successor, merged, actor, now);
        }
    }

    /// <summary>Nobody is introduced to an enterprise that is gone. What a successor has is not among it.</summary>
    public async Task EndAsync(Enterprise enterprise, CancellationToken cancellationToken)
    {
        var (id, now) = (enterprise.Id, clock.GetUtcNow());
        foreach (
            var offering in await db
                .Offerings.Where(o => o.EnterpriseId == id && (o.State == OfferingState.Open || o.State == OfferingState.Paused))
                .ToListAsync(cancellationToken)
        )
        {
            if (offering.EnterpriseId == id)
            {
                offering.EndWithEnterprise(actor, now);
            }
        }

        foreach (
            var introduction in await db
                .Introductions.Include(i => i.Clocks)
                .Where(i => (i.OffererId == id || i.SeekerId == id) && i.EndedAt == null)
                .ToListAsync(cancellationToken)
        )
        {
            if (introduction.OffererId == id || introduction.SeekerId == id)
            {
                introduction.Lapse(actor, now);
            }
        }
    }
}
