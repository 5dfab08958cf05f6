using Commissioner.Domain.Benefits;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Benefits;

/// <summary>Policies that support enterprises: conditions over labels, what is known and by whom, and claims to the payment.</summary>
[Parallelizable(ParallelScope.All)]
public class BenefitTests
{
    private static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Id<Enterprise> Whose = Id<Enterprise>.New(Monday);

    private static readonly Actor Owner = A.Actor(Role.EnterpriseOwner, Whose);

    [TestCase("Patents>=5", "5", ConditionOutcome.Met)]
    [TestCase("Patents>=5", "4", ConditionOutcome.NotMet)]
    [TestCase("Patents>=5", "10", ConditionOutcome.Met, Description = "as numbers, not as letters")]
    [TestCase("patents ≥ 5", "5", ConditionOutcome.Met)]
    [TestCase("Patents<=5", null, ConditionOutcome.Unknown)]
    [TestCase("Size=小型、中型", "中型", ConditionOutcome.Met)]
    [TestCase("Size=小型,中型", "大型", ConditionOutcome.NotMet)]
    [TestCase("Size!=大型", "大型", ConditionOutcome.NotMet)]
    [TestCase("Size!=大型", null, ConditionOutcome.Unknown, Description = "what is not known is met by nobody")]
    [TestCase("Certificates=高新技术企业", "专精特新、高新技术企业", ConditionOutcome.Met)]
    [TestCase("Certificates+=高新技术企业、专精特新", "高新技术企业", ConditionOutcome.NotMet)]
    [TestCase("Founded<=2023-03-01", "2020-01-31", ConditionOutcome.Met)]
    [TestCase("Dishonest=否", "no", ConditionOutcome.Met)]
    public void A_condition_compares_one_label(string condition, string? value, ConditionOutcome outcome) =>
        Assert.That(Condition.Read(condition)!.Of(value), Is.EqualTo(outcome));

    [TestCase("Patents")]
    [TestCase("Patents>=viele")]
    [TestCase("Unbekannt=1")]
    [TestCase("Size>=5")]
    [TestCase("Size+=小型")]
    [TestCase("Founded<=2023")]
    [TestCase("Exports=vielleicht")]
    [TestCase("=5")]
    public void What_is_no_condition_is_not_read(string text) => Assert.That(Condition.Read(text), Is.Null);

    [Test]
    public void A_condition_is_read_back_as_it_is_written()
    {
        foreach (var text in new[] { "Patents>=5", "Size=小型、中型", "Certificates+=ISO9001", "Dishonest!=yes", "Founded<=2023-03-01" })
        {
            Assert.That(Condition.Read(text)!.Said, Is.EqualTo(text));
        }
    }

    [Test]
    public void Five_of_six_and_what_is_missing()
    {
        var labels = new Dictionary<string, string>
        {
            ["Industry"] = "software",
            ["Size"] = "小型",
            ["Patents"] = "7",
            ["Certificates"] = "高新技术企业",
            ["Dishonest"] = "no",
        };
        var match = Matching.Of(
            Conditions("Industry=software", "Size=小型", "Patents>=5", "Certificates=高新技术企业", "Dishonest=no", "ResearchShare>=5"),
            labels
        );
        Assert.That((match.Met, match.Conditions.Count, match.IsWhole), Is.EqualTo((5, 6, false)));
        Assert.That(match.Conditions.Single(c => c.Outcome != ConditionOutcome.Met).Condition.Said, Is.EqualTo("ResearchShare>=5"));
        Assert.That(Matching.Holds([.. match.Conditions.Select(c => c.Condition)], labels), Is.False);
        labels["ResearchShare"] = "5";
        Assert.That(Matching.Holds([.. match.Conditions.Select(c => c.Condition)], labels), Is.True);
    }

    [Test]
    public void What_says_the_same_is_no_new_edition()
    {
        var policy = Written();
        Assert.That(policy.Revise(Says(), A.Office, Monday), Is.False);
        policy.Matched();
        Assert.That(policy.Revise(Says() with { Conditions = Conditions("Patents>=6") }, A.Office, Monday), Is.True);
        Assert.That((policy.Edition, policy.MatchedEdition), Is.EqualTo((2, 1)), "it is to be matched anew");
        A.Refusal(
            BenefitRules.BenefitConditionUnreadable,
            "conditions",
            () => policy.Revise(Says() with { Conditions = [] }, A.Office, Monday)
        );
        A.Refusal(
            BenefitRules.BenefitDaysUnusable,
            "untilOn",
            () => policy.Revise(Says() with { UntilOn = new(2025, 1, 1) }, A.Office, Monday)
        );
        A.Refusal(BenefitRules.BenefitCodeUnusable, "code", () => SupportPolicy.Write("ä", Says(), A.Office, Monday));
    }

