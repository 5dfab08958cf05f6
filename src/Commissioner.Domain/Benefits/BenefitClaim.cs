using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Benefits;

/// <summary>How an enterprise's claim of a policy stands.</summary>
public enum ClaimState
{
    /// <summary>The office can prove it all: only the enterprise's yes is missing 免申即享.</summary>
    Proposed,

    Claimed,

    /// <summary>Its papers are complete.</summary>
    Checked,

    Approved,

    Refused,

    Paid,

    /// <summary>The enterprise does not want it.</summary>
    Declined,
}

/// <summary>Why an enterprise does not want what it could have.</summary>
public enum DeclineReason
{
    NotNeeded,

    TooLittle,

    TooMuchWork,

    NotUnderstood,

    Other,
}

/// <summary>A step of the office on a claim.</summary>
public enum ClaimStep
{
    Check,

    Approve,

    Refuse,

    Pay,
}

/// <summary>
/// A claim of one edition of a policy by one enterprise, to the payment. It is no undertaking: it has one owner, no nodes and no promise of its
/// own; who moved it and when is its timeline.
/// </summary>
public sealed class BenefitClaim : Aggregate
{
    private BenefitClaim() { }

    public Id<BenefitClaim> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    public Id<SupportPolicy> PolicyId { get; private set; }

    public int Edition { get; private set; }

    public Id<Enterprise> EnterpriseId { get; private set; }

    public ClaimState State { get; private set; }

    /// <summary>When it was claimed, proposed or declined first, UTC.</summary>
    public DateTimeOffset BeganAt { get; private set; }

    /// <summary>When it was moved last, UTC.</summary>
    public DateTimeOffset MovedAt { get; private set; }

    /// <summary>Who checked its papers; null where nothing was to be checked.</summary>
    public Id<Person>? CheckedById { get; private set; }

    public Id<Person>? ApprovedById { get; private set; }

    public Id<Person>? PaidById { get; private set; }

    /// <summary>What is approved, in yuan.</summary>
    public decimal? Amount { get; private set; }

    public DeclineReason? DeclinedBecause { get; private set; }

    /// <summary>The enterprise's words where it declined, the office's where it refused.</summary>
    public string? Words { get; private set; }

    /// <summary>The office proposes what it can prove itself.</summary>
    public static BenefitClaim Propose(SupportPolicy policy, Id<Enterprise> enterprise, DateTimeOffset now)
    {
        var claim = New(policy, enterprise, ClaimState.Proposed, now);
        claim.Record(Actor.System, Role.System, now, new BenefitProposed());
        return claim;
    }

    /// <summary>The enterprise claims it.</summary>
    /// <exception cref="RuleBroken">It does not meet it, or the policy does not hold.</exception>
    public static BenefitClaim Claim(
        SupportPolicy policy,
        Id<Enterprise> enterprise,
        Matching matching,
        DateOnly today,
        Actor by,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        DemandMet(policy, matching, today);
        var claim = New(policy, enterprise, ClaimState.Claimed, now);
        claim.Record(by, by.Roles[0], now, new BenefitClaimed());
        return claim;
    }

    /// <summary>The enterprise declines it before it was proposed or claimed.</summary>
    /// <exception cref="RuleBroken">The reason is missing.</exception>
    public static BenefitClaim Decline(
        SupportPolicy policy,
        Id<Enterprise> enterprise,
        DeclineReason? because,
        string? words,
        Actor by,
        DateTimeOffset now
    )
    {
        var claim = New(policy, enterprise, ClaimState.Proposed, now);
        claim.Decline(because, words, by, now);
        return claim;
    }

    /// <summary>The enterprise says yes to what was proposed: there is nothing left to check.</summary>
    /// <exception cref="RuleBroken">It was claimed; it is no longer met.</exception>
    public void Accept(SupportPolicy policy, Matching matching, DateOnly today, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(State is ClaimState.Proposed or ClaimState.Declined, BenefitRules.BenefitClaimedBefore);
        DemandMet(policy, matching, today);
        State = policy.WithoutAsking ? ClaimState.Checked : ClaimState.Claimed;
        (DeclinedBecause, Words, MovedAt) = (null, null, now);
        Record(by, by.Roles[0], now, new BenefitClaimed());
    }

