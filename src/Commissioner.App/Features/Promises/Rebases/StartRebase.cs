using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Rebases;

/// <summary>
/// Somebody decides that running promises are carried over from an old version of the policy, or of a calendar, to the one in force.
/// </summary>
/// <param name="CalendarCode">The calendar; null for the policy.</param>
/// <param name="FromVersion">The old version.</param>
/// <param name="All">False: only what moves in the enterprise's favour.</param>
/// <param name="Reason">Why.</param>
[Allow(Permission.ManageRules)]
public sealed record StartRebase(string? CalendarCode, int FromVersion, bool All, string? Reason) : ICommand<Id<Rebase>>;

internal sealed class StartRebaseHandler(CommissionerDb db, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<StartRebase, Id<Rebase>>
{
    public async Task<Id<Rebase>> Handle(StartRebase command, CancellationToken cancellationToken)
    {
        if (command.Reason?.Trim() is not { Length: > 0 and <= 1000 } reason)
        {
            throw new RuleBroken(RebaseRules.RebaseReasonMissing) { Field = "reason" };
        }

        if (await db.Rebases.AnyAsync(r => r.State == RebaseState.Running, cancellationToken))
        {
            throw new RuleBroken(RebaseRules.OneRebaseAtATime);
        }

        var now = clock.GetUtcNow();
        var calendar = command.CalendarCode is { } code
            ? promises.Calendars.FirstOrDefault(c => c.Code == code) ?? throw new NotFound()
            : null;
        Rebase Planned(int total) =>
            new()
            {
                Id = Id<Rebase>.New(now),
                CalendarCode = calendar?.Code,
                FromVersion = command.FromVersion,
                ToVersion = calendar?.Version ?? promises.Policy.Version,
                InFavour = !command.All,
                Reason = reason,
                StartedById = actor.Id,
                StartedAt = now,
                Total = total,
            };

        var total = await Planned(0).Among(db.Clocks).CountAsync(cancellationToken);
        var rebase = Planned(total);
        if (total == 0 || rebase.FromVersion == rebase.ToVersion)
        {
            throw new RuleBroken(RebaseRules.NothingToRebase);
        }

        db.Rebases.Add(rebase);
        return rebase.Id;
    }
}
