using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Undertakings;

/// <summary>The one form of a package.</summary>
/// <param name="What">What else is to be known, in the enterprise's words; may be empty.</param>
/// <param name="Answers">To the template's questions, by their codes.</param>
/// <param name="Brought">The papers that are handed in, by their names.</param>
/// <param name="Promised">Those that are lacking, and for which the owner signs that they follow.</param>
public sealed record PackageForm(
    string? What,
    IReadOnlyDictionary<string, string>? Answers,
    IReadOnlyCollection<string> Brought,
    IReadOnlyCollection<string> Promised
);

public sealed partial class Undertaking
{
    /// <summary>What was answered, as <c>question=answer</c>, to the questions of the template's version; empty for what asks nothing.</summary>
    public IReadOnlyList<string> Answers { get; private set; } = [];

    /// <summary>When the enterprise was asked for everything that is missing, UTC; null until then. It is asked once.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>By when the whole is due, by its one limit; null for what has none.</summary>
    public DateTimeOffset? WholeDueAt => _clocks.Find(c => c.Kind == PromiseKind.PackageDecision)?.DueAt;

    /// <summary>An enterprise applies for a package: it runs at once, and every unit has its matter.</summary>
    /// <param name="form">What is handed in.</param>
    /// <param name="template">The version in force.</param>
    /// <param name="enterprise">Whose.</param>
    /// <param name="park">Its park.</param>
    /// <param name="departments">The park's open departments.</param>
    /// <param name="exclusion">A promise that it broke, and for which none is taken now.</param>
    /// <param name="number">Its number.</param>
    /// <param name="promises">To promise.</param>
    /// <param name="by">Who applies.</param>
    /// <param name="now">When.</param>
    public static Undertaking Apply(
        PackageForm form,
        UndertakingTemplate template,
        Enterprise enterprise,
        Park park,
        IReadOnlyList<Department> departments,
        PromiseExclusion? exclusion,
        string number,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        if (by.EnterpriseId != enterprise.Id || by.First([Role.EnterpriseOwner, Role.EnterpriseUser]) is not { } role)
        {
            throw Foreign(Role.EnterpriseOwner, Role.EnterpriseUser);
        }

        if (form.What?.Trim().Characters() > 1000)
        {
            throw new RuleBroken(UndertakingRules.EntrustedWhatMissing) { Field = "what" };
        }

        var answers = template.Answered(form.Answers);
        var list = template.ListOf(answers);
        var missing = list.Where(p => !form.Brought.Contains(p.Name) && !form.Promised.Contains(p.Name)).Select(p => p.Name).ToList();
        if (missing.Count > 0)
        {
            throw new RuleBroken(UndertakingRules.PapersMissing, string.Join('、', missing)) { Field = "papers" };
        }

        if (form.Promised.FirstOrDefault(n => list.All(p => p.Name != n || p.Lacking is null)) is { } firm)
        {
            throw new RuleBroken(UndertakingRules.PaperMayNotLack, firm) { Field = "papers" };
        }

        var its = new Undertaking
        {
            Id = Id<Undertaking>.New(now),
            Number = number,
            Kind = template.Kind,
            TemplateCode = template.Code,
            TemplateVersion = template.Version,
            ExcludedMonths = template.Terms.ExcludedMonths,
            EnterpriseId = enterprise.Id,
            Title = template.Name,
            Entrusted = form.What?.Trim() ?? "",
            EntrustedById = by.Id,
            EntrustedAt = now,
            CalendarCode = park.CalendarCode,
            Status = UndertakingStatus.Running,
            StartedAt = now,
            Answers = [.. template.Terms.Asked.Select(q => $"{q.Code}={answers[q.Code]}")],
        };
        its._nodes.AddRange(NodesOf(its.Id, template, departments, now, answers));
        its.StatutoryEndAt = its.Plan(promises, n => n.Statutory).EndsAt;
        its.TellAt = NextTelling(promises, now);
        var whole = its.Begin(
            promises.MakeWithin(PromiseKind.PackageDecision, template.Terms.Limit!.Value, now, its.CalendarCode),
            its.Id.Value,
            1,
            by
        );
        its.Record(by, role, now, new PackageFiled(its.Title, template.Code, whole.DueAt));
        foreach (var node in its._nodes)
        {
            node.ReadyAt = now;
            its.Submit(node, departments.First(d => d.Id == node.DepartmentId).Name, promises, by, role, now);
        }

        if (form.Promised.Count > 0)
        {
            its.DemandPromisor(by, exclusion);
            foreach (var paper in list.Where(p => form.Promised.Contains(p.Name) && !form.Brought.Contains(p.Name)))
            {
                foreach (var code in paper.NodeCodes)
                {
                    its.Promise(its.Node(code), paper.Name, promises, by, now);
                }
            }
        }

        its.Settle(promises);
        return its;
    }

    /// <summary>The office does not wait for those who have not said what is missing: the enterprise is asked now.</summary>
    public void AskAtOnce(Promises promises, Actor by, DateTimeOffset now)
    {
        DemandRunning();
        var role = DemandOffice(by);
        if (AskedAt is not null || _nodes.TrueForAll(n => n.Status != NodeStatus.Collected))
        {
            throw new RuleBroken(UndertakingRules.UndertakingOutOfOrder);
        }

        Ask(promises, by, role, now);
        SettleWhole(promises, by, now);
        Settle(promises);
    }