    /// <summary>The enterprise does not want it.</summary>
    /// <exception cref="RuleBroken">It was claimed; the reason is missing.</exception>
    public void Decline(DeclineReason? because, string? words, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(State is ClaimState.Proposed, BenefitRules.BenefitNotNow);
        var said = words?.Trim() ?? "";
        Demand(because is { } its && Enum.IsDefined(its) && said.Characters() <= 500, BenefitRules.BenefitReasonMissing, "because");
        (State, DeclinedBecause, Words, MovedAt) = (ClaimState.Declined, because, said.Length == 0 ? null : said, now);
        Record(by, by.Roles[0], now, new BenefitDeclined(because!.Value));
    }

    /// <summary>The office moves it.</summary>
    /// <param name="step">How.</param>
    /// <param name="amount">What is approved, in yuan.</param>
    /// <param name="policy">Its policy, whose budget the amount is taken from.</param>
    /// <param name="because">Why it is refused.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">It is not its turn; the amount or the reason is missing; who checked it approves it.</exception>
    public void Move(ClaimStep step, decimal? amount, SupportPolicy policy, string? because, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(policy);
        switch (step)
        {
            case ClaimStep.Check:
                Demand(State == ClaimState.Claimed, BenefitRules.BenefitNotNow);
                (State, CheckedById) = (ClaimState.Checked, by.Id);
                Record(by, by.Roles[0], now, new BenefitChecked());
                break;
            case ClaimStep.Approve:
                Demand(State == ClaimState.Checked, BenefitRules.BenefitNotNow);
                Demand(CheckedById != by.Id, BenefitRules.BenefitApprovedByAnother);
                Demand(amount is >= 0.01m and < 1e12m, BenefitRules.BenefitAmountMissing, "amount");
                var approved = decimal.Round(amount!.Value, 2);
                policy.Commit(approved, by, now);
                (State, ApprovedById, Amount) = (ClaimState.Approved, by.Id, approved);
                Record(by, by.Roles[0], now, new BenefitApproved(approved));
                break;
            case ClaimStep.Refuse:
                Demand(State is ClaimState.Claimed or ClaimState.Checked, BenefitRules.BenefitNotNow);
                var why = because?.Trim() ?? "";
                Demand(why.Characters() is >= 1 and <= 500, BenefitRules.BenefitReasonMissing, "because");
                (State, Words) = (ClaimState.Refused, why);
                Record(by, by.Roles[0], now, new BenefitRefused());
                break;
            default:
                Demand(State == ClaimState.Approved, BenefitRules.BenefitNotNow);
                (State, PaidById) = (ClaimState.Paid, by.Id);
                Record(by, by.Roles[0], now, new BenefitPaid(Amount!.Value));
                break;
        }

        MovedAt = now;
    }

    /// <summary>It has been claimed and is neither paid nor refused.</summary>
    public bool IsOpen => State is ClaimState.Claimed or ClaimState.Checked or ClaimState.Approved;

    /// <summary>Its enterprise merged into another, which has it from now on.</summary>
    public void GoOnWith(Enterprise successor)
    {
        ArgumentNullException.ThrowIfNull(successor);
        EnterpriseId = successor.Id;
    }

    /// <summary>What was proposed waits for nobody's yes any more.</summary>
    public void Lapse(DateTimeOffset now)
    {
        (State, DeclinedBecause, MovedAt) = (ClaimState.Declined, DeclineReason.Other, now);
        Record(Actor.System, Role.System, now, new BenefitDeclined(DeclineReason.Other));
    }

    private static BenefitClaim New(SupportPolicy policy, Id<Enterprise> enterprise, ClaimState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new()
        {
            Id = Id<BenefitClaim>.New(now),
            PolicyId = policy.Id,
            Edition = policy.Edition,
            EnterpriseId = enterprise,
            State = state,
            BeganAt = now,
            MovedAt = now,
        };
    }

    private static void DemandMet(SupportPolicy policy, Matching matching, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(matching);
        Demand(policy.HoldsOn(today), BenefitRules.BenefitNotNow);
        if (!matching.IsWhole)
        {
            throw new RuleBroken(BenefitRules.BenefitNotMet, matching.Met, matching.Conditions.Count);
        }
    }

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}
