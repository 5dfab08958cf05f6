using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Undertakings;

/// <summary>What is said with a move.</summary>
/// <param name="Words">What is missing, why it is refused, or why it stands still.</param>
/// <param name="Cause">For what it stands still.</param>
/// <param name="Until">Its last day of standing still.</param>
public sealed record NodeSaying(string? Words = null, SuspensionCause? Cause = null, DateOnly? Until = null);

public sealed partial class Undertaking
{
    /// <summary>The moves of a node that this person may make now.</summary>
    public IEnumerable<NodeMove> Can(UndertakingNode node, Actor actor) =>
        Status != UndertakingStatus.Running
            ? []
            : UndertakingWorkflow
                .Table.Where(r => r.From.Contains(node.Status) && Parties(r, node).Any(p => actor.Is(p, this, node)))
                .Where(r =>
                    r.Move switch
                    {
                        // A package's papers are corrected all at once, and asked for once.
                        NodeMove.Correct => !node.FiledByEnterprise && Authority.HasFlag(Authority.Submit),
                        NodeMove.Submit => node.FiledByEnterprise || Authority.HasFlag(Authority.Submit),
                        NodeMove.Return => !node.FiledByEnterprise || (AskedAt is null && node.Status == NodeStatus.Submitted),
                        _ => true,
                    }
                )
                .Select(r => r.Move);

    /// <summary>Moves a node.</summary>
    /// <param name="code">Which.</param>
    /// <param name="move">How.</param>
    /// <param name="saying">What is said with it.</param>
    /// <param name="names">Departments' names.</param>
    /// <param name="promises">To promise.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When.</param>
    /// <exception cref="NotFound">There is no such node.</exception>
    public void Move(
        string code,
        NodeMove move,
        NodeSaying saying,
        IReadOnlyDictionary<Id<Department>, string> names,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        DemandRunning();
        var node = Node(code);
        var row = UndertakingWorkflow.Row(move);
        if (!Parties(row, node).Any(p => by.Is(p, this, node)))
        {
            throw new RuleBroken(UndertakingRules.NodeIsAnothers)
            {
                Could = row.Who.Contains(NodeParty.Agent) ? [Role.Commissioner] : [Role.DepartmentLiaison],
            };
        }

        if (!row.From.Contains(node.Status))
        {
            throw new RuleBroken(UndertakingRules.NodeOutOfOrder);
        }

        if (move == NodeMove.Correct && node.FiledByEnterprise)
        {
            throw new RuleBroken(UndertakingRules.NodeOutOfOrder);
        }

        if (move is NodeMove.Submit or NodeMove.Correct && !node.FiledByEnterprise && !Authority.HasFlag(Authority.Submit))
        {
            throw new RuleBroken(UndertakingRules.NotEntrusted);
        }

        if (move is NodeMove.Return or NodeMove.Refuse or NodeMove.Suspend)
        {
            Within(saying.Words, 1000, UndertakingRules.NodeWordsMissing, "words");
        }

        var before = Lay(promises);
        var role = by.First([Role.Commissioner, Role.DepartmentHandler, Role.DepartmentLiaison, Role.DepartmentHead]) ?? by.Roles[0];
        var department = names.GetValueOrDefault(node.DepartmentId) ?? "";
        switch (move)
        {
            case NodeMove.Submit:
                Submit(node, department, promises, by, role, now);
                break;
            case NodeMove.TakeUp:
                node.Status = NodeStatus.InReview;
                Record(by, role, now, new NodeTakenUp(node.Code, node.Name, node.Holding.Kind, node.Holding.DepartmentId, department));
                break;
            case NodeMove.Return when node.FiledByEnterprise:
                Collect(node, saying.Words!.Trim(), department, by, role, now);
                break;
            case NodeMove.Return:
                Return(node, saying.Words!.Trim(), department, promises, by, role, now);
                break;
            case NodeMove.Correct:
                Correct(node, department, promises, by, role, now);
                break;
            case NodeMove.Approve or NodeMove.Refuse:
                Decide(node, move == NodeMove.Approve ? null : saying.Words!.Trim(), department, promises, by, role, now);
                break;
            case NodeMove.Suspend:
                Suspend(node, saying, promises, by, role, now);
                break;
            default:
                GoOn(node, promises, by, role, now);
                break;
        }

        AskOnceAllSpoke(promises, by, role, now);
        SettleWhole(promises, by, now);
        Settle(promises);
        TellOfSlip(node, before, promises, by, role, now);
    }

