using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;

namespace Commissioner.Domain.Undertakings;

/// <summary>A node of an undertaking: as its template's version described it, and how it stands. It is moved through its undertaking alone.</summary>
public sealed class UndertakingNode
{
    private UndertakingNode() { }

    /// <summary>Its key: the subject of its clocks.</summary>
    public Id<UndertakingNode> Id { get; private set; }

    public Id<Undertaking> UndertakingId { get; private set; }

    /// <summary>1, 2, 3 … in the template's order.</summary>
    public int No { get; private set; }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Codes of the nodes that must be approved before.</summary>
    public IReadOnlyList<string> Needs { get; private set; } = [];

    /// <summary>Who decides.</summary>
    public Id<Department> DepartmentId { get; private set; }

    /// <summary>What the law allows.</summary>
    public WorkingTime Statutory { get; private set; }

    /// <summary>What the park promises.</summary>
    public WorkingTime Promised { get; private set; }

    /// <summary>What the green lane promises; null where it changes nothing.</summary>
    public WorkingTime? Green { get; private set; }

    /// <summary>What is handed in.</summary>
    public IReadOnlyList<string> Papers { get; private set; } = [];

    /// <summary>Which papers may be lacking against a promise, and for how long: lines of <see cref="TemplatePaper"/>.</summary>
    public IReadOnlyList<string> MayLack { get; private set; } = [];

    /// <summary>Of a package: the enterprise hands its papers in itself.</summary>
    public bool FiledByEnterprise { get; private set; }

    public NodeStatus Status { get; internal set; }

    /// <summary>What it was when it was suspended; null while it is not.</summary>
    public NodeStatus? SuspendedFrom { get; internal set; }

    /// <summary>For what it stands still; null while it does not.</summary>
    public SuspensionCause? SuspensionCause { get; internal set; }

    /// <summary>1, and one more each time that it is handed in anew after a refusal.</summary>
    public int Cycle { get; internal set; } = 1;

    /// <summary>How often its papers were asked for, a clock's cycle each.</summary>
    public int Filings { get; internal set; }

    /// <summary>How often it was suspended, a clock's cycle each.</summary>
    public int Suspensions { get; internal set; }

    /// <summary>When it could be handed in, UTC.</summary>
    public DateTimeOffset? ReadyAt { get; internal set; }

    /// <summary>When it was handed in last but for corrections, UTC.</summary>
    public DateTimeOffset? SubmittedAt { get; internal set; }

    /// <summary>When it was decided on, UTC.</summary>
    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>What is missing, why it was refused, or why it stands still; null where nothing is to be said.</summary>
    public string? Words { get; internal set; }

    /// <summary>Who has it now.</summary>
    public Holding Holding =>
        Status switch
        {
            NodeStatus.Ready => Holding.Commissioner,
            NodeStatus.Submitted or NodeStatus.InReview => new(HolderKind.Department, DepartmentId),
            NodeStatus.Correcting => Holding.Enterprise,
            NodeStatus.Refused or NodeStatus.Revoked => FiledByEnterprise ? Holding.Enterprise : Holding.Commissioner,
            NodeStatus.Suspended when SuspensionCause == Undertakings.SuspensionCause.Enterprise => Holding.Enterprise,
            _ => Holding.Nobody,
        };

    /// <summary>Somebody has something to do for it, or waits.</summary>
    public bool IsOpen => Status is not (NodeStatus.NotStarted or NodeStatus.Approved);

    internal static UndertakingNode Of(
        Id<Undertaking> undertaking,
        TemplateNode node,
        int no,
        Id<Department> department,
        DateTimeOffset now,
        IReadOnlyDictionary<string, string>? answers = null
    ) =>
        new()
        {
            Id = Id<UndertakingNode>.New(now),
            UndertakingId = undertaking,
            No = no,
            Code = node.Code,
            Name = node.Name,
            Needs = node.Needs,
            DepartmentId = department,
            Statutory = node.Statutory,
            Promised = node.Promised,
            Green = node.Green,
            Papers = [.. Applying(node, answers).Select(p => p.Name).Distinct()],
            MayLack =
            [
                .. Applying(node, answers)
                    .Where(p => p.Lacking is not null)
                    .Select(p => new TemplatePaper(p.Name, null, p.Lacking).ToString())
                    .Distinct(),
            ],
            FiledByEnterprise = answers is not null,
        };

    /// <summary>For how long a paper may be lacking; null where it may not.</summary>
    public WorkingTime? LackOf(string paper) => MayLack.Select(TemplatePaper.Read).FirstOrDefault(p => p.Name == paper)?.Lacking;

    private static IEnumerable<TemplatePaper> Applying(TemplateNode node, IReadOnlyDictionary<string, string>? answers) =>
        node.Papers.Where(p => answers is null || p.Applies(answers));
}

/// <summary>A case that came from a node.</summary>
public sealed class UndertakingCase
{
    public Id<Undertaking> UndertakingId { get; init; }

    public string NodeCode { get; init; } = "";

    public Id<Case> CaseId { get; init; }
}
