using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Remedies;

/// <summary>One remedy for many like cases.</summary>
[Parallelizable(ParallelScope.All)]
public class RemedyTests
{
    private static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");

    private readonly Department _gas = A.Department("示例燃气服务处");

    private Actor Gas => A.Actor(Role.DepartmentHead, department: _gas.Id);

    [Test]
    public void A_gas_price_negotiated_for_all()
    {
        var (first, second) = (Filed(), Filed());
        var remedy = Started(Plan() with { Days = 10 }, first, second);
        Assert.That(
            (remedy.State, remedy.DueAt, remedy.Holding?.DepartmentId),
            Is.EqualTo((RemedyState.Owed, At("2026-03-16 18:00"), _gas.Id))
        );
        A.Refusal(RemedyRules.RemedyNotNow, null, () => remedy.Answer(remedy.Cases[0].Id, true, null, Owner(first), Monday));

        remedy.Report("示例：统一气价", Gas, At("2026-03-10 10:00"));
        Assert.That(remedy.Clock.Result, Is.EqualTo(PromiseResult.Met));
        remedy.Answer(remedy.Cases[0].Id, true, "示例：降了", Owner(first), At("2026-03-11 10:00"));
        A.Refusal(RemedyRules.RemedyAnsweredBefore, null, () => remedy.Answer(remedy.Cases[0].Id, false, null, Owner(first), Monday));

        var back = Filed("2026-05-06 10:00");
        Assert.That(remedy.ComeBack(back, RemedyReason.SamePlace, A.Promises, At("2026-05-06 11:00")), Is.True);
        var said = remedy.Happened.Select(h => h.What).OfType<RemedyReopened>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((remedy.State, remedy.Cycle, remedy.Clocks.Count), Is.EqualTo((RemedyState.Owed, 2, 2)));
            Assert.That((said.RemedyReason, said.CaseId, said.DueAt), Is.EqualTo((RemedyReason.SamePlace, back.Id, remedy.DueAt)));
            Assert.That(remedy.Cases.Single(c => c.CaseId == back.Id).CameBack, Is.True);
            Assert.That(remedy.Clocks[0].Result, Is.EqualTo(PromiseResult.Met), "what was kept stays kept");
        }

