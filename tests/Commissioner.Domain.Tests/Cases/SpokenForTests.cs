using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Tests.Cases;

/// <summary>Whatever an enterprise may do by the form it may do by telephone: in its own words, recorded, and not without.</summary>
sealed class SpokenForTests
{
    static readonly CaseMove[] Enterprises = [.. CaseWorkflow.Table.Where(r => r.Who.Contains(Role.EnterpriseOwner)).Select(r => r.Move)];

    [Test]
    public void Every_move_of_an_enterprise_is_a_seats_too() =>
        Assert.That(
            CaseWorkflow.Table.Where(r => r.Who.Contains(Role.EnterpriseOwner) && !r.Who.Contains(Role.HotlineSeat)).Select(r => r.Move),
            Is.Empty
        );

    [Test]
    public void A_seat_without_the_callers_words_and_its_recording_is_refused_and_with_them_both_stand_before_the_move(
        [ValueSource(nameof(Enterprises))] CaseMove move
    )
    {
        (Spoken? Said, Rule Rule, string Field)[] wrong =
        [
            (null, SpokenRules.CallersWordsMissing, "words"),
            (new(" ", "录音"), SpokenRules.CallersWordsMissing, "words"),
            (new(new('长', 1001), "录音"), SpokenRules.CallersWordsMissing, "words"),
            (new("原话", null), SpokenRules.RecordingMissing, "recording"),
            (new("原话", new('9', 101)), SpokenRules.RecordingMissing, "recording"),
        ];
        var scene = new Scene().To(CaseWorkflow.From(move)[0]);
        foreach (var (said, rule, field) in wrong)
        {
            scene.Refuses(rule, () => scene.Make(move, scene.Seat with { Says = said }), field);
        }

        var (before, aside) = (scene.Case.Version, scene.Enterprise.Version);
        scene.Make(move, scene.Seat);
        var written = scene.Case.Happened.Skip(before).Concat(scene.Enterprise.Happened.Skip(aside)).Select(h => h.What).ToList();
        DomainEvent heard =
            move == CaseMove.Rate
                ? new CallerSpokeAside(A.Said.Words!, A.Said.Recording!)
                : new CallerSpoke(A.Said.Words!, A.Said.Recording!);
        Assert.That(written[0], Is.EqualTo(heard));
        Assert.That(written, Has.Count.GreaterThan(1));
    }

    [Test]
    public void Who_is_rated_does_not_read_what_a_caller_says_of_it()
    {
        var scene = new Scene().To(CaseStatus.Resolved);
        var before = scene.Case.Version;
        Rating.Give(scene.Case, new(Level.Dissatisfied, Reason: "等得太久"), scene.Seat, scene.Now);
        Assert.That(scene.Case.Version, Is.EqualTo(before), "nothing in the case's own timeline");
        Assert.That(
            scene.Enterprise.Happened.Where(h => h.What is CallerSpokeAside).Select(h => h.What.SeenBy()),
            Is.EqualTo(new[] { Audience.Enterprise | Audience.Supervision })
        );
    }

    [Test]
    public void An_enterprise_replaces_and_keeps_its_commissioner_on_the_phone()
    {
        var scene = new Scene();
        var bench = new Bench([]);
        A.Refusal(
            SpokenRules.CallersWordsMissing,
            "words",
            () => Replacement.Press(scene.Enterprise, bench, A.Promises, scene.Seat with { Says = null }, scene.Now)
        );
        var replacement = Replacement.Press(scene.Enterprise, bench, A.Promises, scene.Seat, scene.Now);
        A.Refusal(
            SpokenRules.RecordingMissing,
            "recording",
            () => replacement.Keep(scene.Enterprise, scene.Seat with { Says = new("留下吧", null) }, scene.Now)
        );
        replacement.Keep(scene.Enterprise, scene.Seat with { Says = new("留下吧", "录音-2") }, scene.Now);
        Assert.That(replacement.Status, Is.EqualTo(ReplacementStatus.Kept));
        Assert.That(
            scene.Enterprise.Happened.Select(h => h.What).OfType<CallerSpokeAside>().Select(h => h.Words),
            Is.EqualTo(new[] { A.Said.Words, "留下吧" })
        );
    }

    [Test]
    public void A_call_opens_a_case_to_a_seat_for_two_hours_and_the_enterprise_reads_it()
    {
        var scene = new Scene();
        scene.Refuses(CaseRules.MoveNotYours, () => scene.Case.OpenTo(OpenedBy.CallersNumber, scene.Commissioner, scene.Now));
        scene.Case.OpenTo(OpenedBy.CallersNumber, scene.Seat, scene.Now);
        Assert.That(scene.Case.Openings.Single().Until, Is.EqualTo(scene.Now.AddHours(2)));
        Assert.That(scene.Enterprise.Happened[^1].What, Is.InstanceOf<CaseOpenedToSeat>());

        var complaint = new Scene(category: "AboutOfficials");
        Assert.Throws<NotFound>(() => complaint.Case.OpenTo(OpenedBy.NumberReadOut, complaint.Seat, complaint.Now));
    }
}
