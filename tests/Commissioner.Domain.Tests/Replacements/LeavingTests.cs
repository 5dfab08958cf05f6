using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Replacements;

/// <summary>A commissioner leaves: its successor follows in the same instant.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LeavingTests
{
    readonly Scene _scene = new();
    readonly Person _third = A.Person("示例专员三", Role.Commissioner);
    readonly Person _fourth = A.Person("示例专员四", Role.Commissioner);

    [Test]
    public void The_backup_follows_and_another_backs_it_up_without_a_gap()
    {
        var replacement = Succeed(_scene.Backup, _third);
        var enterprise = _scene.Enterprise;
        Assert.Multiple(() =>
        {
            Assert.That(
                (enterprise.ActiveId, enterprise.BackupId, enterprise.ActiveReason),
                Is.EqualTo(((Id<Person>?)_scene.Backup.Id, (Id<Person>?)_third.Id, AssignmentReason.Successor))
            );
            Assert.That(enterprise.Past.Where(a => a.ToAt == _scene.Now).Select(a => a.Duty), Is.EquivalentTo(Enum.GetValues<Duty>()));
            Assert.That((enterprise.ActiveSinceAt, enterprise.BackupSinceAt), Is.EqualTo((_scene.Now, _scene.Now)));
            Assert.That(
                (replacement.Status, replacement.OutgoingId, replacement.SuccessorId),
                Is.EqualTo((ReplacementStatus.Appointed, (Id<Person>?)_scene.Serving.Id, (Id<Person>?)_scene.Backup.Id))
            );
            Assert.That(replacement.Clocks.Single().Kind, Is.EqualTo(PromiseKind.SuccessorContact));
            Assert.That(enterprise.Happened[^1].What, Is.TypeOf<SuccessorAppointed>());
        });
        _scene.Now = _scene.Now.AddMinutes(1);
        A.Refusal(ReplacementRules.KeepTooLate, null, () => replacement.Keep(enterprise, _scene.Owner, _scene.Now));
    }

    [Test]
    public void Nobody_follows_who_is_tied_full_away_or_served_before_and_only_the_office_says_who()
    {
        A.Refusal(
            ReplacementRules.TiedToTheEnterprise,
            "personId",
            () => Succeed(_third, null, new([A.Candidate(_third) with { Tied = true }]))
        );
        A.Refusal(ReplacementRules.NotACandidate, "personId", () => Succeed(_third, null, new([A.Candidate(_third, load: 10)])));
        A.Refusal(ReplacementRules.NotACandidate, "personId", () => Succeed(_third, null, new([A.Candidate(_third) with { Away = true }])));
        A.Refusal(ReplacementRules.NotACandidate, "personId", () => Succeed(_third, null, new([])));
        A.Refusal(ReplacementRules.ServedBefore, "personId", () => Succeed(_scene.Serving, null));
        A.Refusal(EnterpriseRules.CommissionerIsNotItsOwnBackup, "backupId", () => Succeed(_third, _third));
        A.Refusal(ReplacementRules.OnlyTheOffice, null, () => Succeed(_third, null, by: _scene.Commissioner));
        Assert.That(_scene.Enterprise.ActiveId, Is.EqualTo(_scene.Serving.Id));
    }

    [Test]
    public void What_was_owed_of_an_earlier_replacement_is_overtaken()
    {
        var earlier = Replacement.Press(_scene.Enterprise, new([]), A.Promises, _scene.Owner, _scene.Now);
        _scene.Now = _scene.Now.AddHours(1);
        Succeed(_third, _fourth, Bench() with { Unfinished = earlier });
        Assert.That(
            (earlier.Status, earlier.Clocks.Single().Result, _scene.Enterprise.ActiveId, _scene.Enterprise.BackupId),
            Is.EqualTo(
                (ReplacementStatus.Overtaken, (PromiseResult?)PromiseResult.Cancelled, (Id<Person>?)_third.Id, (Id<Person>?)_fourth.Id)
            )
        );
    }

    [Test]
    public void Another_handler_is_named_on_a_leg_and_no_promise_moves()
    {
        _scene.To(CaseStatus.InProgress).Make(CaseMove.BlowWhistle, _scene.Commissioner);
        var leg = _scene.LeadLeg;
        A.Refusal(
            WhistleRules.LegOutOfOrder,
            null,
            () => _scene.Case.HandLegOver(leg.Id, "示例主办局", "示例接办", "13912345678", A.Office, _scene.Now)
        );
        _scene.Make(CaseMove.CheckIn, _scene.Actors[Role.DepartmentLiaison]);
        var due = leg.NextDueAt;
        A.Refusal(
            WhistleRules.OnlyTheOfficeHandsOver,
            null,
            () => _scene.Case.HandLegOver(leg.Id, "示例主办局", "示例接办", "13912345678", _scene.Commissioner, _scene.Now)
        );
        _scene.Case.HandLegOver(leg.Id, "示例主办局", "示例接办", "13912345678", A.Office, _scene.Now);
        Assert.That((leg.HandlerName, leg.HandlerPhone, leg.NextDueAt), Is.EqualTo(("示例接办", "13912345678", due)));
        Assert.That(_scene.Case.Happened[^1].What, Is.TypeOf<LegHandedOver>());
    }

    Bench Bench() => new([A.Candidate(_third), A.Candidate(_fourth), A.Candidate(_scene.Backup), A.Candidate(_scene.Serving)]);

    Replacement Succeed(Person successor, Person? backup, Bench? bench = null, Actor? by = null) =>
        Replacement.Succeed(_scene.Enterprise, successor, backup, bench ?? Bench(), A.Promises, by ?? A.Office, _scene.Now);
}
