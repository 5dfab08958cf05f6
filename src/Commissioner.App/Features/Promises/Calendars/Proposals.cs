using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Calendars;

/// <summary>Proposed versions of calendars: one of a calendar at a time, stored until a second person confirms it.</summary>
internal sealed class Proposals(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
{
    /// <summary>Stores the next version of a calendar as a proposal; answers its number.</summary>
    /// <param name="code">The calendar.</param>
    /// <param name="name">Its name.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="make">Makes it, with its number.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RuleBroken"><see cref="CalendarProposalRules.ProposalWaits"/>, <see
    /// cref="CalendarProposalRules.NothingChanges"/>.</exception>
    public async Task<int> ProposeAsync(
        string code,
        string name,
        string source,
        Func<int, WorkingCalendar> make,
        CancellationToken cancellationToken
    )
    {
        var known = await db
            .Calendars.AsNoTracking()
            .Where(c => c.Code == code)
            .Select(c => new { c.Version, c.InForceAt })
            .ToListAsync(cancellationToken);
        if (known.Find(c => c.InForceAt is null) is { } waiting)
        {
            throw new RuleBroken(CalendarProposalRules.ProposalWaits, waiting.Version);
        }

        var current = promises.Find(code);
        var version = Math.Max(current?.Version ?? 0, known.Select(c => c.Version).DefaultIfEmpty().Max()) + 1;
        var next = make(version);
        if (current is not null && CalendarDifference.Between(current, next).IsNothing)
        {
            throw new RuleBroken(CalendarProposalRules.NothingChanges);
        }

        db.Calendars.Add(
            new()
            {
                Code = code,
                Name = name,
                Version = version,
                Content = CalendarFile.Write(next),
                Source = source,
                ProposedById = actor.Id,
                ProposedAt = clock.GetUtcNow(),
            }
        );
        return version;
    }

    /// <summary>A proposal that waits, to be changed.</summary>
    /// <exception cref="NotFound">There is no such version.</exception>
    /// <exception cref="RuleBroken"><see cref="CalendarProposalRules.ProposalSettled"/>.</exception>
    public async Task<StoredCalendar> TakeAsync(string code, int version, CancellationToken cancellationToken)
    {
        var its = code.ToLowerInvariant();
        var proposal =
            await db.Calendars.SingleOrDefaultAsync(c => c.Code == its && c.Version == version, cancellationToken) ?? throw new NotFound();
        return proposal.InForceAt is null ? proposal : throw new RuleBroken(CalendarProposalRules.ProposalSettled);
    }
}
