using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Cases;

/// <summary>An enterprise adds to its open request at any time, and presses for it once a day.</summary>
[Parallelizable(ParallelScope.All)]
public class SupplementTests
{
    [TestCase(CaseStatus.Submitted)]
    [TestCase(CaseStatus.WaitingForEnterprise)]
    [TestCase(CaseStatus.UnderReview)]
    [TestCase(CaseStatus.Planned)]
    public void A_supplement_is_written_down_and_moves_no_promise(CaseStatus status)
    {
        var scene = new Scene().To(status);
        var before = scene.Case.Clocks.Select(c => (c.Kind, c.DueAt, c.State, c.PausedAt)).ToList();
        scene.At("2026-03-03 10:00").Case.Supplement(" 示例补充 ", 2, scene.Owner, scene.Now);

        Assert.That(scene.Case.Happened[^1].What, Is.EqualTo(new CaseSupplemented("示例补充", 2)));
        Assert.That(
            (scene.Case.Status, scene.Case.Clocks.Select(c => (c.Kind, c.DueAt, c.State, c.PausedAt))),
            Is.EqualTo((status, before))
        );
    }

    [Test]
    public void Files_say_enough_and_nothing_at_all_is_refused()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Refuses(CaseRules.SupplementMissing, () => scene.Case.Supplement(" ", 0, scene.Owner, scene.Now), "text");
        scene.Refuses(CaseRules.SupplementMissing, () => scene.Case.Supplement(new('长', 5001), 1, scene.Owner, scene.Now), "text");
        Assert.That(() => scene.Case.Supplement(null, 1, scene.Owner, scene.Now), Throws.Nothing);
    }

    [Test]
    public void An_answer_may_be_files_alone()
    {
        var scene = new Scene().To(CaseStatus.WaitingForEnterprise);
        scene.Refuses(CaseRules.AnswerMissing, () => scene.Case.Answer("", A.Promises, scene.Owner, scene.Now), "text");
        scene.Case.Answer("", A.Promises, scene.Owner, scene.Now, files: 1);

        Assert.That(
            (scene.Case.Status, ((EnterpriseAnswered)scene.Case.Happened[^1].What).WithFiles),
            Is.EqualTo((CaseStatus.InProgress, 1))
        );
    }

    [Test]
    public void Pressing_says_who_is_asked_for_what_by_when()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        scene.Make(CaseMove.Nudge, scene.Owner);

        Assert.That(
            scene.Case.Happened[^1].What,
            Is.EqualTo(
                new CaseNudged(
                    HolderKind.Department,
                    scene.Lead.Id,
                    "示例部门",
                    PromiseKind.CheckIn,
                    scene.Clock(PromiseKind.CheckIn).DueAt
                )
            )
        );
        Assert.That(scene.Case.Happened[^1].What.Concerns(), Is.EqualTo((Id<Department>?)scene.Lead.Id));
    }

    [Test]
    public void Where_the_duty_desk_serves_it_is_asked()
    {
        var scene = new Scene(dutyDesk: true);
        scene.Make(CaseMove.Nudge, scene.Owner);
        Assert.That(((CaseNudged)scene.Case.Happened[^1].What).Nudged, Is.EqualTo(HolderKind.TriageDesk));
    }

    [Test]
    public void One_presses_once_a_day_of_the_park()
    {
        var scene = new Scene("2026-03-02 23:58");
        Assert.That(scene.Can(scene.Owner), Does.Contain(CaseMove.Nudge));
        scene.Make(CaseMove.Nudge, scene.Owner);
        scene.At("2026-03-02 23:59");
        Assert.That(scene.Can(scene.Owner), Does.Not.Contain(CaseMove.Nudge).And.Contain(CaseMove.Supplement));
        scene.Refuses(CaseRules.NudgedToday, () => scene.Make(CaseMove.Nudge, scene.Owner));

        scene.At("2026-03-03 00:00");
        Assert.That(scene.Can(scene.Owner), Does.Contain(CaseMove.Nudge));
        Assert.That(() => scene.Make(CaseMove.Nudge, scene.Owner), Throws.Nothing);
    }
}
