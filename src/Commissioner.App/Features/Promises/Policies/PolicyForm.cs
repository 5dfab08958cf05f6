using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;

namespace Commissioner.App.Features.Policies;

/// <summary>A limit as it is typed.</summary>
public sealed class LimitInput
{
    /// <summary>Whose.</summary>
    public string Code { get; set; } = "";

    /// <summary>Such as 5d.</summary>
    public string? Limit { get; set; }

    /// <summary>Amber at this share of the time.</summary>
    public int? Percent { get; set; }

    /// <summary>Amber when so much is left; empty for no such rest.</summary>
    public string? Left { get; set; }

    /// <summary>The law's article.</summary>
    public string? Law { get; set; }

    /// <summary>It goes.</summary>
    public bool Gone { get; set; }
}

/// <summary>A limit of a category, as it is added.</summary>
public sealed class AddedLimit
{
    /// <summary>Of which promise; null adds nothing.</summary>
    public PromiseKind? Kind { get; set; }

    /// <summary>For which category.</summary>
    public string? Category { get; set; }

    /// <summary>From which urgency on.</summary>
    public Urgency? Urgency { get; set; }

    /// <summary>Such as 30cd.</summary>
    public string? Limit { get; set; }

    /// <summary>The law's article.</summary>
    public string? Law { get; set; }
}

/// <summary>Makes a policy of what is typed into the table of limits.</summary>
internal static class PolicyForm
{
    /// <summary>The table as it stands.</summary>
    public static List<LimitInput> Of(PromisePolicy policy) =>
        [
            .. policy
                .Rules.Where(r => r.Kind != PromiseKind.Canary)
                .Select(r => new LimitInput
                {
                    Code = r.Code,
                    Limit = r.Limit.ToString(),
                    Percent = (r.Warn ?? Warning.Usual).Percent,
                    Left = (r.Warn ?? Warning.Usual).Left?.ToString(),
                    Law = r.Law,
                }),
        ];

    /// <summary>The policy with what was typed, as a file.</summary>
    /// <exception cref="RuleBroken">What may not be, with its field.</exception>
    public static string Write(PromisePolicy policy, IReadOnlyList<LimitInput> limits, AddedLimit added)
    {
        List<PromiseRule> rules = [];
        foreach (var rule in policy.Rules)
        {
            var at = limits.ToList().FindIndex(l => l.Code == rule.Code);
            if (at < 0)
            {
                rules.Add(rule);
            }
            else if (!limits[at].Gone)
            {
                rules.Add(With(rule, limits[at], $"Limits[{at}]"));
            }
        }

        if (added.Kind is { } kind)
        {
            rules.Add(
                new(
                    CodeOf(policy, kind, added),
                    kind,
                    Period(added.Limit, "Added.Limit"),
                    added.Urgency,
                    Empty(added.Category),
                    Law: Empty(added.Law)
                )
            );
        }

        try
        {
            return PolicyFile.Write(new(policy.Version, rules));
        }
        catch (RuleBroken broken) when (broken.Field is null)
        {
            throw new RuleBroken(broken.Rule, [.. broken.Details]) { Field = added.Kind is null ? "Reason" : "Added.Kind" };
        }
    }

    private static PromiseRule With(PromiseRule rule, LimitInput typed, string field)
    {
        var warn = new Warning(
            typed.Percent ?? Warning.Usual.Percent,
            Empty(typed.Left) is { } left ? Period(left, field + ".Left") : null
        );
        return rule with
        {
            Limit = Period(typed.Limit, field + ".Limit"),
            Warn = warn == Warning.Usual ? null : warn,
            Law = Empty(typed.Law),
        };
    }

    private static string CodeOf(PromisePolicy policy, PromiseKind kind, AddedLimit added)
    {
        var code = string.Join('-', new[] { kind.ToString(), Empty(added.Category), added.Urgency?.ToString() }.OfType<string>())
            .ToLowerInvariant();
        return policy.ByCode(code) is null ? code : code + "-2";
    }

    private static WorkingTime Period(string? text, string field) =>
        WorkingTime.TryParse(text, out var time) ? time : throw new RuleBroken(PolicyApprovalRules.LimitUnreadable) { Field = field };

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
