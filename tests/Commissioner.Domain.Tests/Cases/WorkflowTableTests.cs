using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Cases;

/// <summary>
/// Every state × every move × every role, where a commissioner serves and where the duty desk does: what is not in the table is refused.
/// </summary>
[Parallelizable(ParallelScope.All)]
public class WorkflowTableTests
{
    static readonly CaseStatus[] Statuses = Enum.GetValues<CaseStatus>();
    static readonly Role[] Roles = Enum.GetValues<Role>();

    [Test]
    public void The_table_is_the_one_that_was_agreed()
    {
        if (Environment.GetEnvironmentVariable("COMMISSIONER_TEST_ACCEPT") is { Length: > 0 })
        {
            File.WriteAllText(Agreed(), string.Join('\n', Lines(Walked())) + '\n');
            Assert.Ignore("Written; look at the difference.");
        }

        using var stream = typeof(WorkflowTableTests).Assembly.GetManifestResourceStream("workflow.txt")!;
        var agreed = Lines(new StreamReader(stream).ReadToEnd());
        var walked = Lines(Walked());
        string[] changes = [.. agreed.Except(walked).Select(line => "- " + line), .. walked.Except(agreed).Select(line => "+ " + line)];

        Assert.That(
            walked,
            Is.EqualTo(agreed),
            () =>
                $"The workflow is no longer the one of Cases/workflow.txt (- agreed, + walked):\n{string.Join('\n', changes)}\n\nThe whole as it was walked:\n{string.Join('\n', walked)}\n"
        );
    }

    [Test]
    public void What_is_not_in_the_table_is_refused_and_it_is_said_who_could(
        [ValueSource(nameof(Statuses))] CaseStatus status,
        [Values] bool dutyDesk
    )
    {
        var refused = 0;
        foreach (
            var (move, scene, role) in from move in Enum.GetValues<CaseMove>()
            let scene = Standing(status, move, dutyDesk)
            from role in Roles
            select (move, scene, role)
        )
        {
            var who = CaseWorkflow.Who(move, dutyDesk ? Desk.DutyDesk : Desk.Commissioner);
            var here = CaseWorkflow.From(move).Contains(status);
            Action make = () => scene.Make(move, scene.Actors[role]);
            if (!who.Contains(role))
            {
                Assert.That(scene.Refuses(CaseRules.MoveNotYours, make).Could, Is.EqualTo(who), $"{status} {move} {role}");
                refused++;
            }
            else if (!here && move == CaseMove.Rate)
            {
                Assert.That(scene.Refuses(RatingRules.NotYetClosed, make).Could, Is.EqualTo(who), $"{status} {move} {role}");
                refused++;
            }
            else if (!here)
            {
                var broken = scene.Refuses(CaseRules.MoveOutOfOrder, make);
                Assert.That(broken.Details, Is.EqualTo(new object[] { status }), $"{status} {move} {role}");
                Assert.That(
                    broken.Could,
                    Is.EquivalentTo(
                        Roles.Where(r =>
                            r != Role.System
                            && CaseWorkflow.Table.Any(row =>
                                row.From.Contains(status)
                                && !CaseWorkflow.Beside.Contains(row.Move)
                                && (scene.Case.Legs.Any() || !CaseWorkflow.OnLegs.Contains(row.Move))
                                && CaseWorkflow.Who(row.Move, dutyDesk ? Desk.DutyDesk : Desk.Commissioner).Contains(r)
                            )
                        )
                    ),
                    $"{status} {move} {role}"
                );
                refused++;
            }
        }

        // 368 cells; nowhere may anybody do nearly everything.
        Assert.That(refused, Is.GreaterThan(330));
    }

    [Test]
    public void Somebody_can_always_go_on_until_it_is_closed([ValueSource(nameof(Statuses))] CaseStatus status, [Values] bool dutyDesk)
    {
        var scene = new Scene(dutyDesk: dutyDesk).To(status);
        var moves = scene.Actors.Values.Append(scene.Desk).SelectMany(scene.Can).ToHashSet();

        Assert.That(
            moves,
            CaseWorkflow.Closed.Contains(status)
                ? Is.SubsetOf(new[] { CaseMove.Rate, CaseMove.Reopen, CaseMove.Separate })
                : Is.Not.Empty.And.Not.Contains(CaseMove.Rate).And.Not.Contains(CaseMove.Reopen)
        );
    }

    [Test]
    public void Of_the_moves_on_legs_only_those_that_a_leg_waits_for_are_offered()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        var (liaison, server) = (scene.Actors[Role.DepartmentLiaison], scene.Server);
        var stranger = A.Actor(Role.DepartmentLiaison, department: scene.Assist.Id);
        Assert.That(scene.Can(liaison), Is.Empty);
        Assert.That(
            scene.Can(server),
            Is.EquivalentTo(
                new[]
                {
                    CaseMove.BlowWhistle,
                    CaseMove.ProposeClosure,
                    CaseMove.AskEnterprise,
                    CaseMove.AskExtension,
                    CaseMove.AskPlan,
                    CaseMove.ProposeExplained,
                }
            )
        );

