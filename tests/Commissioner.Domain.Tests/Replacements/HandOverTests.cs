using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;

namespace Commissioner.Domain.Tests.Replacements;

/// <summary>What the successor owes, and what the two sign.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class HandOverTests
{
    readonly Scene _scene = new();
    readonly Person _successor = A.Person("示例专员二", Role.Commissioner);

    [Test]
    public void The_successor_owes_a_first_contact_within_one_working_day_from_its_appointment()
    {
        var replacement = Appointed();
        var clock = replacement.Clocks[1];
        Assert.That(
            (clock.Kind, clock.SubjectId, clock.StartedAt, clock.OwnerId),
            Is.EqualTo((PromiseKind.SuccessorContact, replacement.Id.Value, _scene.Now, replacement.Id))
        );
        Assert.That(clock.DueAt, A.IsAt("2026-03-03 18:00"));

        foreach (var other in new[] { _scene.Commissioner, _scene.Backup.Acting(), A.Office, _scene.Owner })
        {
            A.Refusal(ReplacementRules.OnlyTheSuccessor, null, () => Contact(replacement, other));
        }

        A.Refusal(CaseRules.ContactOutcomeMissing, "outcome", () => Contact(replacement, _successor.Acting(), outcome: " "));
        A.Refusal(CaseRules.TimesCannotBe, "at", () => Contact(replacement, _successor.Acting(), _scene.Now.AddMinutes(1)));
        A.Refusal(CaseRules.TimesCannotBe, "at", () => Contact(replacement, _successor.Acting(), _scene.Now.AddMinutes(-2)));
        Contact(replacement, _successor.Acting());
        Assert.That(clock.Result, Is.EqualTo(PromiseResult.Met));
        Assert.That(_scene.Enterprise.Happened[^1].What, Is.TypeOf<SuccessorMadeContact>());
        A.Refusal(ReplacementRules.ContactWasMade, null, () => Contact(replacement, _successor.Acting()));
    }

    [Test]
    public void When_it_is_late_the_ladder_is_climbed()
    {
        var replacement = Appointed();
        var clock = replacement.Clocks[1];
        _scene.At("2026-03-20 10:00");
        var raised = clock.Fire(A.Promises, _scene.Now);
        replacement.ContactIsOwed(_scene.Enterprise, clock, raised, _scene.Now);
        Assert.That(
            _scene.Enterprise.Happened.Select(h => h.What).OfType<SuccessorContactOwed>().Select(w => w.Raised),
            Is.EqualTo(
                new[] { PromiseLevel.Warned, PromiseLevel.Overdue, PromiseLevel.Reminded, PromiseLevel.Ordered, PromiseLevel.Escalated }
            )
        );
        Contact(replacement, _successor.Acting());
        Assert.That(clock.Result, Is.EqualTo(PromiseResult.Late));
    }

    [Test]
    public void Kept_or_replaced_in_turn_the_successor_owes_nothing_any_more([Values] bool kept)
    {
        var replacement = Appointed();
        _scene.Now = _scene.Now.AddHours(1);
        if (kept)
        {
            replacement.Keep(_scene.Enterprise, _scene.Owner, _scene.Now);
        }
        else
        {
            Replacement.Press(_scene.Enterprise, new([], Unfinished: replacement), A.Promises, _scene.Owner, _scene.Now);
        }

        Assert.That(
            (replacement.Clocks[1].Result, replacement.Status),
            Is.EqualTo((PromiseResult.Cancelled, kept ? ReplacementStatus.Kept : ReplacementStatus.Appointed))
        );
        A.Refusal(ReplacementRules.ReplacementEnded, null, () => Contact(replacement, _successor.Acting()));
    }

    [Test]
    public void Whoever_goes_writes_until_it_signs_and_both_sign_once()
    {
        var replacement = Appointed();
        var goes = _scene.Commissioner;
        A.Refusal(
            ReplacementRules.OnlyWhoHandsOver,
            null,
            () => replacement.WriteNote(_scene.Enterprise, "示例", _successor.Acting(), _scene.Now)
        );
        A.Refusal(ReplacementRules.HandOverNoteMissing, "text", () => replacement.WriteNote(_scene.Enterprise, " ", goes, _scene.Now));
        A.Refusal(
            ReplacementRules.HandOverNoteMissing,
            "text",
            () => replacement.WriteNote(_scene.Enterprise, new('长', 2001), goes, _scene.Now)
        );
        replacement.WriteNote(_scene.Enterprise, " 周一上午不要打电话 ", goes, _scene.Now);
        replacement.Sign(_scene.Enterprise, goes, _scene.Now);
        A.Refusal(ReplacementRules.HandOverSigned, null, () => replacement.WriteNote(_scene.Enterprise, "示例", goes, _scene.Now));
        A.Refusal(ReplacementRules.HandOverSigned, null, () => replacement.Sign(_scene.Enterprise, goes, _scene.Now));
        A.Refusal(ReplacementRules.OnlyWhoHandsOver, null, () => replacement.Sign(_scene.Enterprise, _scene.Backup.Acting(), _scene.Now));
        A.Refusal(ReplacementRules.OnlyWhoHandsOver, null, () => replacement.Sign(_scene.Enterprise, A.Office, _scene.Now));
        replacement.Sign(_scene.Enterprise, _successor.Acting(), _scene.Now);
        Assert.That(
            (replacement.HandOverNote, replacement.OutgoingSignedAt, replacement.SuccessorSignedAt),
            Is.EqualTo(("周一上午不要打电话", (DateTimeOffset?)_scene.Now, (DateTimeOffset?)_scene.Now))
        );
        Assert.That(
            _scene.Enterprise.Happened.Select(h => h.What).OfType<HandOverSigned>().Select(w => w.Outgoing),
            Is.EqualTo(new[] { true, false })
        );
    }

    [Test]
    public void When_nobody_can_follow_who_acts_goes_on_and_the_office_hears_of_it()
    {
        var replacement = Replacement.Press(_scene.Enterprise, new([]), A.Promises, _scene.Owner, _scene.Now);
        replacement.FindNobody(_scene.Enterprise, _scene.Now);
        Assert.That(
            (replacement.Status, _scene.Enterprise.ActiveId),
            Is.EqualTo((ReplacementStatus.Acting, (Id<Person>?)_scene.Backup.Id))
        );
        Assert.That(_scene.Enterprise.Happened[^1].What, Is.EqualTo(new NobodyCanFollow(replacement.Id)));
    }

    Replacement Appointed()
    {
        var replacement = Replacement.Press(_scene.Enterprise, new([], "示例备岗"), A.Promises, _scene.Owner, _scene.Now);
        _scene.Now = _scene.Now.AddMinutes(30);
        replacement.Appoint(_scene.Enterprise, _successor, A.Candidate(_successor), A.Promises, A.Office, _scene.Now);
        return replacement;
    }

    void Contact(Replacement replacement, Actor by, DateTimeOffset? at = null, string outcome = "示例") =>
        replacement.RecordContact(_scene.Enterprise, ContactMeans.Call, at ?? _scene.Now, outcome, by, _scene.Now);
}
