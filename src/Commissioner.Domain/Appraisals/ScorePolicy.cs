using Commissioner.Domain.People;

namespace Commissioner.Domain.Appraisals;

/// <summary>What scores are made of.</summary>
/// <param name="Response">Weight of response, or of check-ins for a department; the three are 1 together.</param>
/// <param name="Resolution">Weight of resolution.</param>
/// <param name="Satisfaction">Weight of satisfaction.</param>
/// <param name="Least">Fewer than this in any part: no score.</param>
/// <param name="LeastEnterprises">Fewer enterprises than this: suppressed outside supervision and appraisal.</param>
/// <param name="LeastRated">A smaller share rated is too few.</param>
/// <param name="Good">From this score on the band is good.</param>
/// <param name="Fair">From this score on it is fair.</param>
public sealed record ScoreTerms(
    decimal Response,
    decimal Resolution,
    decimal Satisfaction,
    int Least,
    int LeastEnterprises,
    decimal LeastRated,
    decimal Good,
    decimal Fair
)
{
    /// <summary>Weights, shares and scores have two places; the least numbers are 5 or more (docs/trade.md, Scorecards).</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="ScorePolicyRules"/>; its field is the part's name.</exception>
    public void Demand()
    {
        if (new[] { Response, Resolution, Satisfaction }.Any(w => w < 0 || !HasTwoPlaces(w)) || Response + Resolution + Satisfaction != 1)
        {
            throw new RuleBroken(ScorePolicyRules.WeightsAreOne) { Field = "response" };
        }

        if (Least is < 5 or > 100)
        {
            throw new RuleBroken(ScorePolicyRules.FiveAreTheLeast) { Field = "least" };
        }

        if (LeastEnterprises is < 5 or > 100)
        {
            throw new RuleBroken(ScorePolicyRules.FiveAreTheLeast) { Field = "leastEnterprises" };
        }

        if (LeastRated is < 0 or > 1 || !HasTwoPlaces(LeastRated))
        {
            throw new RuleBroken(ScorePolicyRules.ShareCannotBe) { Field = "leastRated" };
        }

        if (Fair <= 0 || Good <= Fair || Good >= 1 || !HasTwoPlaces(Fair) || !HasTwoPlaces(Good))
        {
            throw new RuleBroken(ScorePolicyRules.BandsOutOfOrder) { Field = "good" };
        }
    }

    private static bool HasTwoPlaces(decimal share) => decimal.Round(share, 2) == share;
}

/// <summary>By what scores are made: versioned, named by every score, and known before the quarter that it begins with.</summary>
public sealed class ScorePolicy
{
    private ScorePolicy() { }