        scene.Called();
        Assert.That(scene.Can(liaison), Is.EqualTo(new[] { CaseMove.CheckIn, CaseMove.ObjectToCall, CaseMove.Arrive }));
        Assert.That(
            scene.Can(server),
            Is.EquivalentTo(
                new[]
                {
                    CaseMove.BlowWhistle,
                    CaseMove.AskEnterprise,
                    CaseMove.AskExtension,
                    CaseMove.AskPlan,
                    CaseMove.ProposeExplained,
                    CaseMove.Escalate,
                    CaseMove.CancelLeg,
                }
            )
        );

        scene.Make(CaseMove.Arrive, liaison);
        scene.Make(CaseMove.CheckIn, liaison);
        Assert.That(scene.Can(liaison), Is.EqualTo(new[] { CaseMove.Report, CaseMove.ReportInterim }));
        Assert.That(
            scene.Can(server),
            Is.EquivalentTo(
                new[]
                {
                    CaseMove.BlowWhistle,
                    CaseMove.AskEnterprise,
                    CaseMove.AskExtension,
                    CaseMove.AskPlan,
                    CaseMove.ProposeExplained,
                    CaseMove.Escalate,
                    CaseMove.ConfirmArrival,
                }
            )
        );

        scene.Make(CaseMove.Report, liaison);
        scene.Make(CaseMove.ConfirmArrival, server);
        Assert.That(scene.Can(liaison), Is.Empty);
        Assert.That(
            scene.Can(server),
            Is.EquivalentTo(
                new[]
                {
                    CaseMove.BlowWhistle,
                    CaseMove.ApproveReport,
                    CaseMove.ReturnReport,
                    CaseMove.AskEnterprise,
                    CaseMove.AskExtension,
                    CaseMove.AskPlan,
                    CaseMove.ProposeExplained,
                    CaseMove.Escalate,
                }
            )
        );

