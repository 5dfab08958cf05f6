using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>
/// The office writes a policy that supports enterprises: its first edition, or the next. What it reaches is found anew, in the background.
/// </summary>
/// <param name="Code">Its code; one that is known gets another edition.</param>
/// <param name="Title">1 to 100 characters.</param>
/// <param name="Summary">What an enterprise gets.</param>
/// <param name="Contact">Whom to ask.</param>
/// <param name="FromOn">Its first day.</param>
/// <param name="UntilOn">Its last day.</param>
/// <param name="Budget">What can be paid in all, in yuan; null for no bound.</param>
/// <param name="Papers">What a claim needs.</param>
/// <param name="Conditions">One each, as <c>Patents&gt;=5</c> or <c>Size=small、medium</c>.</param>
/// <param name="WithoutAsking">Whoever meets it is asked for a yes alone 免申即享.</param>
[Allow(Permission.KeepBenefits)]
public sealed record WriteBenefit(
    string? Code,
    string? Title,
    string? Summary,
    string? Contact,
    DateOnly? FromOn,
    DateOnly? UntilOn,
    decimal? Budget,
    IReadOnlyList<string?>? Papers,
    IReadOnlyList<string?>? Conditions,
    bool WithoutAsking = false
) : ICommand<string>;

internal sealed class WriteBenefitHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<WriteBenefit, string>
{
    public async Task<string> Handle(WriteBenefit command, CancellationToken cancellationToken)
    {
        var code = (command.Code ?? "").Trim().ToUpperInvariant();
        var says = new PolicyText(
            command.Title,
            command.Summary,
            command.Contact,
            command.FromOn,
            command.UntilOn,
            command.Budget,
            [.. (command.Papers ?? []).Select(p => p?.Trim() ?? "").Where(p => p.Length > 0)],
            ConditionsOf(command.Conditions),
            command.WithoutAsking
        );
        var known = await db.SupportPolicies.SingleOrDefaultAsync(p => p.Code == code, cancellationToken);
        if (known is not null)
        {
            known.Revise(says, actor, clock.GetUtcNow());
        }
        else
        {
            db.SupportPolicies.Add(SupportPolicy.Write(code, says, actor, clock.GetUtcNow()));
        }

        return code;
    }

    /// <summary>Conditions as they are written.</summary>
    /// <exception cref="RuleBroken"><see cref="BenefitRules.BenefitConditionUnreadable"/>, with the first that can't be read.</exception>
    public static IReadOnlyList<Condition> ConditionsOf(IReadOnlyList<string?>? lines) =>
        [
            .. (lines ?? [])
                .Where(l => !string.IsNullOrWhiteSpace(l))
                .Select(l =>
                    Condition.Read(l) ?? throw new RuleBroken(BenefitRules.BenefitConditionUnreadable, l!.Trim()) { Field = "conditions" }
                ),
        ];
}
