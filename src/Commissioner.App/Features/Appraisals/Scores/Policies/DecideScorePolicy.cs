using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Scores.Policies;

/// <summary>A second person puts the proposed policy of scores in force; it can be let go by whoever may propose, its author too.</summary>
[Allow(Permission.SetScorePolicy)]
public sealed record DecideScorePolicy(int Version, bool Confirm) : ICommand<int>;

internal sealed class DecideScorePolicyHandler(CommissionerDb db, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<DecideScorePolicy, int>
{
    public async Task<int> Handle(DecideScorePolicy command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var policy =
            await db.ScorePolicies.SingleOrDefaultAsync(p => p.Version == command.Version, cancellationToken) ?? throw new NotFound();
        policy.Decide(command.Confirm, actor, promises.Calendar.DateOf(now), now);
        return policy.Version;
    }
}