        remedy.Report("示例：再次议价", Gas, At("2026-05-08 10:00"));
        remedy.Answer(remedy.Cases[0].Id, false, null, Owner(first), At("2026-05-09 10:00"));
        Assert.That(remedy.Cases[0].Helped, Is.False, "done anew, each is asked anew");
    }

    [Test]
    public void A_year_later_or_elsewhere_it_is_no_like_case()
    {
        var remedy = Started(Plan(), Filed());
        remedy.Report("示例", Gas, Monday.AddDays(1));
        var later = Monday.AddDays(1).AddYears(1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(remedy.ComeBack(Filed("2027-03-03 11:00"), RemedyReason.SamePlace, A.Promises, later.AddHours(1)), Is.False);
            Assert.That(remedy.ComeBack(Filed(place: "示例西园"), RemedyReason.SamePlace, A.Promises, Monday.AddDays(40)), Is.False);
            Assert.That(remedy.ComeBack(Filed(category: "Living"), RemedyReason.SameDepartment, A.Promises, Monday.AddDays(40)), Is.False);
            Assert.That(
                remedy.ComeBack(Filed(), RemedyReason.SamePlace, A.Promises, Monday.AddDays(40)),
                Is.False,
                "filed before it was done"
            );
            Assert.That(remedy.State, Is.EqualTo(RemedyState.Done));
        }
    }

    [Test]
    public void What_was_taken_out_as_no_like_case_does_not_come_back()
    {
        var (first, second) = (Filed(), Filed("2026-03-02 09:00"));
        var remedy = Started(Plan(), first, second);
        remedy.Release(remedy.Cases[1].Id, A.Office, Monday);
        A.Refusal(RemedyRules.RemedyCasesMissing, null, () => remedy.Release(remedy.Cases[0].Id, A.Office, Monday));
        Assert.Throws<NotFound>(() => remedy.Release(remedy.Cases[1].Id, A.Office, Monday));
        remedy.Report("示例", Gas, Monday.AddDays(1));
        Assert.Throws<NotFound>(() => remedy.Answer(remedy.Cases[1].Id, true, null, Owner(second), Monday.AddDays(2)));
        Assert.That(remedy.ComeBack(second, RemedyReason.SamePlace, A.Promises, Monday.AddDays(9)), Is.False);
    }

    [Test]
    public void What_is_dealt_with_by_itself_is_part_of_none()
    {
        A.Refusal(RemedyRules.RemedyNotForThis, "cases", () => Started(Plan(), Filed(confidential: true)));
        A.Refusal(RemedyRules.RemedyNotForThis, "category", () => Started(Plan() with { Category = "AboutOfficials" }, Filed()));
        var remedy = Started(Plan(), Filed());
        A.Refusal(RemedyRules.RemedyNotForThis, "cases", () => remedy.Add(Filed(confidential: true), A.Office, Monday));
        remedy.Report("示例", Gas, Monday.AddDays(1));
        Assert.That(
            remedy.ComeBack(Filed("2026-05-06 10:00", confidential: true), RemedyReason.SamePlace, A.Promises, At("2026-05-06 11:00")),
            Is.False
        );
    }

    [Test]
    public void Who_owes_it_reports_and_nobody_else()
    {
        var remedy = Started(Plan(), Filed());
        A.Refusal(RemedyRules.RemedyOfOthers, null, () => remedy.Report("示例", A.Office, Monday));
        A.Refusal(
            RemedyRules.RemedyOfOthers,
            null,
            () => remedy.Report("示例", A.Actor(Role.DepartmentHead, department: Id<Department>.New()), Monday)
        );
        A.Refusal(RemedyRules.RemedyWordsMissing, "done", () => remedy.Report(" ", Gas, Monday));
        var offices = Started(Plan() with { OwnerId = null }, Filed());
        offices.Report("示例", A.Office, Monday);
        A.Refusal(RemedyRules.RemedyNotNow, null, () => offices.CallOff("示例", A.Office, Monday));
    }

    [Test]
    public void It_is_owed_within_days_until_a_day_or_by_the_policy()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Started(Plan(), Filed()).DueAt, Is.EqualTo(At("2026-03-30 18:00")), "20 working days");
            Assert.That(Started(Plan() with { On = new(2026, 3, 6) }, Filed()).DueAt, Is.EqualTo(At("2026-03-06 18:00")));
        }

        A.Refusal(RemedyRules.RemedyTimeUnusable, "on", () => Started(Plan() with { Days = 3, On = new(2026, 3, 6) }, Filed()));
        A.Refusal(RemedyRules.RemedyTimeUnusable, "on", () => Started(Plan() with { On = new(2026, 3, 2) }, Filed()));
        A.Refusal(RemedyRules.RemedyTimeUnusable, "days", () => Started(Plan() with { Days = 0 }, Filed()));
        A.Refusal(RemedyRules.RemedyScopeMissing, "place", () => Started(Plan() with { Place = null, OwnerId = null }, Filed()));
        A.Refusal(RemedyRules.RemedyTitleMissing, "title", () => Started(Plan() with { Title = " " }, Filed()));
        A.Refusal(RemedyRules.RemedyMeasuresMissing, "measures", () => Started(Plan() with { Measures = null }, Filed()));
        A.Refusal(RemedyRules.RemedyCasesMissing, "cases", () => Started(Plan()));
    }

    [Test]
    public void Late_it_is_raised_by_the_ladder_of_every_promise()
    {
        var remedy = Started(Plan() with { Days = 5 }, Filed());
        var raised = remedy.Fire(remedy.Clock, A.Promises, At("2026-03-10 09:30"));
        Assert.That(raised.Select(s => s.Level), Is.EqualTo(new[] { PromiseLevel.Warned, PromiseLevel.Overdue }));
        Assert.That(remedy.Happened.Select(h => h.What).OfType<RemedyLate>().Last().Raised, Is.EqualTo(PromiseLevel.Overdue));
        remedy.CallOff("示例", A.Office, At("2026-03-10 10:00"));
        Assert.That(remedy.Clock.Result, Is.EqualTo(PromiseResult.Cancelled));
    }

    [Test]
    public void When_its_department_closes_the_successor_owes_it_by_the_same_time()
    {
        var remedy = Started(Plan(), Filed());
        var (due, successor) = (remedy.DueAt, A.Department("示例公用事业处"));
        remedy.GoOnWith(successor, _gas, A.Office, Monday);
        Assert.That((remedy.OwnerId, remedy.ConcernsId, remedy.DueAt), Is.EqualTo((successor.Id, successor.Id, due)));
    }

    private RemedyPlan Plan() => new("示例：集中议价", "Utilities", "示例东园", null, _gas.Id, "示例：统一谈价", null, null);

    private static Remedy Started(RemedyPlan plan, params Case[] cases) => Remedy.Start(plan, cases, A.Promises, A.Office, Monday);

    private static DateTimeOffset At(string clock) => Given.Shanghai(clock);

    private static Actor Owner(Case of) => A.Actor(Role.EnterpriseOwner, of.EnterpriseId);

    private static Case Filed(
        string at = "2026-03-02 09:00",
        string place = "示例东园 12 号",
        string category = "Utilities",
        bool confidential = false
    )
    {
        var now = At(at);
        var enterprise = A.Enterprise(Monday.AddDays(-30));
        return Case.Submit(
            Id<Case>.New(now),
            enterprise,
            new("示例：气价太高", "示例：气价比邻区高", category, Urgency.Ordinary, place, confidential),
            null,
            A.SubPark,
            A.Promises,
            A.Actor(Role.EnterpriseOwner, enterprise.Id),
            now
        );
    }
}
