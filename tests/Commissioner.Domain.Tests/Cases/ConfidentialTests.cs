using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using NUnit.Framework;

namespace Commissioner.Domain.Tests.Cases;

/// <summary>A confidential case: supervision deals with it by itself, and nobody else comes in.</summary>
public class ConfidentialTests
{
    private static readonly CaseStatus[] Reached =
    [
        CaseStatus.Submitted,
        CaseStatus.NeedsInfo,
        CaseStatus.Accepted,
        CaseStatus.InProgress,
        CaseStatus.WaitingForEnterprise,
        CaseStatus.UnderReview,
        CaseStatus.AwaitingConfirmation,
        CaseStatus.Resolved,
        CaseStatus.Withdrawn,
    ];

    [Test]
    public void Only_supervision_and_the_enterprise_have_a_move_anywhere([ValueSource(nameof(Reached))] CaseStatus status)
    {
        var scene = new Scene(confidential: true).To(status);

        Assert.That(
            scene.Actors.Where(a => scene.Can(a.Value).Any()).Select(a => a.Key),
            Is.SubsetOf(new[] { Role.Supervisor, Role.EnterpriseOwner, Role.EnterpriseUser, Role.System })
        );
        Assert.That(scene.Can(scene.Owner), Has.No.Member(CaseMove.Rate), "nobody is rated for it");
        Assert.That(
            scene.Case.Holder,
            Is.AnyOf(HolderKind.Supervision, HolderKind.Enterprise, HolderKind.Nobody),
            "it is with nobody else"
        );
    }

    [Test]
    public void Its_own_desk_may_not_call_put_off_or_explain([ValueSource(nameof(Reached))] CaseStatus status)
    {
        var scene = new Scene(confidential: true).To(status);

        foreach (var move in Enum.GetValues<CaseMove>().Except(CaseWorkflow.OfConfidential))
        {
            scene.Refuses(CaseRules.NotOfConfidential, () => scene.Make(move, scene.Actors[Role.Supervisor]));
        }
    }

    [Test]
    public void Another_of_supervision_reviews_what_one_proposes()
    {
        var scene = new Scene(confidential: true).To(CaseStatus.UnderReview);

        Assert.That(
            scene.Refuses(CaseRules.ReviewerProposed, () => scene.Make(CaseMove.PassClosure, scene.Desk)).Could,
            Is.EqualTo(new[] { Role.Supervisor })
        );
        scene.Make(CaseMove.PassClosure, scene.Reviewer);
        Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.AwaitingConfirmation));
    }

    [Test]
    public void It_is_closed_without_an_invitation_and_nobody_served()
    {
        var scene = new Scene(confidential: true).To(CaseStatus.Resolved);

        Assert.That(scene.Case.Invitations, Is.Empty);
        Assert.That(scene.Case.ServedById, Is.Null);
    }

    [Test]
    public void However_late_it_is_no_order_and_no_opinion_follows()
    {
        var scene = new Scene(confidential: true).To(CaseStatus.InProgress);

        var clock = scene.Case.Clocks.Single(c => c.Kind == PromiseKind.Settle);
        scene.Now = clock.DueAt.AddDays(40);
        var raised = scene.Case.Fire(clock, null, A.Promises, scene.Now);

        Assert.That(raised.Select(s => s.Level), Has.Member(PromiseLevel.Escalated));
        Assert.That(scene.Case.Orders, Is.Empty);
        Assert.That(scene.Case.OpinionOwed, Is.Null);
    }

    [Test]
    public void The_hotline_files_none()
    {
        var scene = new Scene();

        Assert.That(
            () => scene.Submit(A.Request() with { Confidential = true }, new OnBehalf("示例来电人", "13800000000", true), scene.Seat),
            Throws.InstanceOf<RuleBroken>().With.Property("Rule").EqualTo(CaseRules.ConfidentialByOneself)
        );
    }
}
