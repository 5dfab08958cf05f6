using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.Cases;

/// <summary>One proposes to close a case explained, two others of two offices approve, and the enterprise may contest it.</summary>
[Parallelizable(ParallelScope.All)]
public class ExplanationTests
{
    [Test]
    public void An_explanation_says_what_forbids_it_on_which_basis_and_in_words()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Refuses(
            CaseRules.ExplainedWhyMissing,
            () => scene.Case.ProposeExplained(null, "示例法", "示例解释", scene.Server, scene.Now),
            "reason"
        );
        scene.Refuses(
            CaseRules.BasisMissing,
            () => scene.Case.ProposeExplained(ExplainedWhy.Law, " ", "示例解释", scene.Server, scene.Now),
            "basis"
        );
        scene.Refuses(
            CaseRules.ExplanationMissing,
            () => scene.Case.ProposeExplained(ExplainedWhy.Law, "示例法", "", scene.Server, scene.Now),
            "words"
        );
        scene.Make(CaseMove.ProposeExplained, scene.Server);
        scene.Refuses(CaseRules.ExplanationIsProposed, () => scene.Make(CaseMove.ProposeExplained, scene.Server));
    }

    [Test]
    public void Two_people_of_two_offices_approve_and_neither_proposed_it([Values] bool dutyDesk, [Values] bool supervisionFirst)
    {
        var scene = new Scene(dutyDesk: dutyDesk).To(CaseStatus.InProgress);
        var supervisor = scene.Actors[Role.Supervisor];
        scene.Refuses(CaseRules.NoExplanationProposed, () => scene.Make(CaseMove.ApproveExplained, supervisor));
        scene.Make(CaseMove.ProposeExplained, scene.Server);
        if (dutyDesk)
        {
            scene.Refuses(CaseRules.ApprovedByOthers, () => scene.Make(CaseMove.ApproveExplained, scene.Desk));
            scene.Refuses(CaseRules.ApprovedByOthers, () => scene.Make(CaseMove.RefuseExplained, scene.Desk));
        }

        var (first, second) = supervisionFirst ? (supervisor, scene.Reviewer) : (scene.Reviewer, supervisor);
        scene.Make(CaseMove.ApproveExplained, first);
        Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.InProgress));
        scene.Refuses(CaseRules.ApprovedByOthers, () => scene.Make(CaseMove.ApproveExplained, first));
        scene.Refuses(CaseRules.ApprovedBefore, () => scene.Make(CaseMove.ApproveExplained, A.Actor(first.Roles[0])));
        scene.Make(CaseMove.ApproveExplained, second);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.Explained));
            Assert.That(scene.Clock(PromiseKind.Settle).Result, Is.EqualTo(PromiseResult.Met), "it was settled in time, by an explanation");
            Assert.That(scene.Case.Clocks.Any(c => c.IsRunning), Is.False);
            Assert.That(scene.Case.ServedById, Is.EqualTo(dutyDesk ? null : scene.Serving.Id), "whoever served is rated for it");
        }
    }

    [Test]
    public void Who_holds_both_offices_speaks_for_one()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        var both = new Actor(Id<Person>.New(), "示例", [Role.Supervisor, Role.TriageDesk], null, null);
        scene.Make(CaseMove.ProposeExplained, scene.Server);
        scene.Make(CaseMove.ApproveExplained, both);
        scene.Refuses(CaseRules.ApprovedByOthers, () => scene.Make(CaseMove.ApproveExplained, both));
        scene.Make(CaseMove.ApproveExplained, scene.Actors[Role.Supervisor]);
        Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.Explained));
    }

    [Test]
    public void Either_office_refuses_it_and_it_goes_on()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Make(CaseMove.ProposeExplained, scene.Server);
        scene.Make(CaseMove.ApproveExplained, scene.Reviewer);
        scene.Refuses(
            CaseRules.ReasonMissing,
            () => scene.Make(CaseMove.RefuseExplained, scene.Actors[Role.Supervisor], reason: ""),
            "reason"
        );
        scene.Make(CaseMove.RefuseExplained, scene.Actors[Role.Supervisor]);
        Assert.That((scene.Case.Explanation, scene.Case.Status), Is.EqualTo(((Explanation?)null, CaseStatus.InProgress)));
        Assert.That(scene.Can(scene.Server), Does.Contain(CaseMove.ProposeExplained));
    }

    [Test]
    public void The_enterprise_contests_it_within_thirty_days()
    {
        var scene = new Scene().To(CaseStatus.Explained);
        scene.Now = scene.Now.AddDays(30);
        scene.Make(CaseMove.Reopen, scene.Owner);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((scene.Case.Status, scene.Case.Cycle), Is.EqualTo((CaseStatus.Rework, 2)));
            Assert.That(scene.Case.Explanation, Is.Null);
        }

        var late = new Scene().To(CaseStatus.Explained);
        late.Now = late.Now.AddDays(31);
        late.Refuses(CaseRules.ReopenTooLate, () => late.Make(CaseMove.Reopen, late.Owner));
    }

    [Test]
    public void A_proposal_falls_when_the_case_goes_another_way()
    {
        var scene = new Scene().To(CaseStatus.UnderReview);
        scene.Make(CaseMove.ProposeExplained, scene.Server);
        scene.Make(CaseMove.PassClosure, scene.Reviewer);
        Assert.That(scene.Case.Explanation, Is.Null);
    }
}
