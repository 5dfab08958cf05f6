using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>How many enterprises would meet these conditions, and what is missing where they do not: nothing changes.</summary>
/// <param name="Conditions">One each, as <c>Patents&gt;=5</c>.</param>
[Allow(Permission.KeepBenefits)]
public sealed record TryConditions(IReadOnlyList<string?>? Conditions) : IQuery<WouldMatch>;

/// <summary>What conditions would come to.</summary>
/// <param name="Enterprises">How many enterprises there are.</param>
/// <param name="Met">How many would meet all of them.</param>
/// <param name="Near">How many would meet all but one.</param>
/// <param name="Conditions">Condition by condition.</param>
public sealed record WouldMatch(int Enterprises, int Met, int Near, IReadOnlyList<WouldMeet> Conditions);

/// <summary>What one condition would come to.</summary>
/// <param name="Condition">As it is written.</param>
/// <param name="Met">How many meet it.</param>
/// <param name="Unknown">Of how many its label is not known.</param>
/// <param name="Alone">How many miss it alone.</param>
public sealed record WouldMeet(string Condition, int Met, int Unknown, int Alone);

internal sealed class TryConditionsHandler(CommissionerDb db) : IRequestHandler<TryConditions, WouldMatch>
{
    public async Task<WouldMatch> Handle(TryConditions query, CancellationToken cancellationToken)
    {
        var conditions = WriteBenefitHandler.ConditionsOf(query.Conditions);
        if (conditions.Count is 0 or > SupportPolicy.MostConditions)
        {
            throw new RuleBroken(BenefitRules.BenefitConditionUnreadable, conditions.Count) { Field = "conditions" };
        }

        var labels = await db.LabelsAsync(null, cancellationToken);
        var (met, near) = (0, 0);
        var (each, unknown, alone) = (new int[conditions.Count], new int[conditions.Count], new int[conditions.Count]);
        foreach (var its in labels.Values)
        {
            var (missing, last) = (0, 0);
            for (var i = 0; i < conditions.Count; i++)
            {
                var outcome = conditions[i].Of(its.GetValueOrDefault(conditions[i].Label));
                each[i] += outcome == ConditionOutcome.Met ? 1 : 0;
                unknown[i] += outcome == ConditionOutcome.Unknown ? 1 : 0;
                (missing, last) = outcome == ConditionOutcome.Met ? (missing, last) : (missing + 1, i);
            }

            met += missing == 0 ? 1 : 0;
            near += missing == 1 ? 1 : 0;
            alone[last] += missing == 1 ? 1 : 0;
        }

        return new(labels.Count, met, near, [.. conditions.Select((c, i) => new WouldMeet(c.Said, each[i], unknown[i], alone[i]))]);
    }
}