    /// <summary>A matter of a node became a case.</summary>
    public void LinkCase(string code, Case @case, Actor by, DateTimeOffset now)
    {
        DemandRunning();
        var node = Node(code);
        if (!by.Is(NodeParty.Agent, this, node) && !by.Is(Role.TriageDesk))
        {
            throw new RuleBroken(UndertakingRules.NodeIsAnothers) { Could = [Role.Commissioner, Role.TriageDesk] };
        }

        _cases.Add(
            new UndertakingCase
            {
                UndertakingId = Id,
                NodeCode = node.Code,
                CaseId = @case.Id,
            }
        );
        Record(by, by.First([Role.Commissioner, Role.TriageDesk])!.Value, now, new NodeBecameCase(node.Code, node.Name, @case.Id));
    }

    /// <summary>Raises what is due on a clock of a node; what stands still until a day goes on by itself.</summary>
    public IReadOnlyList<Step> Fire(PromiseClock clock, Promises promises, DateTimeOffset now)
    {
        var raised = clock.Fire(promises, now);
        var node = _nodes.Find(n => n.Id.Value == clock.SubjectId);
        var paper = _papers.Find(p => p.Id.Value == clock.SubjectId);
        foreach (var step in raised)
        {
            if (paper is not null)
            {
                Raise(paper, clock, step, now);
            }
            else if (node is null)
            {
                RaiseWhole(clock, step, promises, now);
            }
            else if (clock.Kind != PromiseKind.NodeResumption)
            {
                var (kind, department) = node.Holding;
                Record(
                    Actor.System,
                    Role.System,
                    now,
                    new NodeLate(node.Code, node.Name, kind, department, node.DepartmentId, clock.Kind, clock.DueAt, step.Level, step.Tells)
                );
            }
            else if (step.Level == PromiseLevel.Overdue)
            {
                GoOn(node, promises, Actor.System, Role.System, now);
                SettleWhole(promises, Actor.System, now);
                Settle(promises);
            }
        }

        return raised;
    }

    private static IEnumerable<NodeParty> Parties(NodeRow row, UndertakingNode node) =>
        row.Move switch
        {
            NodeMove.Suspend => [UndertakingWorkflow.PartyOf(node.Status)],
            NodeMove.Resume when node.SuspendedFrom is { } from => [UndertakingWorkflow.PartyOf(from)],
            _ => row.Who,
        };

    private UndertakingNode Node(string code) => _nodes.Find(n => n.Code == code) ?? throw new NotFound();

    private ClockOf<Undertaking>? Running(UndertakingNode node, PromiseKind kind) =>
        _clocks.Find(c => c.SubjectId == node.Id.Value && c.Kind == kind && c.IsRunning);

    private ClockOf<Undertaking> Begin(Promise promise, UndertakingNode node, int cycle, Actor by) =>
        Begin(promise, node.Id.Value, cycle, by);

    private ClockOf<Undertaking> Begin(Promise promise, Guid subject, int cycle, Actor by)
    {
        var clock = PromiseClock.Start(promise, Id, subject, cycle, by);
        _clocks.Add(clock);
        return clock;
    }

    private ClockOf<Undertaking> AskForPapers(UndertakingNode node, Promises promises, Actor by, DateTimeOffset now) =>
        Begin(promises.Make(PromiseKind.NodeFiling, Urgency.Ordinary, now, calendar: CalendarCode), node, ++node.Filings, by);

    private void MakeReady(UndertakingNode node, Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        (node.Status, node.ReadyAt) = (NodeStatus.Ready, now);
        var filing = AskForPapers(node, promises, by, now);
        Record(by, role, now, new NodeBecameReady(node.Code, node.Name, node.Holding.Kind, null, node.DepartmentId, filing.DueAt));
    }

