using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Visits;

namespace Commissioner.Domain.Tests.Visits;

/// <summary>Visits: a budget that all departments share, a time that both sides agree on, and an enterprise that is never asked why.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class VisitTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    readonly Id<Enterprise> _enterprise = Id<Enterprise>.New();
    readonly Id<Department> _department = Id<Department>.New();
    readonly Actor _owner;
    readonly Actor _visitor;

    public VisitTests() =>
        (_owner, _visitor) = (A.Actor(Role.EnterpriseOwner, _enterprise), A.Actor(Role.DepartmentHandler, department: _department));

    [Test]
    public void The_first_of_a_quarter_needs_no_decision_and_the_next_a_reason_and_another_person()
    {
        Assert.That((Plan([]).State, Plan([]).BudgetPlace), Is.EqualTo((VisitState.Proposed, (int?)1)));
        A.Refusal(VisitingRules.VisitBudgetSpent, "because", () => Plan([1]));
        var more = Plan([1], "示例：专项检查");
        Assert.That((more.State, more.BudgetPlace), Is.EqualTo((VisitState.AwaitingDecision, (int?)null)));
        A.Refusal(VisitingRules.VisitDecidedByAnother, null, () => more.Decide(true, "示例", _visitor, Now));
        A.Refusal(VisitingRules.VisitWordsMissing, "because", () => more.Decide(true, " ", A.Office, Now));
        A.Refusal(VisitingRules.VisitNotNow, null, () => more.Agree(false, _owner, Now));
        more.Decide(true, "示例", A.Office, Now);
        Assert.That(more.State, Is.EqualTo(VisitState.Proposed));
    }

    [Test]
    public void A_place_that_was_called_off_is_free_again_and_one_that_was_declined_is_not()
    {
        var (off, declined) = (Plan([]), Plan([]));
        off.CallOff(_visitor, Now);
        declined.Decline(_owner, Now);
        Assert.That((off.BudgetPlace, declined.BudgetPlace), Is.EqualTo(((int?)null, (int?)1)));
    }

    [Test]
    public void Each_side_answers_the_time_that_the_other_has_named()
    {
        var visit = Plan([]);
        A.Refusal(VisitingRules.VisitNotNow, null, () => visit.Agree(false, _visitor, Now));
        visit.Move(Now.AddDays(3), false, _owner, Now);
        A.Refusal(VisitingRules.VisitNotNow, null, () => visit.Agree(false, _owner, Now));
        visit.Agree(false, _visitor, Now);
        Assert.That((visit.State, visit.At), Is.EqualTo((VisitState.Agreed, Now.AddDays(3))));
        visit.Move(Now.AddDays(4), false, _visitor, Now);
        Assert.That(visit.State, Is.EqualTo(VisitState.Proposed), "an agreed time that is moved is asked anew");
        A.Refusal(VisitingRules.VisitNotThen, "at", () => visit.Move(Now, false, _owner, Now));
        A.Refusal(VisitingRules.VisitNotThen, "at", () => visit.Move(Now.AddDays(181), false, _owner, Now));
    }

    [Test]
    public void What_an_enterprise_asks_for_counts_in_no_budget_and_nobody_calls_it_off()
    {
        var visit = Visit.AskFor(_enterprise, "示例事由", Now.AddDays(2), _owner, Now);
        var serving = A.Actor(Role.Commissioner);
        A.Refusal(VisitingRules.VisitOfOthers, null, () => visit.Agree(false, serving, Now));
        visit.Agree(true, serving, Now);
        A.Refusal(VisitingRules.VisitOfOthers, null, () => visit.CallOff(serving, Now));
        Assert.That((visit.State, visit.BudgetPlace, visit.BudgetQuarter), Is.EqualTo((VisitState.Agreed, (int?)null, (int?)null)));
    }

    [Test]
    public void It_is_written_down_after_it_began_and_rated_once_by_its_host()
    {
        var visit = Plan([]);
        visit.Agree(false, _owner, Now);
        A.Refusal(VisitingRules.VisitNotYet, null, () => visit.Hold("示例", null, false, _visitor, Now));
        var then = Now.AddDays(2);
        A.Refusal(VisitingRules.VisitNoteWanted, "note", () => visit.Hold(" ", null, false, _visitor, then));
        A.Refusal(VisitingRules.VisitOfOthers, null, () => visit.Hold("示例", null, false, A.Actor(Role.DepartmentHead), then));
        visit.Hold("示例记录", ["示例一", " ", "示例二"], false, _visitor, then);
        Assert.That(visit.Findings.Select(f => (f.No, f.Text)), Is.EqualTo(new[] { (1, "示例一"), (2, "示例二") }));
        A.Refusal(VisitingRules.VisitRatingMissing, "level", () => visit.Rate(null, null, _owner, then));
        visit.Rate(Level.Satisfied, null, _owner, then);
        A.Refusal(VisitingRules.VisitRatedBefore, null, () => visit.Rate(Level.VerySatisfied, null, _owner, then));
    }

    [Test]
    public void A_finding_becomes_a_case_once()
    {
        var visit = Plan([]);
        visit.Agree(false, _owner, Now);
        visit.Hold("示例记录", ["示例"], false, _visitor, Now.AddDays(2));
        visit.Findings[0].Becomes(Id<Domain.Cases.Case>.New());
        A.Refusal(VisitingRules.FindingFiledBefore, null, () => visit.Findings[0].Becomes(Id<Domain.Cases.Case>.New()));
    }

    [Test]
    public void A_department_joins_once_and_never_its_own([Values] bool own)
    {
        var visit = Plan([]);
        var joins = own ? _department : Id<Department>.New();
        visit.Join(joins, _visitor, Now);
        visit.Join(joins, _visitor, Now);
        Assert.That(visit.Parties, Has.Count.EqualTo(own ? 0 : 1));
    }

    [TestCase("2026-03-31T23:59:59+08:00", 20261)]
    [TestCase("2026-04-01T00:00:00+08:00", 20262)]
    [TestCase("2026-12-31T12:00:00+08:00", 20264)]
    public void A_quarter_by_the_parks_clock(string local, int quarter) =>
        Assert.That(Visit.QuarterOf(DateTimeOffset.Parse(local, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(quarter));

    Visit Plan(int[] taken, string? because = null) =>
        Visit.Plan(_enterprise, "示例事由", Now.AddDays(1), 20261, [], taken, 1, because, _visitor, Now);
}
