using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Data;

/// <summary>Where a re-base stands.</summary>
public enum RebaseState
{
    /// <summary>A job carries it out.</summary>
    Running,

    /// <summary>Somebody stopped it; it can go on.</summary>
    Stopped,

    /// <summary>All are carried over.</summary>
    Done,

    /// <summary>It was taken back.</summary>
    Reverted,
}

/// <summary>
/// Running promises are carried over from one version of the policy, or of a calendar, to another: decided separately, done in pieces, with
/// progress. Each clock's pinned version says whether it has been carried over.
/// </summary>
public sealed class Rebase
{
    public Id<Rebase> Id { get; init; }

    /// <summary>The calendar whose version changes; null when it is the policy's.</summary>
    public string? CalendarCode { get; init; }

    public int FromVersion { get; init; }

    public int ToVersion { get; init; }

    /// <summary>Only what moves in the enterprise's favour, or not at all.</summary>
    public bool InFavour { get; init; }

    /// <summary>The re-base that this one takes back; null for an ordinary one.</summary>
    public Id<Rebase>? ReversesId { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who decided it.</summary>
    public Id<Person> StartedById { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>How many promises ran by the old version then.</summary>
    public int Total { get; init; }

    /// <summary>Where it stands.</summary>
    public RebaseState State { get; set; }

    /// <summary>Carried over so far.</summary>
    public int Done { get; set; }

    /// <summary>Left as they were so far.</summary>
    public int Left { get; set; }

    /// <summary>The last clock that was looked at, in the order of keys.</summary>
    public Id<PromiseClock> LastKey { get; set; }

    /// <summary>When it ended or was stopped, UTC.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What the clocks that it moves note as the reason.</summary>
    public string Mark => MarkOf(Id);

    /// <summary>What the clocks that a re-base moves note as the reason.</summary>
    public static string MarkOf(Id<Rebase> id) => $"Rebase:{id.Value:n}";

    /// <summary>The running promises that it is about. The canary is nobody's.</summary>
    public IQueryable<PromiseClock> Among(IQueryable<PromiseClock> clocks) =>
        CalendarCode is null
            ? clocks.Where(c => c.PolicyVersion == FromVersion && c.State != ClockState.Stopped && c.Kind != PromiseKind.Canary)
            : clocks.Where(c =>
                c.CalendarCode == CalendarCode
                && c.CalendarVersion == FromVersion
                && c.State != ClockState.Stopped
                && c.Kind != PromiseKind.Canary
            );

    /// <summary>It is about this clock, which has not ended.</summary>
    public bool IsAbout(PromiseClock clock) =>
        clock.Kind != PromiseKind.Canary
        && (
            CalendarCode is null
                ? clock.PolicyVersion == FromVersion
                : clock.CalendarCode == CalendarCode && clock.CalendarVersion == FromVersion
        );
}
