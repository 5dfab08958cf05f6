using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Accounts;

/// <summary>Forgets sign-in codes and challenges that are no longer good, and what was counted so long ago that it counts no more; answers how much.</summary>
[Allow(Permission.RunJobs)]
public sealed record TidySignIns : IJob;

internal sealed class TidySignInsHandler(CommissionerDb db, DatabaseClock clock) : IRequestHandler<TidySignIns, int>
{
    public async Task<int> Handle(TidySignIns job, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hour = now.AddHours(-1);
        return await db.SignInCodes.Where(c => c.GoodUntil < now).ExecuteDeleteAsync(cancellationToken)
            + await db.PasskeyChallenges.Where(c => c.GoodUntil < now).ExecuteDeleteAsync(cancellationToken)
            + await db.SignInTallies.Where(t => t.StaleAt < now).ExecuteDeleteAsync(cancellationToken)
            + await db.LimitCounts.Where(l => l.BeginsAt < hour).ExecuteDeleteAsync(cancellationToken);
    }
}
