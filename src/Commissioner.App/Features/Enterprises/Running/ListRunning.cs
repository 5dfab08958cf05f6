using Commissioner.App.Features.Introductions;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Running;

/// <summary>
/// Everything that runs for an enterprise, or for all that one serves, of every kind: who has it now, and by when; what is due first first, by keyset.
/// </summary>
[Allow(Permission.ReadRunning)]
public sealed record ListRunning(int Take = 50, string? After = null) : IQuery<Page<RunningRow>>;

/// <summary>What kind of thing runs.</summary>
public enum RunningKind
{
    Case,
    Undertaking,
    Visit,

    /// <summary>A claim of a supporting policy.</summary>
    Claim,

    /// <summary>An introduction of two enterprises.</summary>
    Introduction,

    /// <summary>A financing need.</summary>
    Financing,
}

/// <param name="Number">Its number; of a claim the policy's code.</param>
/// <param name="State">How it stands, by the words of its kind.</param>
/// <param name="With">Who has it now.</param>
/// <param name="Name">The department's or the bank's name, or the person's that serves it.</param>
/// <param name="By">When something is due of it, or when the visit is; null where nothing is.</param>
public sealed record RunningRow(
    RunningKind Kind,
    Guid Id,
    string? Number,
    string Title,
    string Enterprise,
    string State,
    HolderKind With,
    string? Name,
    [property: Due] DateTimeOffset? By,
    Alarm Alarm
)
{
    /// <summary>Of an undertaking, which kind: a project or a package; null of anything else.</summary>
    public UndertakingKind? Undertaking { get; init; }
}

internal sealed class ListRunningHandler(CommissionerDb db, IntroductionBook introductions, Actor actor, TimeProvider clock)
    : IRequestHandler<ListRunning, Page<RunningRow>>
{
    // Each kind gives as many as the page holds from its place on, in the page's order: by time, then by kind. The first of all of them are the page.
    public async Task<Page<RunningRow>> Handle(ListRunning query, CancellationToken cancellationToken)
    {
        // Who came by a message's link has its one case.
        if (actor.OnlyCase is not null)
        {
            throw new NotFound();
        }

        var (take, from) = (Math.Clamp(query.Take, 1, 200), Place.Read(query.After));
        var book = new RunningBook(db, introductions, actor, clock.GetUtcNow());
        List<RunningRow> rows =
        [
            .. await book.CasesAsync(from, take + 1, cancellationToken),
            .. await book.UndertakingsAsync(from, take + 1, cancellationToken),
            .. await book.VisitsAsync(from, take + 1, cancellationToken),
            .. await book.ClaimsAsync(from, take + 1, cancellationToken),
            .. await book.IntroductionsAsync(from, take + 1, cancellationToken),
            .. await book.FinancingAsync(from, take + 1, cancellationToken),
        ];
        var page = rows.OrderBy(r => r.By ?? Place.Never).ThenBy(r => r.Kind).Take(take).ToList();
        return new(page, rows.Count > take ? Place.Of(page[^1]) : null);
    }
}

/// <summary>A place in the list: a time, and among all of that time the kind and the key.</summary>
internal readonly record struct Place(DateTimeOffset At, RunningKind Kind, Guid Id)
{
    /// <summary>What has no time stands last.</summary>
    public static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public static string Of(RunningRow row) => $"{(int)row.Kind}{Cursor.Write(row.By ?? Never, new Id<RunningRow>(row.Id))}";

    public static Place Read(string? text) =>
        string.IsNullOrEmpty(text) ? new(DateTimeOffset.MinValue, default, Guid.Empty)
        : text[0] - '0' is var kind && Enum.IsDefined((RunningKind)kind) && Cursor.Read<RunningRow>(text[1..]) is { } place
            ? new(place.At, (RunningKind)kind, place.Id.Value)
        : throw new RuleBroken(PipelineRules.CursorUnknown) { Field = "after" };

    /// <summary>From when on rows of a kind come after it, this instant's own included or not; those of its own kind and instant by their key.</summary>
    public (bool At, bool ByKey) Counts(RunningKind kind) => (kind > Kind, kind == Kind);
}