    private void Submit(UndertakingNode node, string department, Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        node.Cycle += node.Status is NodeStatus.Refused or NodeStatus.Revoked ? 1 : 0;
        Running(node, PromiseKind.NodeFiling)?.Stop(by, now);
        (node.Status, node.SubmittedAt, node.EndedAt, node.Words) = (NodeStatus.Submitted, now, null, null);
        var decision = Begin(promises.MakeWithin(PromiseKind.NodeDecision, LimitOf(node), now, CalendarCode), node, node.Cycle, by);
        Record(
            by,
            role,
            now,
            new NodeSubmitted(node.Code, node.Name, node.Holding.Kind, node.Holding.DepartmentId, department, decision.DueAt)
        );
    }

    private void Return(UndertakingNode node, string missing, string department, Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        Running(node, PromiseKind.NodeDecision)!.Pause(by, now, nameof(NodeMove.Return));
        (node.Status, node.Words) = (NodeStatus.Correcting, missing);
        var filing = AskForPapers(node, promises, by, now);
        Record(
            by,
            role,
            now,
            new NodeReturned(node.Code, node.Name, node.Holding.Kind, null, node.DepartmentId, department, missing, filing.DueAt)
        );
    }

    private void Correct(UndertakingNode node, string department, Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        Running(node, PromiseKind.NodeFiling)?.Stop(by, now);
        var decision = Running(node, PromiseKind.NodeDecision)!;
        decision.Resume(promises, by, now);
        (node.Status, node.Words) = (NodeStatus.InReview, null);
        Record(
            by,
            role,
            now,
            new NodeCorrected(node.Code, node.Name, node.Holding.Kind, node.Holding.DepartmentId, department, decision.DueAt)
        );
    }

    private void Decide(
        UndertakingNode node,
        string? refusal,
        string department,
        Promises promises,
        Actor by,
        Role role,
        DateTimeOffset now
    )
    {
        Running(node, PromiseKind.NodeDecision)!.Stop(by, now);
        (node.Status, node.EndedAt, node.Words) = (refusal is null ? NodeStatus.Approved : NodeStatus.Refused, now, refusal);
        var held = node.Holding.Kind;
        Record(
            by,
            role,
            now,
            refusal is null
                ? new NodeApproved(node.Code, node.Name, held, null, node.DepartmentId, department)
                : new NodeRefused(node.Code, node.Name, held, null, node.DepartmentId, department, refusal)
        );
        if (refusal is not null)
        {
            // What an enterprise hands in itself it hands in anew whenever it likes.
            if (node.FiledByEnterprise)
            {
                return;
            }

            AskForPapers(node, promises, by, now);
            return;
        }

        var done = _nodes.Where(n => n.Status == NodeStatus.Approved).Select(n => n.Code).ToHashSet();
        foreach (var next in _nodes.Where(n => n.Status == NodeStatus.NotStarted && n.Needs.All(done.Contains)))
        {
            MakeReady(next, promises, by, role, now);
        }

        if (done.Count == _nodes.Count)
        {
            var calendar = promises.CalendarOf(CalendarCode);
            (Status, CompletedAt, TellAt) = (UndertakingStatus.Completed, now, null);
            Record(
                by,
                role,
                now,
                new UndertakingCompleted(
                    calendar.WorkingDaysBetween(StartedAt!.Value, now),
                    calendar.WorkingDaysBetween(StartedAt!.Value, StatutoryEndAt!.Value)
                )
            );
        }
    }

    private void Suspend(UndertakingNode node, NodeSaying saying, Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        if (saying.Cause is not { } cause || !Enum.IsDefined(cause))
        {
            throw new RuleBroken(UndertakingRules.SuspensionCauseMissing) { Field = "cause" };
        }

        var promise =
            saying.Until is { } until && until <= promises.CalendarOf(CalendarCode).DateOf(now).AddYears(1)
                ? promises.ForDay(PromiseKind.NodeResumption, until, now, CalendarCode)
                : null;
        if (promise is null)
        {
            throw new RuleBroken(UndertakingRules.SuspensionEndMissing) { Field = "until" };
        }

        (Running(node, PromiseKind.NodeDecision) ?? Running(node, PromiseKind.NodeFiling))!.Pause(by, now, nameof(NodeMove.Suspend));
        (node.SuspendedFrom, node.Status, node.SuspensionCause, node.Words) = (
            node.Status,
            NodeStatus.Suspended,
            cause,
            saying.Words!.Trim()
        );
        var resumption = Begin(promise, node, ++node.Suspensions, by);
        Record(
            by,
            role,
            now,
            new NodeSuspended(node.Code, node.Name, node.Holding.Kind, null, node.DepartmentId, cause, node.Words, resumption.DueAt)
        );
    }