    /// <summary>
    /// The policy that ships with the product (docs/trade.md, Scorecards): it counts for every quarter before the first that was put in
    /// force.
    /// </summary>
    public static ScorePolicy First { get; } = new() { Version = 1, Terms = new(0.30m, 0.35m, 0.35m, 5, 5, 0.30m, 0.70m, 0.50m) };

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; private set; }

    /// <summary>The first day of the first quarter that it is for.</summary>
    public DateOnly From { get; private set; }

    /// <summary>What it says.</summary>
    public ScoreTerms Terms { get; private set; } = null!;

    /// <summary>Why it was proposed.</summary>
    public string Reason { get; private set; } = "";

    public Id<Person> ProposedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ProposedAt { get; private set; }

    /// <summary>Who put it in force or refused it, another person; null until then.</summary>
    public Id<Person>? DecidedById { get; private set; }

    /// <summary>When, UTC; null until then.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Since when it is certain that it counts from its quarter on, UTC; null while it waits, and where it was refused.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The policy of a period: the last that was put in force for the quarter of its first day.</summary>
    /// <param name="stored">Those that were put in force.</param>
    /// <param name="from">The period's first day.</param>
    public static ScorePolicy Of(IEnumerable<ScorePolicy> stored, DateOnly from) =>
        stored.Where(p => p.ConfirmedAt is not null && p.From <= from).OrderBy(p => p.From).ThenBy(p => p.Version).LastOrDefault() ?? First;

    /// <summary>Proposes another one.</summary>
    /// <param name="last">The last version there is, proposals included.</param>
    /// <param name="terms">What it says.</param>
    /// <param name="before">What would count in its quarter without it.</param>
    /// <param name="from">The first day of a quarter that has not begun.</param>
    /// <param name="reason">Why, 1 to 1,000 characters.</param>
    /// <param name="by">Who.</param>
    /// <param name="today">The park's day.</param>
    /// <param name="now">When, UTC.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="ScorePolicyRules"/>.</exception>
    public static ScorePolicy Propose(
        ScorePolicy last,
        ScoreTerms terms,
        ScorePolicy before,
        DateOnly from,
        string? reason,
        Actor by,
        DateOnly today,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(last);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(before);
        terms.Demand();
        if (last.Version > 1 && last.DecidedAt is null)
        {
            throw new RuleBroken(ScorePolicyRules.ScorePolicyWaits, last.Version);
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Characters() > 1000)
        {
            throw new RuleBroken(ScorePolicyRules.ScorePolicyNeedsReason) { Field = "reason" };
        }

        DemandAhead(from, today);
        return before.Terms == terms
            ? throw new RuleBroken(ScorePolicyRules.ScorePolicyChangesNothing)
            : new()
            {
                Version = last.Version + 1,
                From = from,
                Terms = terms,
                Reason = reason.Trim(),
                ProposedById = by.Id,
                ProposedAt = now,
            };
    }

    /// <summary>A second person puts it in force, or refuses it.</summary>
    /// <exception cref="RuleBroken">It was decided, its quarter has begun, or it is one's own to confirm.</exception>
    public void Decide(bool confirm, Actor by, DateOnly today, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (DecidedAt is not null)
        {
            throw new RuleBroken(ScorePolicyRules.ScorePolicyDecided);
        }

        if (confirm)
        {
            if (by.Id == ProposedById)
            {
                throw new RuleBroken(ScorePolicyRules.ScorePolicyNeedsSecond) { Could = [Role.Appraiser, Role.Supervisor] };
            }

            DemandAhead(From, today);
        }

        (ConfirmedAt, DecidedById, DecidedAt) = (confirm ? now : null, by.Id, now);
    }

    // Weights are fixed before their quarter begins, so that nobody can choose them to suit figures that are known.
    private static void DemandAhead(DateOnly from, DateOnly today)
    {
        var next = Period.QuarterOf(today).To.AddDays(1);
        if (from < next || from != Period.QuarterOf(from).From)
        {
            throw new RuleBroken(ScorePolicyRules.QuarterHasBegun, next) { Field = "from" };
        }
    }
}

/// <summary>What is refused about the policy of scores.</summary>
public static class ScorePolicyRules
{
    public static readonly Rule WeightsAreOne = new(nameof(WeightsAreOne), "The three weights have two places and are 1 together.");

    /// <summary>5 to 100: below five of something there is no score, below five enterprises nothing is said.</summary>
    public static readonly Rule FiveAreTheLeast = new(nameof(FiveAreTheLeast), "The least number is 5 to 100.");

    public static readonly Rule ShareCannotBe = new(nameof(ShareCannotBe), "A share lies between 0 and 1 and has two places.");

    /// <summary>0 &lt; fair &lt; good &lt; 1.</summary>
    public static readonly Rule BandsOutOfOrder = new(
        nameof(BandsOutOfOrder),
        "Good begins above fair, both between 0 and 1 with two places."
    );

    /// <summary>Known before the quarter begins. Detail 0: the earliest day.</summary>
    public static readonly Rule QuarterHasBegun = new(nameof(QuarterHasBegun), "It begins with a quarter that has not begun.");

    public static readonly Rule ScorePolicyNeedsReason = new(nameof(ScorePolicyNeedsReason), "Say in 1 to 1,000 characters why.");

    /// <summary>One at a time. Detail 0: which waits.</summary>
    public static readonly Rule ScorePolicyWaits = new(nameof(ScorePolicyWaits), "Another version waits to be decided.", RuleKind.Conflict);

    public static readonly Rule ScorePolicyChangesNothing = new(
        nameof(ScorePolicyChangesNothing),
        "It says what counts without it.",
        RuleKind.Conflict
    );

    public static readonly Rule ScorePolicyDecided = new(nameof(ScorePolicyDecided), "It was decided already.", RuleKind.Conflict);

    public static readonly Rule ScorePolicyNeedsSecond = new(nameof(ScorePolicyNeedsSecond), "A second person puts it in force.");
}
