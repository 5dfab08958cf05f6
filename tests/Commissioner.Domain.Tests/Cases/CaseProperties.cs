using System.Globalization;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Tests.Calendars;
using Commissioner.Domain.Whistles;
using FsCheck;
using FsCheck.Fluent;
using Outcome = Commissioner.Domain.Cases.Outcome;

namespace Commissioner.Domain.Tests.Cases;

/// <summary>What holds of every case, wherever it was led: many of them walk at random, by anybody, at any time, allowed or not.</summary>
[Parallelizable(ParallelScope.All)]
public class CaseProperties
{
    static readonly CaseMove[] Moves = Enum.GetValues<CaseMove>();

    static readonly Gen<Step> Steps =
        from kind in Gen.Frequency((1, Gen.Constant(Kind.Any)), (5, Gen.Constant(Kind.Allowed)), (1, Gen.Constant(Kind.Wrong)))
        from choice in Gen.Choose(0, 1_000_000)
        from minutes in Gen.Frequency((8, Gen.Choose(0, 90)), (3, Gen.Choose(0, 1440)), (1, Gen.Choose(0, 15_000)))
        from swept in Gen.Choose(0, 2)
        select new Step(kind, choice, minutes, swept > 0);

    static readonly Gen<Walk> Walks =
        from urgency in Gen.Elements(Enum.GetValues<Urgency>())
        from category in Gen.Elements("Utilities", "AboutOfficials")
        from start in Gen.Choose(0, 300 * 1440)
        from replacedAt in Gen.Choose(0, 32)
        from steps in Steps.ArrayOf(20)
        select new Walk(urgency, category, start, replacedAt, steps);

    enum Kind
    {
        Any,
        Allowed,
        Wrong,
    }

    // 20 moves a walk, 25,000 a seed; seeds run beside each other, and the whole run has all of them.
    static readonly ulong[] Seeds = [1, 3, 5, 7];

    static IEnumerable<ulong> SeedsNow => Seeds.Take(Scale.Of(Seeds.Length));

