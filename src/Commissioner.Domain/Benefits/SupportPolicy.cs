using System.Text.RegularExpressions;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Benefits;

/// <summary>What a policy says.</summary>
/// <param name="Title">1 to 100 characters.</param>
/// <param name="Summary">What an enterprise gets, of 2,000 characters at most.</param>
/// <param name="Contact">Whom to ask.</param>
/// <param name="FromOn">Its first day.</param>
/// <param name="UntilOn">Its last day.</param>
/// <param name="Budget">What can be paid of it in all, in yuan; null for no bound.</param>
/// <param name="Papers">What a claim needs.</param>
/// <param name="Conditions">All of which an enterprise meets.</param>
/// <param name="WithoutAsking">What the office can prove itself: whoever meets it is asked for a yes alone 免申即享.</param>
public sealed record PolicyText(
    string? Title,
    string? Summary,
    string? Contact,
    DateOnly? FromOn,
    DateOnly? UntilOn,
    decimal? Budget,
    IReadOnlyList<string> Papers,
    IReadOnlyList<Condition> Conditions,
    bool WithoutAsking
);

/// <summary>
/// A policy that supports enterprises 惠企政策, with conditions over their labels. "Policy" alone is what promises are made by, elsewhere in
/// the
/// product. Changed, it gets another edition: whom it reaches is found anew, and each is told once an edition.
/// </summary>
public sealed partial class SupportPolicy : Aggregate
{
    public const int MostConditions = 20;

    private SupportPolicy() { }

    public Id<SupportPolicy> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    /// <summary>Unique; tables name it by that.</summary>
    public string Code { get; private set; } = "";

    /// <summary>1, and one more each time that it says something else.</summary>
    public int Edition { get; private set; }

    /// <summary>The edition that enterprises were matched by last; 0 for none.</summary>
    public int MatchedEdition { get; private set; }

    public string Title { get; private set; } = "";

    public string Summary { get; private set; } = "";

    public string Contact { get; private set; } = "";

    public DateOnly FromOn { get; private set; }

    public DateOnly UntilOn { get; private set; }

    /// <summary>What can be paid of it in all, in yuan; null for no bound.</summary>
    public decimal? Budget { get; private set; }

    /// <summary>What was approved of it, in yuan.</summary>
    public decimal Committed { get; private set; }

    public IReadOnlyList<string> Papers { get; private set; } = [];

    public IReadOnlyList<Condition> Conditions { get; private set; } = [];

    /// <summary>Whoever meets it is asked for a yes alone 免申即享.</summary>
    public bool WithoutAsking { get; private set; }

    /// <summary>Writes its first edition.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="BenefitRules"/>.</exception>
    public static SupportPolicy Write(string? code, PolicyText says, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(IsCode(code), BenefitRules.BenefitCodeUnusable, "code");
        var policy = new SupportPolicy { Id = Id<SupportPolicy>.New(now), Code = code! };
        policy.Take(says);
        policy.Edition = 1;
        policy.Record(by, by.Roles[0], now, new BenefitWritten(1));
        return policy;
    }

    /// <summary>Writes its next edition; the same once more is none.</summary>
    /// <returns>Whether it says something else now.</returns>
    /// <exception cref="RuleBroken">A rule of <see cref="BenefitRules"/>.</exception>
    public bool Revise(PolicyText says, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var before = Said();
        Take(says);
        if (before == Said())
        {
            return false;
        }

        Edition++;
        Record(by, by.Roles[0], now, new BenefitWritten(Edition));
        return true;
    }

    /// <summary>Enterprises were matched by this edition.</summary>
    public void Matched() => MatchedEdition = Edition;

    /// <summary>An amount is approved. Of two at once that would go beyond the budget together, one is refused.</summary>
    /// <exception cref="RuleBroken"><see cref="BenefitRules.BenefitBudgetSpent"/>.</exception>
    public void Commit(decimal amount, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (Budget is { } budget && Committed + amount > budget)
        {
            throw new RuleBroken(BenefitRules.BenefitBudgetSpent, budget - Committed) { Field = "amount" };
        }

        Committed += amount;
        Record(by, by.Roles[0], now, new BenefitCommitted(amount));
    }

    /// <summary>Holds on a day of the park.</summary>
    public bool HoldsOn(DateOnly day) => day >= FromOn && day <= UntilOn;

    public static bool IsCode(string? code) => code is not null && Shape().IsMatch(code);

    private void Take(PolicyText says)
    {
        ArgumentNullException.ThrowIfNull(says);
        var (title, summary, contact) = ((says.Title ?? "").Trim(), (says.Summary ?? "").Trim(), (says.Contact ?? "").Trim());
        Demand(title.Characters() is >= 1 and <= 100, BenefitRules.BenefitTitleMissing, "title");
        Demand(summary.Characters() <= 2000, BenefitRules.BenefitTextTooLong, "summary");
        Demand(contact.Characters() is >= 1 and <= 200, BenefitRules.BenefitContactMissing, "contact");
        Demand(says.FromOn is not null && says.UntilOn >= says.FromOn, BenefitRules.BenefitDaysUnusable, "untilOn");
        Demand(says.Budget is null or (> 0 and < 1e12m), BenefitRules.BenefitBudgetUnusable, "budget");
        Demand(
            says.Papers.Count <= 20 && says.Papers.All(p => p.Characters() is >= 1 and <= 60),
            BenefitRules.BenefitPapersTooMany,
            "papers"
        );
        if (says.Conditions.Count is 0 or > MostConditions)
        {
            throw new RuleBroken(BenefitRules.BenefitConditionUnreadable, says.Conditions.Count) { Field = "conditions" };
        }

        (Title, Summary, Contact, FromOn, UntilOn) = (title, summary, contact, says.FromOn!.Value, says.UntilOn!.Value);
        (Budget, Papers, Conditions, WithoutAsking) = (says.Budget, says.Papers, says.Conditions, says.WithoutAsking);
    }

    private string Said() =>
        string.Join(
            '\n',
            [Title, Summary, Contact, $"{FromOn:O} {UntilOn:O} {Budget:0.##} {WithoutAsking}", .. Papers, .. Conditions.Select(c => c.Said)]
        );

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }

    [GeneratedRegex("^[A-Z][A-Z0-9-]{1,23}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
