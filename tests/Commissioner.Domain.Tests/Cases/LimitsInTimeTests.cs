using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Tests.Cases;

/// <summary>What is limited in time is offered up to its last instant, and is refused one second after it.</summary>
public sealed class LimitsInTimeTests
{
    private static readonly CaseMove[] Limited =
    [
        CaseMove.Reopen,
        CaseMove.Rate,
        CaseMove.AskExtension,
        CaseMove.ObjectToCall,
        CaseMove.JudgeLeg,
        CaseMove.JudgeWhistle,
    ];

    private static IEnumerable<TestCaseData> Scenes()
    {
        TestCaseData Data(CaseMove move, string at, Func<Scene> scene) => new TestCaseData(move, scene).SetArgDisplayNames($"{move}, {at}");
        foreach (var status in new[] { CaseStatus.Resolved, CaseStatus.Explained, CaseStatus.Redirected, CaseStatus.Withdrawn })
        {
            yield return Data(CaseMove.Reopen, status.ToString(), () => new Scene().To(status));
        }

        yield return Data(CaseMove.Rate, "resolved", () => new Scene().To(CaseStatus.Resolved));
        yield return Data(CaseMove.AskExtension, "in progress", () => new Scene().To(CaseStatus.InProgress));
        yield return Data(CaseMove.ObjectToCall, "called", () => Whistled(CaseMove.ObjectToCall));
        yield return Data(CaseMove.JudgeLeg, "done", () => Whistled(CaseMove.JudgeLeg));
        yield return Data(CaseMove.JudgeWhistle, "done", () => Whistled(CaseMove.JudgeWhistle));
    }

    [TestCaseSource(nameof(Scenes))]
    public void It_is_offered_to_the_last_instant_and_not_after(CaseMove move, object scenes)
    {
        var begin = (Func<Scene>)scenes;
        var scene = begin();
        var by = scene.Actors.Values.First(a => scene.Can(a).Contains(move));
        var last = scene.Case.LastInstant(move, by, A.Promises);
        Assert.That(last, Is.Not.Null);
        scene.Now = last!.Value;
        Assert.That(scene.Can(by), Does.Contain(move));
        scene.Now = last.Value.AddSeconds(1);
        Assert.That(scene.Can(by), Does.Not.Contain(move));
        if (move == CaseMove.Rate)
        {
            var invitation = RatingInvitation.For(begin().Case, scene.Case.ClosedAt!.Value);
            Assert.That(invitation.ValidUntil - invitation.NotBefore, Is.EqualTo(RatingInvitation.ValidFor));
            Assert.That(RatingInvitation.For(scene.Case, scene.Case.ClosedAt.Value).ValidUntil, Is.EqualTo(last));
            return;
        }

        Assert.That(
            () => scene.Make(move, by),
            Throws.TypeOf<RuleBroken>().With.Property("Rule").Matches<Rule>(r => r.Code.EndsWith("TooLate", StringComparison.Ordinal))
        );
        scene.Now = last.Value;
        Assert.That(() => scene.Make(move, by), Throws.Nothing);
    }

    [Test]
    public void Unanswered_it_can_be_taken_up_at_any_time()
    {
        var scene = new Scene().To(CaseStatus.Unanswered);
        scene.Now = scene.Now.AddYears(3);
        Assert.That(scene.Can(scene.Owner), Does.Contain(CaseMove.Reopen));
    }

    [Test]
    public void Every_limited_move_is_walked() =>
        Assert.That(Scenes().Select(s => (CaseMove)s.Arguments[0]!).Distinct(), Is.EquivalentTo(Limited));

    private static Scene Whistled(CaseMove move)
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Make(CaseMove.BlowWhistle, scene.Server);
        if (move != CaseMove.ObjectToCall)
        {
            var department = scene.Actors[Role.DepartmentHead];
            scene.Make(CaseMove.CheckIn, department);
            scene.Make(CaseMove.Report, department);
            scene.Make(CaseMove.ApproveReport, scene.Server);
        }

        return scene;
    }
}
