using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Enterprises;

/// <summary>A department is renamed, and closes into another.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class DepartmentTests
{
    readonly Scene _scene = new();

    [Test]
    public void Each_name_that_it_bore_is_kept_with_its_end()
    {
        var department = A.Department("示例甲局");
        var (first, second) = (_scene.Now, _scene.Now.AddDays(1));
        department.Correct(A.Park.Id, "示例乙局", first);
        department.Correct(A.SubPark.Id, "示例乙局", second);
        department.Correct(A.SubPark.Id, "示例甲局", second);
        Assert.That(
            department.FormerNames.Select(n => (n.Name, n.UntilAt)),
            Is.EqualTo(new[] { ("示例甲局", first), ("示例乙局", second) })
        );
    }

    [Test]
    public void It_closes_once_into_another_that_is_open_and_for_a_reason()
    {
        var (closing, into, third) = (A.Department(), A.Department(), A.Department());
        A.Refusal(DepartmentRules.SuccessorUnfit, "successorId", () => closing.Close(closing, "示例", _scene.Now));
        A.Refusal(DepartmentRules.ClosingReasonMissing, "reason", () => closing.Close(into, " ", _scene.Now));
        closing.Close(into, "示例", _scene.Now);
        A.Refusal(DepartmentRules.DepartmentIsClosed, "code", () => closing.Close(third, "示例", _scene.Now));
        A.Refusal(DepartmentRules.DepartmentIsClosed, "code", () => closing.Correct(A.Park.Id, "示例丙局", _scene.Now));
        A.Refusal(DepartmentRules.SuccessorUnfit, "successorId", () => third.Close(closing, "示例", _scene.Now));
        Assert.That((closing.ClosedAt, closing.SuccessorId), Is.EqualTo(((DateTimeOffset?)_scene.Now, (Id<Department>?)into.Id)));
    }

    [Test]
    public void Its_open_legs_go_on_with_the_successor_by_the_same_time()
    {
        _scene.To(CaseStatus.InProgress).Make(CaseMove.BlowWhistle, _scene.Commissioner);
        var leg = _scene.LeadLeg;
        var (due, into) = (leg.NextDueAt, A.Department("示例承接局"));
        A.Refusal(
            WhistleRules.OnlyTheOfficeHandsOver,
            null,
            () => _scene.Case.GoOnWith(into, _scene.Lead, _scene.Commissioner, _scene.Now)
        );
        _scene.Case.GoOnWith(into, _scene.Lead, A.Office, _scene.Now);
        Assert.That((leg.DepartmentId, leg.NextDueAt, leg.Status), Is.EqualTo((into.Id, due, LegStatus.Called)));
        Assert.That(_scene.Case.HolderDepartmentId, Is.EqualTo(into.Id));
        Assert.That(
            _scene.Case.Happened.Select(h => h.What).OfType<LegGoesOn>().Single(),
            Is.EqualTo(new LegGoesOn(leg.Id, _scene.Lead.Name, into.Id, into.Name))
        );
    }
}