    /// <summary>The enterprise hands in what it was asked for, once for all matters.</summary>
    public void SupplyAll(
        string? words,
        bool papers,
        IReadOnlyDictionary<Id<Department>, string> names,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        DemandRunning();
        if (by.EnterpriseId != EnterpriseId || by.First([Role.EnterpriseOwner, Role.EnterpriseUser]) is not { } role)
        {
            throw Foreign(Role.EnterpriseOwner, Role.EnterpriseUser);
        }

        var asked = _nodes.FindAll(n => n.Status == NodeStatus.Correcting && n.FiledByEnterprise);
        if (asked.Count == 0)
        {
            throw new RuleBroken(UndertakingRules.UndertakingOutOfOrder);
        }

        if (!papers || !string.IsNullOrWhiteSpace(words))
        {
            Within(words, 1000, UndertakingRules.SupplyIsNothing, "words");
        }

        Supplement?.Stop(by, now);
        Record(by, role, now, new PackageSupplied(string.IsNullOrWhiteSpace(words) ? null : words.Trim()));
        foreach (var node in asked)
        {
            Correct(node, names.GetValueOrDefault(node.DepartmentId) ?? "", promises, by, role, now);
        }

        SettleWhole(promises, by, now);
        Settle(promises);
    }

    private ClockOf<Undertaking>? Supplement => _clocks.Find(c => c.Kind == PromiseKind.Supplement && c.IsRunning);

    // What one unit finds missing waits for the others: the enterprise is asked once, for all matters together.
    private void Collect(UndertakingNode node, string missing, string department, Actor by, Role role, DateTimeOffset now)
    {
        if (AskedAt is not null || node.Status != NodeStatus.Submitted)
        {
            throw new RuleBroken(UndertakingRules.PackageAskedOnce);
        }

        Running(node, PromiseKind.NodeDecision)!.Pause(by, now, nameof(NodeMove.Return));
        (node.Status, node.Words) = (NodeStatus.Collected, missing);
        Record(by, role, now, new NodeLacks(node.Code, node.Name, node.Holding.Kind, null, node.DepartmentId, department, missing));
    }

    // Once every unit has said whether something is missing, the enterprise is asked.
    private void AskOnceAllSpoke(Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        var waits = _nodes.Exists(n =>
            n.Status == NodeStatus.Submitted || n is { Status: NodeStatus.Suspended, SuspendedFrom: NodeStatus.Submitted }
        );
        if (AskedAt is null && !waits && _nodes.Exists(n => n.Status == NodeStatus.Collected))
        {
            Ask(promises, by, role, now);
        }
    }

    private void Ask(Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        var lacking = _nodes.FindAll(n => n.Status == NodeStatus.Collected);
        var supplement = Begin(promises.Make(PromiseKind.Supplement, Urgency.Ordinary, now, calendar: CalendarCode), Id.Value, 1, by);
        AskedAt = now;
        foreach (var node in lacking)
        {
            node.Status = NodeStatus.Correcting;
            Record(by, role, now, new NodeAsked(node.Code, node.Name, node.Holding.Kind, null, node.DepartmentId));
        }

        var missing = string.Join('\n', lacking.Select(n => $"{n.Name}：{n.Words}"));
        Record(by, role, now, new PackageReturned(missing, supplement.DueAt));
    }

    // What is left with the enterprise is not the park's time: the one limit stands still.
    private void SettleWhole(Promises promises, Actor by, DateTimeOffset now)
    {
        if (_clocks.Find(c => c.Kind == PromiseKind.PackageDecision && c.IsRunning) is not { } whole)
        {
            return;
        }

        if (Status == UndertakingStatus.Completed)
        {
            whole.Stop(by, now);
            return;
        }

        var waits = _nodes.Exists(n =>
            n.Status is NodeStatus.Correcting or NodeStatus.Refused or NodeStatus.Revoked or NodeStatus.Suspended
        );
        if (waits && whole.PausedAt is null)
        {
            whole.Pause(by, now, nameof(NodeMove.Return));
        }
        else if (!waits && whole.PausedAt is not null)
        {
            whole.Resume(promises, by, now);
        }
    }

    private void RaiseWhole(PromiseClock clock, Step step, Promises promises, DateTimeOffset now)
    {
        Record(Actor.System, Role.System, now, new PackageLate(clock.Kind, clock.DueAt, step.Level, step.Tells));
        if (clock.Kind != PromiseKind.Supplement || step.Level != PromiseLevel.Overdue)
        {
            return;
        }

        // What nobody supplied is not decided on: the matter may be handed in anew.
        clock.Lapse(now);
        foreach (var node in _nodes.FindAll(n => n.Status == NodeStatus.Correcting))
        {
            Running(node, PromiseKind.NodeDecision)?.Lapse(now);
            (node.Status, node.EndedAt) = (NodeStatus.Refused, now);
            Record(Actor.System, Role.System, now, new NodeLapsed(node.Code, node.Name, node.Holding.Kind, null, node.DepartmentId));
        }

        Settle(promises);
    }

    private static List<UndertakingNode> NodesOf(
        Id<Undertaking> of,
        UndertakingTemplate template,
        IReadOnlyList<Department> departments,
        DateTimeOffset now,
        IReadOnlyDictionary<string, string>? answers = null
    )
    {
        List<UndertakingNode> nodes = [];
        foreach (var node in template.Nodes)
        {
            var unit =
                UnitOf(node.Unit, departments)
                ?? throw new RuleBroken(UndertakingRules.NodeUnitUnknown, node.Name, node.Unit) { Field = "template" };
            nodes.Add(UndertakingNode.Of(of, node, nodes.Count + 1, unit.Id, now, answers));
        }

        return nodes;
    }
}
