using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Rebases;

/// <summary>Somebody takes a re-base back: the promises to which nothing has happened since go back to what they were pinned to.</summary>
[Allow(Permission.ManageRules)]
public sealed record ReverseRebase(Id<Rebase> Id, string? Reason) : ICommand<Id<Rebase>>;

internal sealed class ReverseRebaseHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ReverseRebase, Id<Rebase>>
{
    public async Task<Id<Rebase>> Handle(ReverseRebase command, CancellationToken cancellationToken)
    {
        if (command.Reason?.Trim() is not { Length: > 0 and <= 1000 } reason)
        {
            throw new RuleBroken(RebaseRules.RebaseReasonMissing) { Field = "reason" };
        }

        var rebase =
            await db.Rebases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) ?? throw new NotFound();
        if (
            rebase.ReversesId is not null
            || rebase.State is RebaseState.Running or RebaseState.Reverted
            || await db.Rebases.AnyAsync(r => r.ReversesId == rebase.Id, cancellationToken)
        )
        {
            throw new RuleBroken(RebaseRules.RebaseCannotBeReversed);
        }

        if (await db.Rebases.AnyAsync(r => r.State == RebaseState.Running, cancellationToken))
        {
            throw new RuleBroken(RebaseRules.OneRebaseAtATime);
        }

        var now = clock.GetUtcNow();
        var back = new Rebase
        {
            Id = Id<Rebase>.New(now),
            CalendarCode = rebase.CalendarCode,
            FromVersion = rebase.ToVersion,
            ToVersion = rebase.FromVersion,
            ReversesId = rebase.Id,
            Reason = reason,
            StartedById = actor.Id,
            StartedAt = now,
            Total = rebase.Done,
        };
        db.Rebases.Add(back);
        return back.Id;
    }
}
