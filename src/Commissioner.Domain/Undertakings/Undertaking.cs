using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Undertakings;

/// <summary>What an enterprise entrusts.</summary>
/// <param name="Title">The project's name.</param>
/// <param name="What">What is entrusted, in its words.</param>
/// <param name="Authority">What the agent may do in its place.</param>
public sealed record Entrustment(string? Title, string? What, Authority Authority);

/// <summary>
/// Several things that departments decide one after the other for one enterprise, undertaken as a whole 代办项目: nodes with what they need,
/// who decides, a limit and a state. A node's path is a case's: who has it, by when, and what it took.
/// </summary>
public sealed partial class Undertaking : Aggregate
{
    private readonly List<UndertakingNode> _nodes = [];
    private readonly List<ClockOf<Undertaking>> _clocks = [];
    private readonly List<UndertakingCase> _cases = [];

    private Undertaking() { }

    public Id<Undertaking> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    /// <summary>Like <c>FL-DB-20261120-0001</c>.</summary>
    public string Number { get; private set; } = "";

    public UndertakingKind Kind { get; private set; }

    /// <summary>The template, and which version of it; its nodes were taken from it when it began.</summary>
    public string TemplateCode { get; private set; } = "";

    public int TemplateVersion { get; private set; }

    public Id<Enterprise> EnterpriseId { get; private set; }

    public string Title { get; private set; } = "";

    public UndertakingStatus Status { get; private set; }

    /// <summary>What the enterprise entrusted, in its words.</summary>
    public string Entrusted { get; private set; } = "";

    /// <summary>What the agent may do in its place.</summary>
    public Authority Authority { get; private set; }

    /// <summary>Which owner signed.</summary>
    public Id<Person> EntrustedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset EntrustedAt { get; private set; }

    /// <summary>When the entrustment was revoked, UTC.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The agent 代办员; null until it began.</summary>
    public Id<Person>? AgentId { get; private set; }