    [TestCaseSource(nameof(SeedsNow))]
    public void Holder_clocks_legs_and_versions_follow_from_what_happened(ulong seed)
    {
        var seen = new Dictionary<(CaseStatus, bool), int>();
        Prop.ForAll(Walks.ToArbitrary(), walk => Go(walk, seen))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1250).WithReplay(20261120, seed));

        // The walks must have been everywhere, or they have shown nothing.
        Assert.That(
            seen.Keys,
            Is.SupersetOf(from status in Enum.GetValues<CaseStatus>() from dutyDesk in new[] { false, true } select (status, dutyDesk))
        );
        Assert.That(seen.Values, Is.All.GreaterThan(2), string.Join(' ', seen));
    }

    static void Go(Walk walk, Dictionary<(CaseStatus, bool), int> seen)
    {
        var scene = new Scene(
            Given
                .Date("2026-01-05")
                .ToDateTime(TimeOnly.MinValue)
                .AddMinutes(walk.Start)
                .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            walk.Urgency,
            walk.Category,
            bySeat: walk.Start % 3 == 0
        );
        Actor[] actors = [.. scene.Actors.Values, scene.Desk, A.Actor(Role.DepartmentLiaison, department: scene.Assist.Id)];
        HashSet<(Id<PromiseClock>, int, PromiseLevel)> raised = [];
        for (var i = 0; i < walk.Steps.Length; i++)
        {
            var step = walk.Steps[i];
            scene.Now = scene.Now.AddMinutes(step.Minutes);
            if (i == walk.ReplacedAt || i == walk.ReplacedAt + 3)
            {
                Replace(scene);
            }

            if (step.Swept)
            {
                Sweep(scene, raised);
            }

            Take(scene, actors, step);
            if (Broken(scene.Case).FirstOrDefault() is { } broken)
            {
                Assert.Fail(broken);
            }

            var place = (scene.Case.Status, scene.Case.WithDutyDesk);
            seen[place] = seen.GetValueOrDefault(place) + 1;
        }
    }

    // The backup acts, and after it the duty desk.
    static void Replace(Scene scene)
    {
        if (scene.Enterprise.ActiveId is not null)
        {
            Replacement.Begin(scene.Enterprise, ReplacementTrigger.Button, null, new([]), A.Promises, scene.Owner, scene.Now);
        }
    }

    static void Sweep(Scene scene, HashSet<(Id<PromiseClock>, int, PromiseLevel)> raised)
    {
        scene.Fired.Clear();
        scene.Sweep();
        foreach (var (clock, level, revision, amberAt, dueAt) in scene.Fired)
        {
            Assert.That(raised.Add((clock.Id, revision, level)), Is.True, $"{clock.Kind} raised {level} twice");
            Assert.That(
                scene.Now,
                level switch
                {
                    PromiseLevel.Warned => Is.GreaterThanOrEqualTo(amberAt),
                    PromiseLevel.FirstReminder or PromiseLevel.SecondReminder => Is.GreaterThan(clock.StartedAt),
                    _ => Is.GreaterThan(dueAt),
                },
                $"{clock.Kind} raised {level} early"
            );
        }

        Assert.That(
            scene.Case.Clocks.Any(c =>
                c.NextFireAt < scene.Now || (c.State == ClockState.Running && !A.Promises.Ladder(c).Any(s => s.At == c.NextFireAt))
            ),
            Is.False,
            "what is due was raised, and nothing else"
        );
    }

    static void Take(Scene scene, Actor[] actors, Step step)
    {
        var by = actors[step.Choice % actors.Length];
        var what = Moves[step.Choice / 100 % Moves.Length];
        if (step.Kind != Kind.Any)
        {
            var turn = step.Choice % actors.Length;
            // Most walks go the whole way: what ends a case early is chosen now and then.
            var early = step.Choice / 7 % 12 == 0;
            IEnumerable<CaseMove> Open(Actor a) =>
                scene
                    .Can(a)
                    .Where(m =>
                        early
                        || m
                            is not (
                                CaseMove.Redirect
                                or CaseMove.Merge
                                or CaseMove.Separate
                                or CaseMove.Withdraw
                                or CaseMove.CancelLeg
                                or CaseMove.Escalate
                                or CaseMove.Convene
                                or CaseMove.JudgeLeg
                                or CaseMove.JudgeWhistle
                                or CaseMove.IssueOrder
                                or CaseMove.ReturnOrder
                                or CaseMove.Supplement
                                or CaseMove.Nudge
                            )
                    );
            if (actors.Skip(turn).Concat(actors.Take(turn)).FirstOrDefault(a => Open(a).Any()) is not { } next)
            {
                // What goes on in another case has ended, unless somebody takes it out.
                Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.Merged));
                return;
            }

            by = next;
            CaseMove[] allowed = [.. Open(by)];
            what = allowed[step.Choice / 100 % allowed.Length];
        }

        var offered = step.Kind != Kind.Any || scene.Can(by).Contains(what);
        var complete =
            step.Kind != Kind.Wrong
            || what
                is CaseMove.Accept
                    or CaseMove.PassClosure
                    or CaseMove.ApproveReport
                    or CaseMove.Rate
                    or CaseMove.GrantExtension
                    or CaseMove.Reopen
                    or CaseMove.ConsentAsHead
                    or CaseMove.ConfirmArrival
                    or CaseMove.GrantPlan
                    or CaseMove.ApproveExplained
                    or CaseMove.CloseOrder
                    or CaseMove.Nudge;
        var before = step.Kind == Kind.Allowed ? "" : scene.Snapshot();
        try
        {
            if (complete)
            {
                scene.Make(what, by, (Outcome)(step.Choice / 10_000 % 3));
            }
            else
            {
                Wrong(scene, what, by);
            }

            Assert.That(offered && complete, Is.True, $"{what} by {by.Name} was not to be done");
        }
        catch (Exception refused) when (refused is RuleBroken or NotFound)
        {
            // What depends on the hour is not known when a move is offered.
            var onTime =
                refused is RuleBroken broken
                && (
                    broken.Rule == CaseRules.ExtensionTooLate
                    || broken.Rule == CaseRules.ExtensionTooLong
                    || broken.Rule == CaseRules.ReopenTooLate
                    || broken.Rule == WhistleRules.ObjectedTooLate
                    || broken.Rule == WhistleRules.JudgedTooLate
                    || broken.Rule == WhistleRules.SeatsEmergency
                    || broken.Rule == CaseRules.ReviewDayCannotBe
                );
            Assert.That(offered && complete && !onTime, Is.False, $"{what} was offered to {by.Name}, then refused: {refused.Message}");
            Assert.That(before.Length == 0 || scene.Snapshot() == before, Is.True, $"a refused {what} changes nothing");
        }
    }

    // With everything that can be missing.
    static void Wrong(Scene scene, CaseMove move, Actor by)
    {
        var (now, leg) = (scene.Now, scene.Case.Legs.FirstOrDefault(l => l.DepartmentId == by.DepartmentId)?.Id ?? Id<Leg>.New());
        switch (move)
        {
            case CaseMove.RecordFirstContact:
                scene.Case.RecordFirstContact(ContactMeans.Call, now.AddTicks(1), "示例结果", by, now);
                break;
            case CaseMove.BlowWhistle:
                scene.Case.BlowWhistle(A.Call(), [(scene.Lead, false), (scene.Assist, false)], A.Promises, by, now);
                break;
            case CaseMove.CheckIn:
                scene.Case.CheckIn(leg, "示例部门", new("", "", "", default), A.Promises, by, now);
                break;
            case CaseMove.Report:
                scene.Case.Report(leg, "示例部门", FourElements.From(null, null, null, null, null), true, by, now);
                break;
            case CaseMove.ProposeClosure:
                scene.Case.ProposeClosure(FourElements.From(null, null, null, null, null), A.Promises, by, now);
                break;
            case CaseMove.WhistleInEmergency:
                scene.Case.WhistleInEmergency(
                    A.Call(WhistleKind.Emergency),
                    [(scene.Lead, false), (scene.Assist, false)],
                    A.Promises,
                    by,
                    now
                );
                break;
            case CaseMove.ReturnClosure:
            case CaseMove.ReturnReport:
            case CaseMove.ObjectToCall:
            case CaseMove.Rule:
            case CaseMove.Escalate:
            case CaseMove.ReportInterim:
            case CaseMove.CancelLeg:
            case CaseMove.Arrive:
            case CaseMove.Convene:
            case CaseMove.RecordMinutes:
            case CaseMove.JudgeLeg:
            case CaseMove.JudgeWhistle:
            case CaseMove.AskExtension:
            case CaseMove.RefuseExtension:
            case CaseMove.Merge:
            case CaseMove.Separate:
            case CaseMove.Withdraw:
            case CaseMove.RefusePlan:
            case CaseMove.RefuseExplained:
            case CaseMove.IssueOrder:
            case CaseMove.AnswerOrder:
            case CaseMove.ReturnOrder:
            case CaseMove.GiveOpinion:
            case CaseMove.Supplement:
                scene.Make(move, by, reason: "");
                break;
            case CaseMove.AskForInfo:
                scene.Case.AskForInfo(" ", A.Promises, by, now);
                break;
            case CaseMove.AskEnterprise:
                scene.Case.AskEnterprise(" ", A.Promises, by, now);
                break;
            case CaseMove.Supply:
                scene.Case.Supply("", A.Promises, by, now);
                break;
            case CaseMove.Answer:
                scene.Case.Answer("", A.Promises, by, now);
                break;
            case CaseMove.Redirect:
                scene.Case.Redirect(null, "示例", by, now);
                break;
            case CaseMove.AskPlan:
                scene.Case.AskPlan("示例措施", scene.Lead, A.Promises.Calendar.DateOf(now).AddDays(91), A.Promises, by, now);
                break;
            case CaseMove.ReviewPlan:
                scene.Case.ReviewPlan("示例进展", A.Promises.Calendar.DateOf(now), A.Promises, by, now);
                break;
            case CaseMove.ProposeExplained:
                scene.Case.ProposeExplained(null, "示例法", "示例解释", by, now);
                break;
            case CaseMove.Confirm:
                scene.Case.Confirm((Outcome)9, null, A.Promises, by, now);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(move), move, "Nothing can be missing.");
        }
    }

    // Plain comparisons: there are a hundred thousand standings to look at.
    static IEnumerable<string> Broken(Case @case)
    {
        var running = @case.Clocks.Where(c => c.IsRunning && c.State != ClockState.Paused).ToList();
        var next = running.Where(c => !Case.Supervising.Contains(c.Kind)).ToList();
        var closed = CaseWorkflow.Closed.Contains(@case.Status);
        if (!@case.Happened.Select(h => h.Seq).SequenceEqual(Enumerable.Range(1, @case.Version)))
        {
            yield return "versions are the events, without a gap";
        }

        if (
            @case
                .Clocks.Where(c => c.State == ClockState.Paused)
                .Any(c =>
                    !(c.Kind == PromiseKind.Accept && @case.Status == CaseStatus.NeedsInfo)
                    && !(c.Kind == PromiseKind.Settle && @case.Status == CaseStatus.WaitingForEnterprise)
                    && !(c.Kind == PromiseKind.CheckIn && @case.Legs.Any(l => l.Id.Value == c.SubjectId && l.Status == LegStatus.Objected))
                )
        )
        {
            yield return "only what waits for the enterprise or for a ruling stands still";
        }

        if ((running.Count == 0, @case.ClosedAt is not null, @case.Holder == HolderKind.Nobody) != (closed, closed, closed))
        {
            yield return "closed is what no clock runs for and nobody holds";
        }

        if ((@case.NextDueAt, @case.NextAmberAt) != (next.Min(c => (DateTimeOffset?)c.DueAt), next.Min(c => (DateTimeOffset?)c.AmberAt)))
        {
            yield return "what is due next follows from the running clocks of the case's own promises";
        }

        if (closed != @case.AwaitedStep is null || (closed && (@case.OfficeStep ?? @case.ServerStep) is not null))
        {
            yield return "an open case waits for a step, and a closed one for none";
        }

        if (@case.OfficeStep is { } office && !May(office, Role.TriageDesk))
        {
            yield return $"what the office owes it may do: {office}";
        }

        if (@case.ServerStep is { } own && !May(own, @case.WithDutyDesk ? Role.TriageDesk : Role.Commissioner))
        {
            yield return $"what who serves owes it may do: {own}";
        }

        bool May(CaseMove move, Role role) =>
            CaseWorkflow.From(move).Contains(@case.Status) && CaseWorkflow.Who(move, @case.Desk).Contains(role);

        if (
            @case.Clocks.Any(c =>
                c.IsRunning == c.Result.HasValue
                || (c.State == ClockState.Running) != c.NextFireAt.HasValue
                || (c.State == ClockState.Stopped) == c.IsRunning
            )
        )
        {
            yield return "an ended clock, and no other, has a result, and fires nothing";
        }

        if (
            running.DistinctBy(c => (c.Kind, c.SubjectId)).Count() != running.Count
            || @case
                .Clocks.GroupBy(c => (c.Kind, c.SubjectId))
                .Any(line => !line.Select(c => c.Cycle).SequenceEqual(Enumerable.Range(1, line.Count())))
        )
        {
            yield return "a promise has one running clock at most, and its cycles are counted";
        }

        PromiseKind[] owed = @case.Status switch
        {
            CaseStatus.Submitted => [PromiseKind.Accept],
            CaseStatus.Accepted => [PromiseKind.FirstContact, PromiseKind.Settle],
            CaseStatus.InProgress or CaseStatus.Rework => [PromiseKind.Settle],
            CaseStatus.UnderReview => [PromiseKind.Review],
            CaseStatus.AwaitingConfirmation => [PromiseKind.Confirmation],
            CaseStatus.NeedsInfo => [PromiseKind.Supplement],
            CaseStatus.WaitingForEnterprise => [PromiseKind.Answer],
            CaseStatus.Planned => [PromiseKind.PlannedReview],
            _ => [],
        };
        owed = @case.OpinionOwed is null ? owed : [.. owed, PromiseKind.Opinion];
        if (!running.Where(c => c.SubjectId == @case.Id.Value).Select(c => c.Kind).Order().SequenceEqual(owed.Order()))
        {
            yield return "what is owed follows from where it stands";
        }

        foreach (var leg in @case.Legs)
        {
            PromiseKind[] its = leg.Status switch
            {
                LegStatus.Called => [PromiseKind.CheckIn],
                LegStatus.Objected => [PromiseKind.Ruling],
                LegStatus.CheckedIn => [PromiseKind.LegResult],
                _ => [],
            };
            if (!running.Where(c => c.SubjectId == leg.Id.Value).Select(c => c.Kind).SequenceEqual(its))
            {
                yield return $"of a leg that is {leg.Status} runs {string.Join(' ', its)}";
            }

            if (leg.NextDueAt != running.Find(c => c.SubjectId == leg.Id.Value)?.DueAt)
            {
                yield return "a leg says when what runs of it is due";
            }
        }

        foreach (var order in @case.Orders)
        {
            if (
                running.Any(c => c.Kind == PromiseKind.OrderAnswer && c.SubjectId == order.Id.Value && c.DueAt == order.AnswerBy)
                    != (order.Status == OrderStatus.Issued)
                || (closed && order.Status is OrderStatus.Issued or OrderStatus.Answered)
            )
            {
                yield return $"an order's answer is owed while it is issued, and never of a closed case: {order.Status}";
            }
        }

        var open = @case.Legs.Where(l => l.IsOpen).Select(l => l.DepartmentId).ToList();
        if (open.Distinct().Count() != open.Count || (open.Count > 0 && !CaseWorkflow.From(CaseMove.CheckIn).Contains(@case.Status)))
        {
            yield return "a department has one open leg at most, and only while the case is worked on";
        }

        foreach (
            var whistle in @case.Whistles.Where(w =>
                w.Legs.Any(l => l.IsOpen)
                && (w.Legs.Count(l => l is { IsLead: true, IsOpen: true }) > 1 || !w.Legs.Any(l => l is { IsLead: true, HasPart: true }))
            )
        )
        {
            yield return $"of a whistle that somebody still works at one leads: {string.Join(", ", whistle.Legs.Select(l => $"{l.Status} {l.IsLead}"))}";
        }

        var owing = @case.Legs.Where(l => l.Status is LegStatus.Called or LegStatus.CheckedIn).Select(l => l.DepartmentId).ToList();
        var objected = @case.Legs.Where(l => l.Status == LegStatus.Objected).ToList();
        var holder = @case.Status switch
        {
            CaseStatus.UnderReview => HolderKind.TriageDesk,
            CaseStatus.AwaitingConfirmation or CaseStatus.NeedsInfo or CaseStatus.WaitingForEnterprise => HolderKind.Enterprise,
            _ when closed => HolderKind.Nobody,
            CaseStatus.Submitted or CaseStatus.Accepted => HolderKind.Commissioner,
            _ when objected.Count > 0 && (owing.Count == 0 || objected.Any(l => l.IsLead)) => @case.Holder == HolderKind.Department
            && @case.Legs.Any(l => l.IsLead && owing.Contains(l.DepartmentId))
                ? HolderKind.Department
                : HolderKind.TriageDesk,
            _ => owing.Count > 0 ? HolderKind.Department : HolderKind.Commissioner,
        };
        if (
            @case.Holder != holder
            || (@case.HolderDepartmentId is { } department ? !owing.Contains(department) : holder == HolderKind.Department)
        )
        {
            yield return "who has it follows from where it and its legs stand";
        }
    }

    sealed record Step(Kind Kind, int Choice, int Minutes, bool Swept);

    sealed record Walk(Urgency Urgency, string Category, int Start, int ReplacedAt, Step[] Steps)
    {
        public override string ToString() =>
            $"{Urgency} {Category} +{Start} min, replaced at {ReplacedAt}: {string.Join("; ", Steps.Select(s => $"{s.Kind} {s.Choice} +{s.Minutes}{(s.Swept ? " swept" : "")}"))}";
    }
}
