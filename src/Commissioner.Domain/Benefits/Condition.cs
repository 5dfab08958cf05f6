using System.Globalization;

namespace Commissioner.Domain.Benefits;

/// <summary>How a condition compares a label.</summary>
public enum ConditionOperator
{
    /// <summary>Is one of the values, or has one of them.</summary>
    Is,

    /// <summary>Is and has none of the values.</summary>
    IsNot,

    /// <summary>Has all of the values.</summary>
    Has,

    /// <summary>As much, or as late, as the value or more.</summary>
    AtLeast,

    /// <summary>As much, or as late, as the value or less.</summary>
    AtMost,
}

/// <summary>What a condition comes to.</summary>
public enum ConditionOutcome
{
    Met,

    NotMet,

    /// <summary>The label is not known: whoever adds it may meet it.</summary>
    Unknown,
}

/// <summary>One condition of a policy over one label. It is data, so that the office writes it and a table brings it.</summary>
/// <param name="Label">A code of <see cref="LabelKey"/>.</param>
/// <param name="Operator">How it compares.</param>
/// <param name="Values">With what.</param>
public sealed record Condition(string Label, ConditionOperator Operator, IReadOnlyList<string> Values)
{
    // Longest first: ">=" before "=".
    private static readonly (string Sign, ConditionOperator Operator)[] Signs =
    [
        (">=", ConditionOperator.AtLeast),
        ("<=", ConditionOperator.AtMost),
        ("!=", ConditionOperator.IsNot),
        ("+=", ConditionOperator.Has),
        ("=", ConditionOperator.Is),
    ];

    private readonly decimal? _number =
        Values.Count == 1 && decimal.TryParse(Values[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>As it is written: <c>Patents&gt;=5</c>.</summary>
    public string Said => Label + Signs.First(s => s.Operator == Operator).Sign + string.Join('、', Values);

    /// <summary>Reads one as it is written; null where it is none.</summary>
    public static Condition? Read(string? text)
    {
        var plain = (text ?? "").Trim().Replace('≥', '＞').Replace('≤', '＜').Replace("＞", ">=", StringComparison.Ordinal);
        plain = plain.Replace("＜", "<=", StringComparison.Ordinal).Replace('＝', '=');
        foreach (var (sign, by) in Signs)
        {
            var at = plain.IndexOf(sign, StringComparison.Ordinal);
            if (at <= 0)
            {
                continue;
            }

            var key = LabelKey.Find(plain[..at]);
            var typed = plain[(at + sign.Length)..];
            var values = by is ConditionOperator.AtLeast or ConditionOperator.AtMost ? [typed.Trim()] : LabelKey.Split(typed);
            var ordered = key?.Kind is LabelKind.Number or LabelKind.Day;
            if (
                key is null
                || values.Count == 0
                || (by is ConditionOperator.AtLeast or ConditionOperator.AtMost && !ordered)
                || (by == ConditionOperator.Has && key.Kind != LabelKind.Words)
            )
            {
                return null;
            }

            List<string?> read = [.. values.Select(key.Read)];
            return read.Contains(null) ? null : new(key.Code, by, [.. read.Select(v => v!)]);
        }

        return null;
    }

    /// <summary>What it comes to for a label's value; null where the label is not known.</summary>
    public ConditionOutcome Of(string? value)
    {
        if (value is null)
        {
            return ConditionOutcome.Unknown;
        }

        return Holds(value) ? ConditionOutcome.Met : ConditionOutcome.NotMet;
    }

    // Asked millions of times when a policy is matched with all enterprises: nothing is allocated for a single word.
    private bool Holds(string value) =>
        Operator switch
        {
            ConditionOperator.Is => HasOne(value),
            ConditionOperator.IsNot => !HasOne(value),
            ConditionOperator.Has => HasAll(value.Split('、')),
            ConditionOperator.AtLeast => Compare(value) >= 0,
            _ => Compare(value) <= 0,
        };

    private bool HasOne(string value)
    {
        if (!value.Contains('、', StringComparison.Ordinal))
        {
            return Names(value);
        }

        foreach (var word in value.Split('、'))
        {
            if (Names(word))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasAll(string[] words) => Values.All(v => words.Contains(v, StringComparer.OrdinalIgnoreCase));

    private bool Names(string word)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            if (string.Equals(Values[i], word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // Days are written so that their order is that of their letters.
    private int Compare(string value) =>
        _number is { } number && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var its)
            ? its.CompareTo(number)
            : string.CompareOrdinal(value, Values[0]);
}

/// <summary>A condition with what it comes to for an enterprise.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Value">What is known of the enterprise; null where nothing is.</param>
public sealed record ExplainedCondition(Condition Condition, ConditionOutcome Outcome, string? Value);

/// <summary>How far an enterprise meets a policy, condition by condition: "5 of 6; missing: …".</summary>
/// <param name="Conditions">The policy's conditions in their order.</param>
public sealed record Matching(IReadOnlyList<ExplainedCondition> Conditions)
{
    /// <summary>How many are met.</summary>
    public int Met => Conditions.Count(c => c.Outcome == ConditionOutcome.Met);

    /// <summary>All are met.</summary>
    public bool IsWhole => Met == Conditions.Count;

    /// <summary>Explains a policy to an enterprise.</summary>
    /// <param name="conditions">The policy's.</param>
    /// <param name="labels">The enterprise's labels by their code.</param>
    public static Matching Of(IReadOnlyList<Condition> conditions, IReadOnlyDictionary<string, string> labels) =>
        new([
            .. conditions.Select(c =>
            {
                var value = labels.GetValueOrDefault(c.Label);
                return new ExplainedCondition(c, c.Of(value), value);
            }),
        ]);

    /// <summary>The same without the explanation, for ten thousand enterprises at once: it stops at the first that is not met.</summary>
    public static bool Holds(IReadOnlyList<Condition> conditions, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var c in conditions)
        {
            if (c.Of(labels.GetValueOrDefault(c.Label)) != ConditionOutcome.Met)
            {
                return false;
            }
        }

        return true;
    }
}
