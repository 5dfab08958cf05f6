using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Scores.Policies;

/// <summary>Appraisal or supervision proposes by what scores are made from a later quarter on; a second person puts it in force.</summary>
/// <param name="From">The first day of a quarter that has not begun.</param>
/// <param name="Terms">What it says.</param>
/// <param name="Reason">Why.</param>
[Allow(Permission.SetScorePolicy)]
public sealed record ProposeScorePolicy(DateOnly? From, ScoreTerms Terms, string? Reason) : ICommand<int>;

internal sealed class ProposeScorePolicyHandler(CommissionerDb db, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<ProposeScorePolicy, int>
{
    public async Task<int> Handle(ProposeScorePolicy command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stored = await db.ScorePolicies.AsNoTracking().OrderBy(p => p.Version).ToListAsync(cancellationToken);
        var from = command.From ?? default;
        var policy = ScorePolicy.Propose(
            stored.LastOrDefault() ?? ScorePolicy.First,
            command.Terms,
            ScorePolicy.Of(stored, from),
            from,
            command.Reason,
            actor,
            promises.Calendar.DateOf(now),
            now
        );
        db.ScorePolicies.Add(policy);
        return policy.Version;
    }
}
