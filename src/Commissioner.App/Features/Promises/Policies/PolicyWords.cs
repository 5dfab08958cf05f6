using Commissioner.App.Hosting;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;

namespace Commissioner.App.Features.Policies;

/// <summary>Limits in words.</summary>
internal static class PolicyWords
{
    /// <summary>What is promised, to whom: 办结（两个以上部门）· 急 · 账款拖欠.</summary>
    public static string Promise(this Texts texts, PromiseRule rule) =>
        string.Join(
            " · ",
            new[]
            {
                texts.Name(rule.Kind),
                rule.Variant == PromiseVariant.Usual ? null : texts["policies.variant." + rule.Variant],
                rule.Urgency is { } urgency ? texts.Name(urgency) : null,
                rule.Category is { } category ? texts["category." + category] : null,
            }.OfType<string>()
        );

    /// <summary>A period: 5 个工作日.</summary>
    public static string Period(this Texts texts, WorkingTime time) => texts["policies.time." + time.Unit, time.Amount];

    /// <summary>When it turns amber.</summary>
    public static string Amber(this Texts texts, PromiseRule rule)
    {
        var warn = rule.Warn ?? Warning.Usual;
        return rule.Rungs.Any(r => r.From is RungFrom.Start or RungFrom.Before) ? texts["policies.warn.none"]
            : warn.Left is not { } left || rule.Limit.Unit != TimeUnit.WorkingDays || rule.Limit.Amount <= 1
                ? texts["policies.warn.percent", warn.Percent]
            : texts["policies.warn.both", warn.Percent, texts.Period(left)];
    }

    /// <summary>A rung of the ladder: when, what, and who is told.</summary>
    public static string Rung(this Texts texts, Rung rung)
    {
        var level = texts["policies.level." + rung.Level];
        var when =
            rung.From == RungFrom.Start ? texts["policies.rung.start", texts.Period(rung.After)]
            : rung.From == RungFrom.Before ? texts["policies.rung.before", texts.Period(rung.After)]
            : rung.After.Amount == 0 ? texts["policies.rung.due"]
            : texts["policies.rung.late", texts.Period(rung.After)];
        return rung.Tells.Count == 0 ? $"{when} {level}" : $"{when} {level} → {string.Join("、", rung.Tells.Select(texts.Name))}";
    }

    /// <summary>Minutes of working time as hours and minutes.</summary>
    public static string Worked(this Texts texts, long minutes) => texts["policies.worked", Math.Abs(minutes) / 60, Math.Abs(minutes) % 60];
}
