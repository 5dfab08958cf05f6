using Commissioner.Domain.Calendars;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Undertakings;

/// <summary>
/// A paper of a node that may be lacking for a while, because the enterprise's owner signed that it follows 告知承诺、容缺受理. It is moved through its
/// undertaking alone.
/// </summary>
public sealed class PaperPromise
{
    private PaperPromise() { }

    /// <summary>Its key: the subject of its clocks.</summary>
    public Id<PaperPromise> Id { get; private set; }

    public Id<Undertaking> UndertakingId { get; private set; }

    public string NodeCode { get; private set; } = "";

    /// <summary>The paper's name.</summary>
    public string Name { get; private set; } = "";

    public PaperStatus Status { get; internal set; }

    /// <summary>For how long it may be lacking.</summary>
    public WorkingTime Within { get; private set; }

    /// <summary>For how many months a broken promise excludes from the next.</summary>
    public int ExcludedMonths { get; private set; }

    /// <summary>Which owner signed.</summary>
    public Id<Person> SignedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset SignedAt { get; private set; }

    /// <summary>By when it was promised, UTC; anew where force majeure gave the time once more.</summary>
    public DateTimeOffset DueAt { get; internal set; }

    /// <summary>How often its time began, a clock's cycle each.</summary>
    public int Cycle { get; internal set; }

    /// <summary>How often it was handed in, a clock's cycle each.</summary>
    public int Supplies { get; internal set; }

    /// <summary>What it was when it was handed in; null while nobody looks at it.</summary>
    public PaperStatus? SuppliedFrom { get; internal set; }

    /// <summary>When it was handed in last, UTC.</summary>
    public DateTimeOffset? SuppliedAt { get; internal set; }

    /// <summary>When it was found in order, UTC.</summary>
    public DateTimeOffset? VerifiedAt { get; internal set; }

    /// <summary>What was said last: what was handed in, what is wrong with it, what is ordered, or why it was revoked.</summary>
    public string? Words { get; internal set; }

    /// <summary>Who ordered it to be put right, or revoked what was granted.</summary>
    public Id<Person>? JudgedById { get; internal set; }

    /// <summary>When it was revoked, UTC.</summary>
    public DateTimeOffset? BrokenAt { get; internal set; }

    /// <summary>Until which day no other promise of the enterprise is taken; null where it was kept.</summary>
    public DateOnly? ExcludedUntil { get; internal set; }

    /// <summary>What kept the enterprise, in its words; null where nothing was claimed.</summary>
    public string? Majeure { get; internal set; }

    /// <summary>Who claimed it.</summary>
    public Id<Person>? MajeureById { get; internal set; }

    /// <summary>When it was decided on, UTC.</summary>
    public DateTimeOffset? MajeureDecidedAt { get; internal set; }

    /// <summary>How; null until then.</summary>
    public bool? MajeureGranted { get; internal set; }

    /// <summary>Claimed, and not decided on.</summary>
    public bool MajeureWaits => Majeure is not null && MajeureDecidedAt is null;

    /// <summary>Somebody has something to do for it.</summary>
    public bool IsOpen => Status is PaperStatus.Owed or PaperStatus.Supplied or PaperStatus.Overdue or PaperStatus.Ordered;

    internal static PaperPromise Of(Undertaking of, UndertakingNode node, string name, WorkingTime within, Actor by, DateTimeOffset now) =>
        new()
        {
            Id = Id<PaperPromise>.New(now),
            UndertakingId = of.Id,
            NodeCode = node.Code,
            Name = name,
            Within = within,
            ExcludedMonths = of.ExcludedMonths,
            SignedById = by.Id,
            SignedAt = now,
        };
}

/// <summary>A promise that the enterprise broke: no other is taken until a day.</summary>
/// <param name="Number">The undertaking's number.</param>
/// <param name="PaperName">The paper that did not come.</param>
/// <param name="Until">The last day on which none is taken.</param>
public sealed record PromiseExclusion(string Number, string PaperName, DateOnly Until);

/// <summary>Whose a move of a promised paper is.</summary>
public enum PaperParty
{
    /// <summary>The enterprise; it hands in, as its agent may.</summary>
    Enterprise,

    /// <summary>The department that decides the node.</summary>
    Department,

    /// <summary>The office or supervision: another person than who judged.</summary>
    Office,
}

/// <summary>A row of the table of moves.</summary>
public sealed record PaperRow(PaperMove Move, IReadOnlyList<PaperStatus> From, PaperParty Who);

/// <summary>Which move of a promised paper starts where, and whose it is (docs/trade.md, Promised papers).</summary>
public static class PaperWorkflow
{
    public static IReadOnlyList<PaperRow> Table { get; } =
    [
        new(PaperMove.Supply, [PaperStatus.Owed, PaperStatus.Overdue, PaperStatus.Ordered], PaperParty.Enterprise),
        new(PaperMove.Verify, [PaperStatus.Supplied], PaperParty.Department),
        new(PaperMove.SendBack, [PaperStatus.Supplied], PaperParty.Department),
        new(PaperMove.OrderCorrection, [PaperStatus.Overdue], PaperParty.Department),
        new(PaperMove.Revoke, [PaperStatus.Ordered], PaperParty.Department),
        new(
            PaperMove.ClaimMajeure,
            [PaperStatus.Owed, PaperStatus.Overdue, PaperStatus.Ordered, PaperStatus.Broken],
            PaperParty.Enterprise
        ),
        new(PaperMove.GrantMajeure, [PaperStatus.Owed, PaperStatus.Overdue, PaperStatus.Ordered, PaperStatus.Broken], PaperParty.Office),
        new(PaperMove.RefuseMajeure, [PaperStatus.Owed, PaperStatus.Overdue, PaperStatus.Ordered, PaperStatus.Broken], PaperParty.Office),
    ];

    /// <summary>The row of a move.</summary>
    public static PaperRow Row(PaperMove move) => Table.Single(r => r.Move == move);
}