    [Test]
    public void What_an_enterprise_corrects_counts_once_the_office_has_decided()
    {
        var profile = EnterpriseProfile.Begin(Whose, Monday);
        profile.Set([("Patents", "4")], "示例：知识产权局", Today, A.Office, Monday);
        profile.Matched();
        profile.Correct("Patents", "6", "示例：上月授权", Owner, Monday);
        var label = profile.Labels.Single();
        Assert.That((label.Value, label.Wanted, profile.Unmatched), Is.EqualTo(("4", "6", false)));
        profile.Decide("Patents", true, null, Today, A.Office, Monday);
        Assert.That((label.Value, label.Wanted, profile.Unmatched), Is.EqualTo(("6", (string?)null, true)));
        Assert.That(
            (label.Source, label.WantedBecause, label.DecidedAt),
            Is.EqualTo(("企业更正", "示例：上月授权", (DateTimeOffset?)Monday))
        );
        A.Refusal(BenefitRules.LabelCorrectionNone, null, () => profile.Decide("Patents", true, null, Today, A.Office, Monday));
        profile.Correct("Patents", "9", "示例", Owner, Monday);
        Assert.That(label.DecidedAt, Is.Null, "it waits again");
        A.Refusal(BenefitRules.BenefitReasonMissing, "because", () => profile.Decide("Patents", false, " ", Today, A.Office, Monday));
        profile.Decide("Patents", false, "示例：证书无效", Today, A.Office, Monday);
        Assert.That((label.Value, label.RefusedBecause, label.WantedBecause), Is.EqualTo(("6", "示例：证书无效", (string?)null)));
        A.Refusal(BenefitRules.LabelValueUnusable, "value", () => profile.Correct("Patents", "viele", "示例", Owner, Monday));
        A.Refusal(BenefitRules.LabelUnknown, "label", () => profile.Correct("X", "1", "示例", Owner, Monday));
    }

    [Test]
    public void The_same_label_said_again_leaves_its_matches_as_they_are()
    {
        var profile = EnterpriseProfile.Begin(Whose, Monday);
        profile.Set([("Patents", "4")], "示例来源", Today, A.Office, Monday);
        profile.Matched();
        Assert.That(profile.Set([("Patents", "4.0")], "示例来源", Today, A.Office, Monday), Is.False);
        Assert.That(profile.Set([("Patents", "4")], "示例另一来源", Today, A.Office, Monday), Is.True);
        Assert.That(profile.Unmatched, Is.False);
    }

    [Test]
    public void A_claim_goes_to_its_payment_by_several_hands()
    {
        var policy = Written(Says() with { Budget = 100 });
        A.Refusal(BenefitRules.BenefitNotMet, null, () => BenefitClaim.Claim(policy, Whose, Match(policy, "4"), Today, Owner, Monday));
        var claim = BenefitClaim.Claim(policy, Whose, Match(policy, "5"), Today, Owner, Monday);
        var (checker, approver) = (A.Actor(Role.TriageDesk), A.Actor(Role.TriageDesk));
        A.Refusal(BenefitRules.BenefitNotNow, null, () => claim.Move(ClaimStep.Pay, null, policy, null, approver, Monday));
        claim.Move(ClaimStep.Check, null, policy, null, checker, Monday);
        A.Refusal(BenefitRules.BenefitApprovedByAnother, null, () => claim.Move(ClaimStep.Approve, 60, policy, null, checker, Monday));
        A.Refusal(BenefitRules.BenefitAmountMissing, "amount", () => claim.Move(ClaimStep.Approve, 0, policy, null, approver, Monday));
        claim.Move(ClaimStep.Approve, 60, policy, null, approver, Monday);
        claim.Move(ClaimStep.Pay, null, policy, null, approver, Monday);
        Assert.That((claim.State, claim.Amount, policy.Committed), Is.EqualTo((ClaimState.Paid, 60m, 60m)));
        var second = BenefitClaim.Claim(policy, Id<Enterprise>.New(Monday), Match(policy, "5"), Today, Owner, Monday);
        second.Move(ClaimStep.Check, null, policy, null, checker, Monday);
        A.Refusal(BenefitRules.BenefitBudgetSpent, "amount", () => second.Move(ClaimStep.Approve, 41, policy, null, approver, Monday));
        A.Refusal(BenefitRules.BenefitReasonMissing, "because", () => second.Move(ClaimStep.Refuse, null, policy, " ", approver, Monday));
        second.Move(ClaimStep.Refuse, null, policy, "示例：材料不实", approver, Monday);
        A.Refusal(
            BenefitRules.BenefitNotNow,
            null,
            () => BenefitClaim.Claim(policy, Whose, Match(policy, "5"), new(2027, 1, 1), Owner, Monday)
        );
    }

    [Test]
    public void What_the_office_proves_itself_needs_a_yes_alone()
    {
        var policy = Written(Says() with { WithoutAsking = true });
        var claim = BenefitClaim.Propose(policy, Whose, Monday);
        claim.Accept(policy, Match(policy, "5"), Today, Owner, Monday);
        Assert.That(claim.State, Is.EqualTo(ClaimState.Checked), "nothing is left to check");
        A.Refusal(BenefitRules.BenefitClaimedBefore, null, () => claim.Accept(policy, Match(policy, "5"), Today, Owner, Monday));
        var another = BenefitClaim.Propose(policy, Id<Enterprise>.New(Monday), Monday);
        A.Refusal(BenefitRules.BenefitReasonMissing, "because", () => another.Decline(null, null, Owner, Monday));
        another.Decline(DeclineReason.TooLittle, null, Owner, Monday);
        another.Accept(policy, Match(policy, "5"), Today, Owner, Monday);
        Assert.That(
            (another.State, another.DeclinedBecause),
            Is.EqualTo((ClaimState.Checked, (DeclineReason?)null)),
            "it may think better"
        );
    }

    private static Matching Match(SupportPolicy policy, string patents) =>
        Matching.Of(policy.Conditions, new Dictionary<string, string> { ["Patents"] = patents });

    private static IReadOnlyList<Condition> Conditions(params string[] said) => [.. said.Select(s => Condition.Read(s)!)];

    private static SupportPolicy Written(PolicyText? says = null) => SupportPolicy.Write("EX-1", says ?? Says(), A.Office, Monday);

    private static PolicyText Says() =>
        new("示例政策", "示例内容", "示例电话", new(2026, 1, 1), new(2026, 12, 31), null, ["示例材料"], Conditions("Patents>=5"), false);
}
