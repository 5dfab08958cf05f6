using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Benefits;

/// <summary>
/// A label of an enterprise, with where it is known from; and the enterprise's correction, while it waits for a decision.
/// </summary>
public sealed class EnterpriseLabel
{
    private EnterpriseLabel() { }

    internal EnterpriseLabel(Id<EnterpriseProfile> profile, string label) => (ProfileId, Label) = (profile, label);

    public Id<EnterpriseProfile> ProfileId { get; private set; }

    /// <summary>A code of <see cref="LabelKey"/>.</summary>
    public string Label { get; private set; } = "";

    /// <summary>What counts; null where only the enterprise has said something yet.</summary>
    public string? Value { get; internal set; }

    /// <summary>Where it is known from.</summary>
    public string Source { get; internal set; } = "";

    /// <summary>As of which day.</summary>
    public DateOnly AsOf { get; internal set; }

    /// <summary>What the enterprise says instead; null where nothing waits.</summary>
    public string? Wanted { get; internal set; }

    /// <summary>How the enterprise knows what it says; it stays beside a value that was taken over from it.</summary>
    public string? WantedBecause { get; internal set; }

    /// <summary>When it said so, UTC.</summary>
    public DateTimeOffset? WantedAt { get; internal set; }

    /// <summary>Why the last correction was not taken over; null where it was, or none was asked.</summary>
    public string? RefusedBecause { get; internal set; }

    /// <summary>When its last correction was decided on, UTC; null while one waits, or none was asked.</summary>
    public DateTimeOffset? DecidedAt { get; internal set; }
}

/// <summary>
/// What is known of an enterprise, label by label. A label decides about money: what the enterprise says against one counts once the
/// office has
/// decided on it, and until then stands beside it.
/// </summary>
public sealed class EnterpriseProfile : Aggregate
{
    // The source of what was taken over from the enterprise; how it knows it stands beside it.
    private const string ByEnterprise = "企业更正";

    private readonly List<EnterpriseLabel> _labels = [];

    private EnterpriseProfile() { }

    public Id<EnterpriseProfile> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>A label has changed since it was matched.</summary>
    public bool Unmatched { get; private set; }

    public IReadOnlyList<EnterpriseLabel> Labels => _labels;

    /// <summary>Begins one, of which nothing is known yet.</summary>
    public static EnterpriseProfile Begin(Id<Enterprise> enterprise, DateTimeOffset now) =>
        new() { Id = Id<EnterpriseProfile>.New(now), EnterpriseId = enterprise };

    /// <summary>The office, or a table, says labels. What the enterprise wants instead still waits.</summary>
    /// <returns>Whether anything is other than before.</returns>
    /// <exception cref="RuleBroken">A rule of <see cref="BenefitRules"/>.</exception>
    public bool Set(IReadOnlyList<(string? Label, string? Value)> labels, string? source, DateOnly asOf, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var from = SourceOf(source);
        var changed = 0;
        foreach (var (code, value) in labels)
        {
            var key = KeyOf(code);
            var read = key.Read(value) ?? throw new RuleBroken(BenefitRules.LabelValueUnusable) { Field = "value" };
            var its = Label(key);
            changed += its.Value == read && its.Source == from && its.AsOf == asOf ? 0 : 1;
            Unmatched |= its.Value != read;
            (its.Value, its.Source, its.AsOf) = (read, from, asOf);
            its.WantedBecause = its.WantedAt is null ? null : its.WantedBecause;
        }

        if (changed > 0)
        {
            Record(by, by.Roles[0], now, new LabelsSet(changed));
        }

        return changed > 0;
    }

    /// <summary>The enterprise says something else, and how it knows. It counts once the office has decided.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="BenefitRules"/>.</exception>
    public void Correct(string? label, string? value, string? because, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var key = KeyOf(label);
        var wanted = key.Read(value) ?? throw new RuleBroken(BenefitRules.LabelValueUnusable) { Field = "value" };
        var its = Label(key);
        (its.Wanted, its.WantedBecause, its.WantedAt) = (wanted, ReasonOf(because), now);
        (its.RefusedBecause, its.DecidedAt) = (null, null);
        Record(by, by.Roles[0], now, new LabelCorrectionAsked(key.Code));
    }

    /// <summary>The office takes a correction over, with the enterprise as its source, or says why not.</summary>
    /// <exception cref="RuleBroken">Nothing waits; a refusal lacks its reason.</exception>
    public void Decide(string? label, bool granted, string? because, DateOnly today, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var key = KeyOf(label);
        if (_labels.Find(l => l.Label == key.Code && l.Wanted is not null) is not { } its)
        {
            throw new RuleBroken(BenefitRules.LabelCorrectionNone);
        }

        if (granted)
        {
            Unmatched |= its.Value != its.Wanted;
            (its.Value, its.Source, its.AsOf) = (its.Wanted, ByEnterprise, today);
        }
        else
        {
            (its.RefusedBecause, its.WantedBecause) = (ReasonOf(because), null);
        }

        (its.Wanted, its.WantedAt, its.DecidedAt) = (null, null, now);
        Record(by, by.Roles[0], now, new LabelCorrectionDecided(key.Code, granted));
    }

    /// <summary>It was matched with all policies.</summary>
    public void Matched() => Unmatched = false;

    /// <summary>Policies were found for it: it is told of these, and never again of the same edition.</summary>
    public void Found(IReadOnlyCollection<string> titles, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(titles);
        var named = string.Join('、', titles.Take(3).Select(t => $"“{t}”"));
        Record(Actor.System, Role.System, now, new BenefitsFound(named, titles.Count));
    }

    private EnterpriseLabel Label(LabelKey key)
    {
        if (_labels.Find(l => l.Label == key.Code) is { } known)
        {
            return known;
        }

        var its = new EnterpriseLabel(Id, key.Code);
        _labels.Add(its);
        return its;
    }

    private static LabelKey KeyOf(string? label) =>
        LabelKey.Find(label) ?? throw new RuleBroken(BenefitRules.LabelUnknown) { Field = "label" };

    private static string SourceOf(string? source)
    {
        var from = source?.Trim() ?? "";
        return from.Characters() is >= 1 and <= 60 ? from : throw new RuleBroken(BenefitRules.LabelSourceMissing) { Field = "source" };
    }

    private static string ReasonOf(string? because)
    {
        var why = because?.Trim() ?? "";
        return why.Characters() is >= 1 and <= 500 ? why : throw new RuleBroken(BenefitRules.BenefitReasonMissing) { Field = "because" };
    }
}
