using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.Enterprises;

/// <summary>An enterprise moves to another sub-park, merges into another one, or leaves.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class StandingTests
{
    static readonly Park West = Park.Found(Id<Park>.New(), "FL2", "示例高新区西园", A.Park.Id);
    static readonly EnterpriseOpen Nothing = new(0, 0, 0, 0, 0, 0, 0);

    readonly Scene _scene = new();

    [Test]
    public void It_moves_to_another_sub_park_once_somebody_says_what_becomes_of_its_commissioner()
    {
        var its = _scene.Enterprise;
        void Move(Park to, bool takes = true, bool? rotates = false, string? reason = "示例", Actor? by = null) =>
            its.Move(A.SubPark, to, takes, rotates, reason, by ?? A.Office, _scene.Now);
        A.Refusal(EnterpriseRules.OnlyTheOfficeMoves, null, () => Move(West, by: _scene.Commissioner));
        A.Refusal(EnterpriseRules.MoveElsewhere, "parkId", () => Move(A.SubPark));
        A.Refusal(EnterpriseRules.MoveElsewhere, "parkId", () => Move(A.Park, takes: false));
        A.Refusal(EnterpriseRules.CommissionerUndecided, "rotates", () => Move(West, rotates: null));
        A.Refusal(EnterpriseRules.MoveReasonMissing, "reason", () => Move(West, reason: " "));
        A.Refusal(EnterpriseRules.MoveReasonMissing, "reason", () => Move(West, reason: new('长', 501)));
        var due = _scene.Case.NextDueAt;
        Move(West);
        Assert.Multiple(() =>
        {
            Assert.That(its.ParkId, Is.EqualTo(West.Id));
            Assert.That((its.ActiveId, its.BackupId), Is.EqualTo(((Id<Person>?)_scene.Serving.Id, (Id<Person>?)_scene.Backup.Id)));
            Assert.That((_scene.Case.NextDueAt, _scene.Case.SubParkId), Is.EqualTo((due, A.SubPark.Id)), "as it was filed");
            Assert.That(its.Happened[^1].What, Is.EqualTo(new EnterpriseMoved(A.SubPark.Name, West.Name, false, "示例")));
        });
    }

    [Test]
    public void Merged_it_is_served_by_nobody_and_found_by_its_names_in_the_other()
    {
        var (its, other, third) = (_scene.Enterprise, Another(), Another());
        its.Correct(its.ParkId, "示例甲企业", its.Industry, its.ContactName, its.ContactPhone, A.Office, _scene.Now);
        A.Refusal(EnterpriseRules.MergesIntoAnother, "successorId", () => its.MergeInto(its, "示例", A.Office, _scene.Now));
        A.Refusal(EnterpriseRules.MoveReasonMissing, "reason", () => its.MergeInto(other, null, A.Office, _scene.Now));
        A.Refusal(EnterpriseRules.OnlyTheOfficeMoves, null, () => its.MergeInto(other, "示例", _scene.Owner, _scene.Now));
        Assert.That(its.EndedAt, Is.Null, "nothing is half done");
        its.MergeInto(other, "示例", A.Office, _scene.Now);
        Assert.Multiple(() =>
        {
            Assert.That((its.EndedAt, its.SuccessorId), Is.EqualTo(((DateTimeOffset?)_scene.Now, (Id<Enterprise>?)other.Id)));
            Assert.That(
                (its.ActiveId, its.BackupId, its.ActiveReason),
                Is.EqualTo(((Id<Person>?)null, (Id<Person>?)null, AssignmentReason.Ended))
            );
            Assert.That(its.Past.Where(a => a.ToAt == _scene.Now).Select(a => a.Duty), Is.EquivalentTo(Enum.GetValues<Duty>()));
            Assert.That(other.FormerNames.Select(n => n.Name), Is.EquivalentTo(new[] { "示例甲企业", "示例企业有限公司" }));
            Assert.That(other.Happened[^1].What, Is.EqualTo(new EnterpriseTookOver(its.Id, "示例甲企业")));
        });
        A.Refusal(EnterpriseRules.EnterpriseHasEnded, null, () => its.MergeInto(third, "示例", A.Office, _scene.Now));
        A.Refusal(EnterpriseRules.MergesIntoAnother, "successorId", () => third.MergeInto(its, "示例", A.Office, _scene.Now));
        A.Refusal(EnterpriseRules.EnterpriseHasEnded, null, () => its.Pair(_scene.Serving, null, A.Office, _scene.Now));
        A.Refusal(EnterpriseRules.EnterpriseHasEnded, null, () => its.WasCalled(["示例"], A.Office, _scene.Now));
        A.Refusal(EnterpriseRules.EnterpriseHasEnded, null, () => its.LeavePark(Nothing, "示例", A.Office, _scene.Now));
    }

    [Test]
    public void Its_cases_go_on_with_the_other_by_the_same_times_and_keep_who_filed_them()
    {
        var (its, other) = (_scene.Enterprise, Another());
        other.Pair(_scene.Backup, null, A.Office, _scene.Now.AddDays(-1));
        _scene.To(CaseStatus.InProgress);
        var due = (_scene.Case.DueAt, _scene.Case.NextDueAt);
        A.Refusal(EnterpriseRules.MergesIntoAnother, null, () => _scene.Case.GoOnWith(other, its, A.Office, _scene.Now));
        its.MergeInto(other, "示例", A.Office, _scene.Now);
        A.Refusal(EnterpriseRules.OnlyTheOfficeMoves, null, () => _scene.Case.GoOnWith(other, its, _scene.Commissioner, _scene.Now));
        _scene.Case.GoOnWith(other, its, A.Office, _scene.Now);
        Assert.Multiple(() =>
        {
            Assert.That((_scene.Case.EnterpriseId, _scene.Case.FiledForId), Is.EqualTo((other.Id, (Id<Enterprise>?)its.Id)));
            Assert.That((_scene.Case.DueAt, _scene.Case.NextDueAt), Is.EqualTo(due));
            Assert.That(_scene.Case.Holder, Is.EqualTo(HolderKind.Commissioner));
            Assert.That(_scene.Case.Happened[^1].What, Is.EqualTo(new GoesOnWithSuccessor(its.Name, other.Id, other.Name)));
        });
    }

    [Test]
    public void It_leaves_once_nothing_is_open()
    {
        var its = _scene.Enterprise;
        foreach (
            var open in new EnterpriseOpen[]
            {
                new(1, 0, 0, 0, 0, 0, 0),
                new(0, 1, 0, 0, 0, 0, 0),
                new(0, 0, 1, 0, 0, 0, 0),
                new(0, 0, 0, 1, 0, 0, 0),
                new(0, 0, 0, 0, 1, 0, 0),
                new(0, 0, 0, 0, 0, 1, 0),
                new(0, 0, 0, 0, 0, 0, 1),
            }
        )
        {
            A.Refusal(EnterpriseRules.EnterpriseHasOpen, null, () => its.LeavePark(open, "示例", A.Office, _scene.Now));
        }

        A.Refusal(EnterpriseRules.MoveReasonMissing, "reason", () => its.LeavePark(Nothing, "", A.Office, _scene.Now));
        Assert.That(its.ActiveId, Is.EqualTo(_scene.Serving.Id));
        its.LeavePark(Nothing, "示例", A.Office, _scene.Now);
        Assert.That(
            (its.EndedAt, its.SuccessorId, its.ActiveId),
            Is.EqualTo(((DateTimeOffset?)_scene.Now, (Id<Enterprise>?)null, (Id<Person>?)null))
        );
        Assert.That(its.Happened[^1].What, Is.EqualTo(new EnterpriseLeft(_scene.Serving.Id, _scene.Backup.Id, "示例")));
        A.Refusal(EnterpriseRules.EnterpriseHasEnded, null, () => _scene.Submit(A.Request()));
    }

    [Test]
    public void Those_who_come_are_contacts_where_there_is_an_owner_and_the_first_owner_where_there_is_none()
    {
        var other = Another();
        Person Of(Role role) => Person.Register(Id<Person>.New(), "示例", [role], _scene.Enterprise.Id);
        Person[] come = [Of(Role.EnterpriseUser), Of(Role.EnterpriseOwner), Of(Role.EnterpriseOwner)];
        other.Receive(come, hasOwner: false);
        Assert.That(come.Select(p => p.EnterpriseId), Has.All.EqualTo(other.Id));
        Assert.That(
            come.Select(p => p.Roles.Single()),
            Is.EqualTo(new[] { Role.EnterpriseUser, Role.EnterpriseOwner, Role.EnterpriseUser })
        );
        other.Receive(come, hasOwner: true);
        Assert.That(come.Select(p => p.Roles.Single()), Has.All.EqualTo(Role.EnterpriseUser));
    }

    [Test]
    public void A_post_is_cut_where_the_enterprise_merged()
    {
        var (a, b, c) = (_scene.Now, _scene.Now.AddDays(1), _scene.Now.AddDays(2));
        var post = new PostHeld(_scene.Serving.Id, a, null);
        Assert.Multiple(() =>
        {
            Assert.That(post.Between(null, null), Is.EqualTo(post));
            Assert.That(post.Between(null, b), Is.EqualTo(post with { To = b }));
            Assert.That(post.Between(b, c), Is.EqualTo(post with { From = b, To = c }));
            Assert.That(post.Between(null, a), Is.Null);
            Assert.That((post with { To = b }).Between(b, null), Is.Null);
            Assert.That((post with { To = c }).Between(null, b), Is.EqualTo(post with { To = b }));
        });
    }

    Enterprise Another() =>
        Enterprise.Register(
            Id<Enterprise>.New(),
            A.SubPark.Id,
            "示例乙企业",
            CreditCode.WithCheckDigit("91500000MA7654321"),
            "software",
            "示例联系人",
            "13900000002",
            A.Office,
            _scene.Now.AddMonths(-1)
        );
}