    /// <summary>Its colleague, who does the same.</summary>
    public Id<Person>? ColleagueId { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it ends, or is expected to, UTC; null until it began.</summary>
    public DateTimeOffset? EndAt { get; private set; }

    /// <summary>When it would end by the statutory limits, UTC; null until it began.</summary>
    public DateTimeOffset? StatutoryEndAt { get; private set; }

    /// <summary>When the last node was approved, UTC.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>The decision that allows the green lane's limits; null without.</summary>
    public string? GreenDecision { get; private set; }

    /// <summary>When the enterprise is told next where it stands, UTC; null while nothing runs.</summary>
    public DateTimeOffset? TellAt { get; private set; }

    /// <summary>How the enterprise rated it; null until then.</summary>
    public Level? Rated { get; private set; }

    /// <summary>Why, in its words.</summary>
    public string? RatedReason { get; private set; }

    /// <summary>The hours of its sub-park; null for the park's own.</summary>
    public string? CalendarCode { get; private set; }

    /// <summary>In the template's order.</summary>
    public IReadOnlyList<UndertakingNode> Nodes => _nodes;

    /// <summary>The clocks of its nodes.</summary>
    public IReadOnlyList<ClockOf<Undertaking>> Clocks => _clocks;

    /// <summary>The cases that came from its nodes.</summary>
    public IReadOnlyList<UndertakingCase> Cases => _cases;

    /// <summary>Who has what decides when it ends: the open node of the critical path.</summary>
    public override Holding Holding => Decisive?.Holding ?? Holding.Nobody;

    /// <summary>The open node that decides when it ends; null where none is open.</summary>
    public UndertakingNode? Decisive => DecisiveCode is { } code ? _nodes.Find(n => n.Code == code) : null;

    /// <summary>Its code.</summary>
    public string? DecisiveCode { get; private set; }

    /// <summary>The owner of an enterprise entrusts a project.</summary>
    public static Undertaking Entrust(
        Entrustment said,
        UndertakingTemplate template,
        Enterprise enterprise,
        Park park,
        string number,
        Actor by,
        DateTimeOffset now
    )
    {
        DemandOwner(by, enterprise.Id);
        Within(said.Title, 60, UndertakingRules.UndertakingTitleMissing, "title");
        Within(said.What, 1000, UndertakingRules.EntrustedWhatMissing, "what");
        if (said.Authority == 0 || (said.Authority & ~(Authority.Ask | Authority.Submit | Authority.Receive)) != 0)
        {
            throw new RuleBroken(UndertakingRules.AuthorityMissing) { Field = "authority" };
        }

        var undertaking = new Undertaking
        {
            Id = Id<Undertaking>.New(now),
            Number = number,
            Kind = template.Kind,
            TemplateCode = template.Code,
            TemplateVersion = template.Version,
            EnterpriseId = enterprise.Id,
            Title = said.Title!.Trim(),
            Entrusted = said.What!.Trim(),
            Authority = said.Authority,
            EntrustedById = by.Id,
            EntrustedAt = now,
            CalendarCode = park.CalendarCode,
        };
        undertaking.Record(by, Role.EnterpriseOwner, now, new UndertakingEntrusted(undertaking.Title, template.Code));
        return undertaking;
    }

    /// <summary>Begins: the template's nodes become its own, each with the department that decides.</summary>
    /// <param name="template">The version in force.</param>
    /// <param name="departments">The park's open departments.</param>
    /// <param name="agent">Who acts for the enterprise.</param>
    /// <param name="colleague">Who does the same.</param>
    /// <param name="promises">To promise.</param>
    /// <param name="by">Who decides it.</param>
    /// <param name="now">When.</param>
    public void Start(
        UndertakingTemplate template,
        IReadOnlyList<Department> departments,
        Person agent,
        Person colleague,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        DemandLive();
        var role = DemandOffice(by);
        if (Status != UndertakingStatus.Entrusted)
        {
            throw new RuleBroken(UndertakingRules.UndertakingOutOfOrder);
        }

        DemandAgents(agent, colleague);
        _nodes.AddRange(NodesOf(Id, template, departments, now));
        ExcludedMonths = template.Terms.ExcludedMonths;
        (TemplateVersion, Status, StartedAt) = (template.Version, UndertakingStatus.Running, now);
        (AgentId, ColleagueId) = (agent.Id, colleague.Id);
        StatutoryEndAt = Plan(promises, n => n.Statutory).EndsAt;
        EndAt = Lay(promises).EndsAt;
        TellAt = NextTelling(promises, now);
        Record(by, role, now, new UndertakingStarted(agent.Name, colleague.Name, EndAt.Value));
        foreach (var node in _nodes.Where(n => n.Needs.Count == 0))
        {
            MakeReady(node, promises, by, role, now);
        }

        Settle(promises);
    }

    /// <summary>Others go on as agent and colleague.</summary>
    public void NameAgents(Person agent, Person colleague, Actor by, DateTimeOffset now)
    {
        DemandRunning();
        var role = DemandOffice(by);
        if (Kind == UndertakingKind.Package)
        {
            throw new RuleBroken(UndertakingRules.UndertakingOutOfOrder);
        }

        DemandAgents(agent, colleague);
        (AgentId, ColleagueId) = (agent.Id, colleague.Id);
        Record(by, role, now, new AgentsNamed(agent.Name, colleague.Name));
    }

    /// <summary>The enterprise takes its entrustment back, at any time and without a reason: nobody works on.</summary>
    public void Revoke(Actor by, DateTimeOffset now)
    {
        DemandOwner(by, EnterpriseId);
        DemandLive();
        if (Status == UndertakingStatus.Completed)
        {
            throw new RuleBroken(UndertakingRules.UndertakingOutOfOrder);
        }

        // What was granted on a promise is not kept by walking away from the promise.
        if (_papers.Find(p => p.IsOpen && Node(p.NodeCode).Status == NodeStatus.Approved) is { } owed)
        {
            throw new RuleBroken(UndertakingRules.PaperStillOwed, owed.Name);
        }

        _clocks.ForEach(c => c.Cancel(by, now));
        _papers.FindAll(p => p.IsOpen).ForEach(p => p.Status = PaperStatus.Dropped);
        (Status, RevokedAt, TellAt, DecisiveCode) = (UndertakingStatus.Revoked, now, null, null);
        Record(by, Role.EnterpriseOwner, now, new EntrustmentTakenBack());
    }

    /// <summary>Its enterprise merged into another one, which has it from now on, with what was entrusted.</summary>
    public void GoOnWith(Enterprise successor, Enterprise merged, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(by);
        if (EnterpriseId == merged.Id && merged.SuccessorId == successor.Id)
        {
            EnterpriseId = successor.Id;
            Record(by, by.Roles[0], now, new GoesOnWithSuccessor(merged.Name, successor.Id, successor.Name));
        }
    }

    /// <summary>The green lane's shorter limits hold from here on, by a decision that allows it.</summary>
    public void GrantGreenLane(string? decision, Promises promises, Actor by, DateTimeOffset now)
    {
        DemandRunning();
        var role = by.First([Role.TriageDesk, Role.Leader]) ?? throw Foreign(Role.TriageDesk, Role.Leader);
        Within(decision, 200, UndertakingRules.GreenLaneDecisionMissing, "decision");
        if (GreenDecision is not null)
        {
            throw new RuleBroken(UndertakingRules.UndertakingOutOfOrder);
        }

        GreenDecision = decision!.Trim();
        foreach (var node in _nodes.Where(n => n.Green is not null))
        {
            Running(node, PromiseKind.NodeDecision)?.Limit(node.Green!.Value, promises, by, now, "GreenLane");
        }

        Settle(promises);
        Record(by, role, now, new GreenLaneGranted(GreenDecision, EndAt!.Value));
    }

    /// <summary>The enterprise is told where it stands, once a week.</summary>
    public void TellStanding(Promises promises, DateTimeOffset now)
    {
        if (Status != UndertakingStatus.Running || TellAt > now)
        {
            return;
        }

        EndAt = Lay(promises, now).EndsAt;
        TellAt = NextTelling(promises, now);
        Record(
            Actor.System,
            Role.System,
            now,
            new StandingTold(
                _nodes.Count(n => n.Status == NodeStatus.Approved),
                _nodes.Count,
                string.Join('、', _nodes.Where(n => n.IsOpen).Select(n => n.Name)),
                EndAt.Value
            )
        );
    }

    /// <summary>The enterprise says what it thinks of what was done for it, once.</summary>
    public void Rate(Level? level, string? reason, Actor by, DateTimeOffset now)
    {
        if (by.EnterpriseId != EnterpriseId || by.First([Role.EnterpriseOwner, Role.EnterpriseUser]) is not { } role)
        {
            throw Foreign(Role.EnterpriseOwner, Role.EnterpriseUser);
        }

        if (Status != UndertakingStatus.Completed)
        {
            throw new RuleBroken(UndertakingRules.UndertakingOutOfOrder);
        }

        if (Rated is not null)
        {
            throw new RuleBroken(UndertakingRules.UndertakingRatedAlready);
        }

        if (level is not { } its || !Enum.IsDefined(its))
        {
            throw new RuleBroken(RatingRules.LevelUnknown) { Field = "level" };
        }

        if (reason?.Characters() > 1000)
        {
            throw new RuleBroken(RatingRules.ReasonTooLong) { Field = "reason" };
        }

        (Rated, RatedReason) = (its, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        Record(by, role, now, new UndertakingRated(its));
    }

    /// <summary>What it would be had each node just this limit and nothing happened: by the law, or as it was promised at first.</summary>
    public NodeSchedule Plan(Promises promises, Func<UndertakingNode, WorkingTime> limit) =>
        NodeSchedule.Lay(
            [.. _nodes.Select(n => new ScheduledNode(n.Code, n.Needs, limit(n)))],
            StartedAt!.Value,
            promises.CalendarOf(CalendarCode)
        );

    /// <summary>What is expected now: what happened, and from there the limits.</summary>
    /// <param name="promises">By whose calendar.</param>
    /// <param name="now">What is late ends at this instant at the earliest; null for what is known from moves alone.</param>
    public NodeSchedule Lay(Promises promises, DateTimeOffset? now = null) =>
        NodeSchedule.Lay([.. _nodes.Select(n => Scheduled(n, promises, now))], StartedAt!.Value, promises.CalendarOf(CalendarCode));

    /// <summary>The limit by which a node counts: the promised one, or the green lane's.</summary>
    public WorkingTime LimitOf(UndertakingNode node) => GreenDecision is not null && node.Green is { } green ? green : node.Promised;

    /// <summary>The department that a template means: by its code, its name, or how its name ends.</summary>
    public static Department? UnitOf(string unit, IEnumerable<Department> departments)
    {
        var open = departments.Where(d => d.ClosedAt is null).OrderBy(d => d.Code, StringComparer.Ordinal).ToList();
        return open.Find(d => string.Equals(d.Code, unit, StringComparison.OrdinalIgnoreCase) || d.Name == unit)
            ?? open.Find(d => d.Name.EndsWith(unit, StringComparison.Ordinal));
    }

    private static DateTimeOffset NextTelling(Promises promises, DateTimeOffset now) => promises.Calendar.NextOpening(now.AddDays(7));

    private static void Within(string? text, int most, Rule rule, string field)
    {
        if (text?.Trim().Characters() is not { } length || length < 1 || length > most)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }

    private static void DemandOwner(Actor by, Id<Enterprise> enterprise)
    {
        if (!by.Is(Role.EnterpriseOwner) || by.EnterpriseId != enterprise)
        {
            throw new RuleBroken(UndertakingRules.OwnerEntrusts) { Could = [Role.EnterpriseOwner] };
        }
    }

    private static Role DemandOffice(Actor by) => by.First([Role.TriageDesk]) ?? throw Foreign(Role.TriageDesk);

    private static RuleBroken Foreign(params Role[] could) => new(UndertakingRules.NodeIsAnothers) { Could = could };

    private static void DemandAgents(Person agent, Person colleague)
    {
        if (
            agent.Id == colleague.Id
            || !agent.Roles.Contains(Role.Commissioner)
            || !colleague.Roles.Contains(Role.Commissioner)
            || agent.LeftAt is not null
            || colleague.LeftAt is not null
        )
        {
            throw new RuleBroken(UndertakingRules.AgentMissing) { Field = "agentId" };
        }
    }

    private void DemandLive()
    {
        if (Status == UndertakingStatus.Revoked)
        {
            throw new RuleBroken(UndertakingRules.EntrustmentRevoked, RevokedAt!.Value);
        }
    }

    private void DemandRunning()
    {
        DemandLive();
        if (Status != UndertakingStatus.Running)
        {
            throw new RuleBroken(UndertakingRules.UndertakingOutOfOrder);
        }
    }
}