        scene.Make(CaseMove.ApproveReport, server);
        Assert.That(
            scene.Can(server),
            Is.EquivalentTo(
                new[]
                {
                    CaseMove.BlowWhistle,
                    CaseMove.ProposeClosure,
                    CaseMove.AskEnterprise,
                    CaseMove.AskExtension,
                    CaseMove.AskPlan,
                    CaseMove.ProposeExplained,
                    CaseMove.JudgeLeg,
                }
            )
        );
        Assert.That(scene.Can(liaison), Is.EqualTo(new[] { CaseMove.JudgeWhistle }));
        Assert.That(scene.Can(stranger), Is.Empty);
    }

    // What one word of a move's name leaves open.
    static Outcome[] Ways(CaseMove move) =>
        move switch
        {
            CaseMove.Confirm or CaseMove.Rule => Enum.GetValues<Outcome>(),
            CaseMove.ReviewPlan => [Outcome.Resolved, Outcome.NotResolved],
            CaseMove.ApproveExplained => [Outcome.Partly, Outcome.Resolved],
            _ => [Outcome.Resolved],
        };

    static string Way(CaseMove move, Outcome way) =>
        (move, way) switch
        {
            (CaseMove.Confirm, _) => $"{move} {way}",
            (CaseMove.Rule, _) => $"{move} {(RulingDecision)way}",
            (CaseMove.ReviewPlan, Outcome.NotResolved) => $"{move} (goes on)",
            (CaseMove.ApproveExplained, Outcome.Resolved) => $"{move} (2nd)",
            _ => $"{move}",
        };

    static Scene Standing(CaseStatus status, CaseMove move, bool dutyDesk, Outcome way = Outcome.Partly)
    {
        LegStatus? leg = move switch
        {
            CaseMove.CheckIn
            or CaseMove.ObjectToCall
            or CaseMove.CancelLeg
            or CaseMove.Escalate
            or CaseMove.Arrive
            or CaseMove.ConfirmArrival
            or CaseMove.Convene
            or CaseMove.RecordMinutes => LegStatus.Called,
            CaseMove.Rule => LegStatus.Objected,
            CaseMove.Report or CaseMove.ReportInterim or CaseMove.ConsentAsHead => LegStatus.CheckedIn,
            CaseMove.ApproveReport or CaseMove.ReturnReport => LegStatus.Reported,
            CaseMove.JudgeLeg or CaseMove.JudgeWhistle => LegStatus.Done,
            _ => null,
        };
        if (leg is not { } standing || !CaseWorkflow.From(move).Contains(status))
        {
            var plain = new Scene(dutyDesk: dutyDesk, bySeat: move == CaseMove.WhistleInEmergency);
            if (move == CaseMove.GiveOpinion && CaseWorkflow.From(move).Contains(status))
            {
                // Accepted so late that it has come to the Leader.
                plain.Now = plain.Now.AddDays(14);
                plain.Sweep();
            }

            plain.To(status);
            if (move is CaseMove.AnswerOrder or CaseMove.CloseOrder or CaseMove.ReturnOrder && CaseWorkflow.From(move).Contains(status))
            {
                plain.Make(CaseMove.IssueOrder, plain.Actors[Role.Supervisor]);
                plain.Case.IssueOrder(new(HolderKind.TriageDesk), null, "示例要求", A.Promises, plain.Actors[Role.Supervisor], plain.Now);
                if (move != CaseMove.AnswerOrder)
                {
                    plain.Make(CaseMove.AnswerOrder, plain.Server);
                }
            }

            if (move is CaseMove.GrantExtension or CaseMove.RefuseExtension && status is CaseStatus.InProgress or CaseStatus.Rework)
            {
                plain.Make(CaseMove.AskExtension, plain.Server);
            }

            if (move is CaseMove.GrantPlan or CaseMove.RefusePlan && status == CaseStatus.InProgress)
            {
                plain.Make(CaseMove.AskPlan, plain.Server);
            }

            if (move is CaseMove.ApproveExplained or CaseMove.RefuseExplained && CaseWorkflow.From(move).Contains(status))
            {
                plain.Make(CaseMove.ProposeExplained, plain.Server);
                if (move == CaseMove.ApproveExplained && way == Outcome.Resolved)
                {
                    // The office has approved; the other voice is supervision's.
                    plain.Make(move, A.Office);
                }
            }

            return plain;
        }

        // Called before the enterprise was asked; or, in an emergency, before the case was accepted.
        var scene = status switch
        {
            CaseStatus.InProgress or CaseStatus.Rework => new Scene(dutyDesk: dutyDesk).To(status).Called(standing),
            CaseStatus.WaitingForEnterprise => new Scene(dutyDesk: dutyDesk).To(CaseStatus.InProgress).Called(standing).To(status),
            _ => new Scene(dutyDesk: dutyDesk, bySeat: true).Called(standing).To(status),
        };
        if (move == CaseMove.ConsentAsHead)
        {
            scene.Make(CaseMove.Report, scene.Actors[Role.DepartmentHandler], Outcome.Partly);
        }
        else if (move == CaseMove.ConfirmArrival)
        {
            scene.Make(CaseMove.Arrive, scene.Actors[Role.DepartmentHandler]);
        }
        else if (move == CaseMove.RecordMinutes)
        {
            scene.Make(CaseMove.Convene, scene.Reviewer);
        }

        return scene;
    }

    static string Walked()
    {
        var text = new StringBuilder("# from | move | who | to | who has it then | what is written\n");
        foreach (var dutyDesk in new[] { false, true })
        {
            text.Append(CultureInfo.InvariantCulture, $"# {(dutyDesk ? "The duty desk serves" : "A commissioner serves")}\n");
            foreach (var (status, move) in from status in Statuses from move in Enum.GetValues<CaseMove>() select (status, move))
            {
                foreach (var outcome in Ways(move))
                {
                    var scene = Standing(status, move, dutyDesk, outcome);
                    foreach (var done in Roles.GroupBy(Done).Where(done => done.Key is not null))
                    {
                        Row(status, Way(move, outcome), string.Join(' ', done), done.Key!);
                    }

                    string? Done(Role role)
                    {
                        try
                        {
                            var change = Change(scene, () => scene.Make(move, scene.Actors[role], outcome));
                            scene = Standing(status, move, dutyDesk, outcome);
                            return change;
                        }
                        // An order that is another's to answer does not exist.
                        catch (Exception refused) when (refused is RuleBroken or NotFound)
                        {
                            return null;
                        }
                    }
                }
            }

            foreach (
                var (status, kind) in new[]
                {
                    (CaseStatus.UnderReview, PromiseKind.Review),
                    (CaseStatus.AwaitingConfirmation, PromiseKind.Confirmation),
                    (CaseStatus.NeedsInfo, PromiseKind.Supplement),
                    (CaseStatus.WaitingForEnterprise, PromiseKind.Answer),
                }
            )
            {
                var scene = new Scene(dutyDesk: dutyDesk).To(status);
                scene.Now = scene.Clock(kind).DueAt.AddTicks(1);
                Row(status, $"({kind} is over)", "", Change(scene, () => scene.Sweep()));
            }
        }

        return text.ToString();

        void Row(CaseStatus from, string move, string who, string change) =>
            text.Append(CultureInfo.InvariantCulture, $"{from, -20} | {move, -22} | {who, -58} | {change}\n");
    }

    static string Change(Scene scene, Action move)
    {
        var (before, aside) = (scene.Case.Version, scene.Enterprise.Version);
        move();
        var written = scene.Case.Happened.Skip(before).Concat(scene.Enterprise.Happened.Skip(aside)).Select(h => h.What.GetType().Name);
        return $"{scene.Case.Status, -20} | {scene.Case.Holder, -12} | {string.Join(' ', written)}";
    }

    static string Agreed([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "workflow.txt");

    static string[] Lines(string text) => [.. text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
}
