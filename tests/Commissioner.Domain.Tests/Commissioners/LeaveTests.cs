using Commissioner.Domain.Cases;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Tests.Commissioners;

/// <summary>A commissioner on leave: who acts, and what is handed back.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LeaveTests
{
    readonly Scene _scene = new();
    readonly Person _third = A.Person("示例专员三", Role.Commissioner);

    Enterprise Enterprise => _scene.Enterprise;

    [Test]
    public void The_backup_acts_and_at_the_end_everything_is_as_before()
    {
        var leave = Note();
        Begin(leave, _scene.Backup);
        Assert.That(
            (Enterprise.ActiveId, Enterprise.BackupId, Enterprise.AwayId, Enterprise.ActiveReason),
            Is.EqualTo(((Id<Person>?)_scene.Backup.Id, (Id<Person>?)null, (Id<Person>?)_scene.Serving.Id, AssignmentReason.StandsIn))
        );
        _scene.Now = _scene.Now.AddDays(14);
        Enterprise.HandBack(_scene.Serving, Actor.System, _scene.Now);
        Assert.Multiple(() =>
        {
            Assert.That(
                (Enterprise.ActiveId, Enterprise.BackupId, Enterprise.AwayId, Enterprise.ActiveReason),
                Is.EqualTo(((Id<Person>?)_scene.Serving.Id, (Id<Person>?)_scene.Backup.Id, (Id<Person>?)null, AssignmentReason.Returned))
            );
            Assert.That(
                Enterprise.Past.Where(a => a.Duty == Duty.Active && a.PersonId is not null).Select(a => a.PersonId),
                Is.EqualTo(new Id<Person>?[] { _scene.Serving.Id, _scene.Backup.Id })
            );
            Assert.That(
                Enterprise.Happened.Select(h => h.What.GetType()).TakeLast(2),
                Is.EqualTo(new[] { typeof(StandInActs), typeof(CommissionerReturned) })
            );
        });
    }

    [Test]
    public void Of_somebody_else_who_acts_the_backup_stays_the_backup([Values] bool desk)
    {
        var leave = Note(Post(desk ? null : _third.Id, decided: true));
        Begin(leave, desk ? null : _third);
        Assert.That(
            (Enterprise.ActiveId, Enterprise.BackupId),
            Is.EqualTo((desk ? null : (Id<Person>?)_third.Id, (Id<Person>?)_scene.Backup.Id))
        );
        A.Refusal(EnterpriseRules.EnterpriseIsPaired, null, () => Enterprise.Pair(_third, null, A.Office, _scene.Now));
        _scene.Now = _scene.Now.AddDays(1);
        Enterprise.HandBack(_scene.Serving, Actor.System, _scene.Now);
        Assert.That(
            (Enterprise.ActiveId, Enterprise.BackupId),
            Is.EqualTo(((Id<Person>?)_scene.Serving.Id, (Id<Person>?)_scene.Backup.Id))
        );
    }

    [Test]
    public void Whoever_acted_and_is_replaced_is_not_followed_by_the_one_on_leave()
    {
        Begin(Note(), _scene.Backup);
        _scene.Now = _scene.Now.AddDays(1);
        var replacement = Replacement.Press(Enterprise, new([A.Candidate(_third)]), A.Promises, _scene.Owner, _scene.Now);
        Assert.That(
            (replacement.OutgoingId, replacement.ActingId, Enterprise.AwayId),
            Is.EqualTo(((Id<Person>?)_scene.Backup.Id, (Id<Person>?)null, (Id<Person>?)null))
        );
        _scene.Now = _scene.Now.AddDays(1);
        Enterprise.HandBack(_scene.Serving, Actor.System, _scene.Now);
        Assert.That(Enterprise.ActiveId, Is.Null, "another was asked for, and another comes");
        Assert.That(Replacement.Hinders(Enterprise, A.Candidate(_scene.Serving)), Is.EqualTo(Obstacle.ServedBefore));
    }

    [Test]
    public void Where_the_duty_desk_acts_the_button_replaces_whoever_is_away()
    {
        Begin(Note(Post(null, decided: true)), null);
        _scene.Now = _scene.Now.AddDays(1);
        var replacement = Replacement.Press(Enterprise, new([A.Candidate(_third)]), A.Promises, _scene.Owner, _scene.Now);
        Assert.That(
            (replacement.OutgoingId, replacement.ActingId, Enterprise.ActiveReason, Enterprise.BackupId),
            Is.EqualTo(((Id<Person>?)_scene.Serving.Id, (Id<Person>?)null, AssignmentReason.Acting, (Id<Person>?)_scene.Backup.Id))
        );
    }

    [Test]
    public void It_ends_after_it_begins_is_ones_own_or_the_offices_and_meets_no_other()
    {
        A.Refusal(LeaveRules.LeaveOutOfOrder, "untilOn", () => Note(days: 0));
        A.Refusal(LeaveRules.LeaveOutOfOrder, "untilOn", () => Note(days: 367));
        A.Refusal(LeaveRules.OnlyTheOfficeDecidesLeaves, null, () => Note(by: _third.Acting()));
        A.Refusal(LeaveRules.OnlyTheOfficeDecidesLeaves, null, () => Note(Post(_third.Id, decided: true), by: _scene.Commissioner));
        A.Refusal(LeaveRules.NobodyStandsIn, "standIns", () => Note(Post(null, decided: false)));
        A.Refusal(LeaveRules.NobodyStandsIn, "standIns", () => Note(Post(_third.Id, decided: true, fits: false)));
        A.Refusal(LeaveRules.StandsInThen, "fromOn", () => Note(standsInAt: ["示例企业"]));
        var first = Note(by: _scene.Commissioner);
        A.Refusal(LeaveRules.LeavesOverlap, "fromOn", () => Note(open: [first]));
        var others = Leave.Note(_scene.Backup.Id, _scene.Now.AddDays(13), _scene.Now.AddDays(20), [], [], [], A.Office, _scene.Now);
        A.Refusal(LeaveRules.StandInIsAway, "standIns", () => Note(open: [others]));
        Assert.That(Note(open: [others], days: 13), Is.Not.Null, "until the instant at which the other goes");
        others.End(_scene.Backup.Acting(), _scene.Now);
        Assert.That(others.State, Is.EqualTo(LeaveState.TakenBack));
        A.Refusal(LeaveRules.LeaveIsOver, null, () => others.End(A.Office, _scene.Now));
        Assert.That(Note(open: [others]), Is.Not.Null);
    }

    PostOnLeave Post(Id<Person>? acts, bool decided, bool fits = true) => new(Enterprise.Id, Enterprise.Name, acts, decided, fits);

    Leave Note(
        PostOnLeave? post = null,
        int days = 14,
        IReadOnlyList<string>? standsInAt = null,
        IReadOnlyList<Leave>? open = null,
        Actor? by = null
    ) =>
        Leave.Note(
            _scene.Serving.Id,
            _scene.Now,
            _scene.Now.AddDays(days),
            [post ?? Post(_scene.Backup.Id, decided: false)],
            standsInAt ?? [],
            open ?? [],
            by ?? A.Office,
            _scene.Now
        );

    void Begin(Leave leave, Person? acts)
    {
        leave.Begin();
        Enterprise.LetStandIn(leave, acts, Actor.System, _scene.Now);
    }
}
