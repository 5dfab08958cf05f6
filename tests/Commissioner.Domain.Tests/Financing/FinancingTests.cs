using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Financing;

/// <summary>A financing need from the statement to the grant, and what a bank sees of it meanwhile.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class FinancingTests
{
    private static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Id<Enterprise> Enterprise = Id<Enterprise>.New();
    private static readonly Actor Owner = A.Actor(Role.EnterpriseOwner, Enterprise);
    private static readonly Actor Second = A.Actor(Role.TriageDesk);
    private static readonly Actor Banker = A.Actor(Role.Bank);

    private readonly Bank _first = Bank.Join("bank1", "示例银行", A.Office, Monday);
    private readonly Bank _second = Bank.Join("BANK2", "示例科技银行", A.Office, Monday);

    [Test]
    public void From_the_need_to_the_grant()
    {
        var need = Listed();
        var (one, two) = (need.Push(_first, A.Promises, A.Office, Monday), need.Push(_second, A.Promises, A.Office, Monday));
        Assert.That(one.Clock.DueAt, A.IsAt("2026-03-09 18:00"), "five working days");
        one.Answer(new(BankWord.AsksForMore, Words: "示例：请补审计报告"), Banker, Monday.AddDays(1));
        Assert.That((one.State, one.Clock.Result), Is.EqualTo((PushState.Asked, PromiseResult.Met)));
        A.Refusal(FinancingRules.FinancingReasonMissing, "words", () => one.Reply(" ", A.Promises, Owner, Monday.AddDays(2)));
        one.Reply("示例：已附", A.Promises, Owner, Monday.AddDays(2));
        Assert.That((one.State, one.Cycle, one.Clock.IsRunning), Is.EqualTo((PushState.Open, 2, true)));
        A.Refusal(FinancingRules.FinancingNotNow, null, () => one.Reply("示例", A.Promises, Owner, Monday.AddDays(2)));
        A.Refusal(
            FinancingRules.FinancingRateUnusable,
            "rate",
            () => one.Answer(new(BankWord.Interested, 1_000_000m, 40m, 12, "示例", "13900000001"), Banker, Monday.AddDays(3))
        );
        one.Answer(new(BankWord.Interested, 1_000_000m, 3.65m, 12, "示例", "13900000001"), Banker, Monday.AddDays(3));
        var day = Today.AddDays(4);
        need.Conclude(FinancingOutcome.Granted, 1_000_000m, day, _first.Id, null, [one, two], day, Owner, Monday.AddDays(4));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((need.State, need.GrantedAmount, need.IsOpen), Is.EqualTo((FinancingState.Granted, 1_000_000m, false)));
            Assert.That((one.State, one.IsSeen), Is.EqualTo((PushState.Granted, true)));
            Assert.That(
                (two.State, two.EndedBecause, two.Clock.Result),
                Is.EqualTo((PushState.Ended, PushEnd.Settled, PromiseResult.Cancelled))
            );
            Assert.That(one.Answers.Select(a => a.ReplyWords), Is.EqualTo(new[] { "示例：已附", null }));
        }

        A.Refusal(FinancingRules.FinancingNotNow, null, () => one.Answer(new(BankWord.Declines, Reason: BankReason.Other), Banker, Monday));
        A.Refusal(FinancingRules.FinancingNotNow, null, () => need.Release(FinancingRelease.Nothing, Owner, Monday));
    }

    [Test]
    public void Two_persons_put_a_need_on_the_white_list()
    {
        var need = Asked();
        A.Refusal(FinancingRules.FinancingNotNow, null, () => need.Check(true, "示例", Second, Monday));
        A.Refusal(FinancingRules.FinancingReasonMissing, "because", () => need.Propose("", A.Office, Monday));
        need.Propose("示例", A.Office, Monday);
        A.Refusal(FinancingRules.FinancingCheckedByAnother, null, () => need.Check(true, "示例", A.Office, Monday));
        A.Refusal(FinancingRules.FinancingReasonMissing, "because", () => need.Check(false, null, Second, Monday));
        need.Check(false, "示例：资料不全", Second, Monday);
        Assert.That(
            (need.State, need.CheckedBecause, need.ListedAt),
            Is.EqualTo((FinancingState.Refused, "示例：资料不全", (DateTimeOffset?)null))
        );
        A.Refusal(FinancingRules.FinancingNotNow, null, () => need.Propose("示例", A.Office, Monday));
        need.Correct(Wish() with { TermMonths = 6 }, Today, Owner, Monday);
        need.Propose("示例", A.Office, Monday);
        A.Refusal(FinancingRules.FinancingNotNow, null, () => need.Correct(Wish(), Today, Owner, Monday));
        need.Check(true, "示例", Second, Monday);
        A.Refusal(FinancingRules.FinancingNotNow, null, () => need.Correct(Wish(), Today, Owner, Monday));
    }

    [Test]
    public void Nothing_is_pushed_that_was_not_released_and_what_is_taken_back_ends_at_once()
    {
        var need = Listed(release: new([FinancingField.Amount], ["staff"], [], false, [_first.Id]));
        Assert.That((need.Labels.Single(), need.IsReleasedTo(_second.Id)), Is.EqualTo(("Staff", false)));
        A.Refusal(FinancingRules.FinancingNotReleased, "banks", () => need.Push(_second, A.Promises, A.Office, Monday));
        var push = need.Push(_first, A.Promises, A.Office, Monday);
        need.Release(new([FinancingField.Purpose], [], [], true, []), Owner, Monday);
        Assert.That(
            (push.Shows(FinancingField.Amount), push.Shows(FinancingField.Purpose)),
            Is.EqualTo((true, false)),
            "what a bank sees is the release of its day"
        );
        push.Answer(new(BankWord.Declines, Reason: BankReason.TermUnfit), Banker, Monday.AddHours(1));
        need.Revoke(push, Owner, Monday.AddHours(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((push.IsSeen, push.Shows(FinancingField.Amount)), Is.EqualTo((false, false)));
            Assert.That(push.Answers.Single().Reason, Is.EqualTo(BankReason.TermUnfit), "it stays with the enterprise");
            Assert.That(() => push.Answer(new(BankWord.Declines, Reason: BankReason.Other), Banker, Monday), Throws.TypeOf<NotFound>());
            A.Refusal(FinancingRules.FinancingNotNow, null, () => need.Revoke(push, Owner, Monday));
            A.Refusal(FinancingRules.FinancingNotReleased, "banks", () => need.Push(_first, A.Promises, A.Office, Monday));
        }

        need.Release(new([FinancingField.Purpose], [], [], true, []), Owner, Monday);
        Assert.That(need.Push(_first, A.Promises, A.Office, Monday).Shows(FinancingField.Purpose), Is.True, "another yes");
    }

    [Test]
    public void A_release_shows_something_to_somebody()
    {
        A.Refusal(FinancingRules.FinancingReleaseEmpty, "fields", () => Asked(new([], [], [], true, [])));
        A.Refusal(FinancingRules.FinancingBanksMissing, "banks", () => Asked(new([FinancingField.Amount], [], [], false, [])));
        A.Refusal(
            FinancingRules.FinancingAmountUnusable,
            "amountTo",
            () => FinancingNeed.Ask(Wish() with { AmountTo = 1 }, null, Enterprise, Today, Owner, Monday)
        );
        A.Refusal(
            FinancingRules.FinancingDayUnusable,
            "wantedOn",
            () => FinancingNeed.Ask(Wish() with { WantedOn = Today.AddDays(-1) }, null, Enterprise, Today, Owner, Monday)
        );
        Assert.That(Asked().ReleasedAt, Is.Not.Null);
    }

    [Test]
    public void A_bank_that_ends_sees_nothing_and_owes_nothing()
    {
        var need = Listed();
        var push = need.Push(_first, A.Promises, A.Office, Monday);
        A.Refusal(FinancingRules.FinancingReasonMissing, "because", () => _first.End(" ", [push], A.Office, Monday));
        _first.End("示例：协议到期", [push], A.Office, Monday);
        Assert.That((push.IsSeen, push.EndedBecause, push.Clock.Result), Is.EqualTo((false, PushEnd.BankEnded, PromiseResult.Cancelled)));
        A.Refusal(FinancingRules.BankIsEnded, "bank", () => need.Push(_first, A.Promises, A.Office, Monday));
        A.Refusal(FinancingRules.BankIsEnded, "bank", () => Domain.Financing.Banker.Place(Banker.Id, _first));
    }

    [Test]
    public void A_merged_enterprise_s_need_goes_on_with_nothing_released()
    {
        var need = Listed();
        var push = need.Push(_first, A.Promises, A.Office, Monday);
        var successor = A.Enterprise(Monday);
        need.GoOnWith(successor, [push], A.Office, Monday);
        Assert.That(
            (need.EnterpriseId, need.State, need.ReleasedAt, push.EndedBecause),
            Is.EqualTo((successor.Id, FinancingState.Listed, (DateTimeOffset?)null, PushEnd.EnterpriseEnded))
        );
        A.Refusal(FinancingRules.FinancingNotReleased, "banks", () => need.Push(_first, A.Promises, A.Office, Monday));
        need.EndWithEnterprise([push], A.Office, Monday);
        Assert.That(need.State, Is.EqualTo(FinancingState.Withdrawn));
    }

    [Test]
    public void Its_clock_is_raised_when_it_is_late_and_never_before()
    {
        var push = Listed().Push(_first, A.Promises, A.Office, Monday);
        var clock = push.Clock;
        Assert.That(
            push.Fire(clock, A.Promises, Given.Shanghai("2026-03-06 17:00")).Select(s => s.Level),
            Has.None.EqualTo(PromiseLevel.Overdue)
        );
        Assert.That(
            push.Fire(clock, A.Promises, Given.Shanghai("2026-03-09 18:01")).Select(s => s.Level),
            Has.Member(PromiseLevel.Overdue)
        );
        var said = push.Happened.Select(h => h.What).OfType<FinancingLate>().Last();
        Assert.That(said.Tells, Is.EqualTo(new[] { Role.Supervisor }));
    }

    [Test]
    public void Who_is_of_a_bank_holds_nothing_else()
    {
        var person = A.Person();
        var security = A.Actor(Role.SecurityAdmin);
        A.Refusal(
            RoleRules.BankHoldsNothingElse,
            "roles",
            () => RoleChange.Propose(person, [Role.Bank, Role.Leader], null, "示例", security, Monday)
        );
        A.Refusal(RoleRules.RoleNotByProvider, "roles", () => RoleChange.ByProvider(person, [Role.Bank], [], null, "示例", Monday));
        Assert.That(RoleChange.Propose(person, [Role.Bank], null, "示例", security, Monday).State, Is.EqualTo(RoleChangeState.Done));
        Assert.That(EmergencyAccess.Lendable.Any(r => EmergencyAccess.MayReceive([Role.Bank], r)), Is.False);
    }

    private static FinancingWish Wish() =>
        new(1_000_000m, 2_000_000m, "示例：购置设备", 24, Today.AddDays(30), "示例厂房", "示例联系人", "13900000001");

    private static FinancingNeed Asked(FinancingRelease? release = null) =>
        FinancingNeed.Ask(Wish(), release ?? new([FinancingField.Amount], [], [], true, []), Enterprise, Today, Owner, Monday);

    private static FinancingNeed Listed(FinancingRelease? release = null)
    {
        var need = Asked(release);
        need.Propose("示例", A.Office, Monday);
        need.Check(true, "示例", Second, Monday);
        return need;
    }
}