    private void GoOn(UndertakingNode node, Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        var resumption = Running(node, PromiseKind.NodeResumption)!;
        if (role == Role.System)
        {
            resumption.Lapse(now);
        }
        else
        {
            resumption.Stop(by, now);
        }

        var waiting = (Running(node, PromiseKind.NodeDecision) ?? Running(node, PromiseKind.NodeFiling))!;
        // A clock that goes on by itself goes on from the day that was named, and not from when the sweep came by.
        waiting.Resume(promises, by, role == Role.System ? resumption.DueAt : now);
        (node.Status, node.SuspendedFrom, node.SuspensionCause, node.Words) = (node.SuspendedFrom!.Value, null, null, null);
        Record(
            by,
            role,
            now,
            new NodeResumed(node.Code, node.Name, node.Holding.Kind, node.Holding.DepartmentId, node.DepartmentId, waiting.DueAt)
        );
    }

    // Which node decides when it ends, and when that is expected.
    private void Settle(Promises promises)
    {
        var laid = Lay(promises);
        EndAt = laid.EndsAt;
        DecisiveCode =
            Status != UndertakingStatus.Running
                ? null
                : _nodes
                    .Where(n => n.IsOpen)
                    .OrderByDescending(n => laid[n.Code].Critical)
                    .ThenByDescending(n => laid[n.Code].To)
                    .ThenBy(n => n.No)
                    .FirstOrDefault()
                    ?.Code;
    }

    private void TellOfSlip(UndertakingNode node, NodeSchedule before, Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        var after = Lay(promises);
        var moved = after.MovedFrom(before).Where(c => c != node.Code).ToHashSet();
        if (moved.Count > 0)
        {
            Record(
                by,
                role,
                now,
                new NodesMoved(
                    node.Code,
                    node.Name,
                    string.Join('、', _nodes.Where(n => moved.Contains(n.Code)).Select(n => n.Name)),
                    before.EndsAt,
                    after.EndsAt
                )
            );
        }
    }

    private ScheduledNode Scheduled(UndertakingNode node, Promises promises, DateTimeOffset? now)
    {
        var plain = new ScheduledNode(node.Code, node.Needs, LimitOf(node));
        var (decision, filing) = (Running(node, PromiseKind.NodeDecision), Running(node, PromiseKind.NodeFiling));
        var goesOn = Running(node, PromiseKind.NodeResumption)?.DueAt;
        return node.Status switch
        {
            NodeStatus.Approved => plain with { BeganAt = node.SubmittedAt, EndsAt = node.EndedAt },
            // Its clock stands still: what is left of it is left when the papers are due, or when it goes on.
            _ when decision is not null => plain with
            {
                BeganAt = node.SubmittedAt,
                EndsAt = NotBefore(
                    decision.PausedAt is null
                        ? decision.DueAt
                        : decision.IfItWentOn(NotBefore(goesOn ?? (filing ?? Supplement)?.DueAt ?? decision.PausedAt.Value), promises)
                ),
            },
            // Of what was taken back no clock runs any more: it stays where it was.
            NodeStatus.Suspended => plain with { BeganAt = goesOn is { } then ? NotBefore(then) : node.SubmittedAt ?? node.ReadyAt },
            NodeStatus.Refused or NodeStatus.Revoked => plain with { BeganAt = NotBefore(node.EndedAt!.Value) },
            // In time to be handed in, it begins when it became ready; then each day that passes moves it.
            NodeStatus.Ready => plain with { BeganAt = now > filing?.DueAt ? now : node.ReadyAt },
            _ => plain,
        };

        DateTimeOffset NotBefore(DateTimeOffset at) => now > at ? now.Value : at;
    }
}
