using Commissioner.App.Features.Lists;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Turns;

namespace Commissioner.App.Features.Cases;

/// <summary>A page of cases as it is drawn.</summary>
/// <param name="Path">The list's own address.</param>
/// <param name="Box">Which list it is.</param>
/// <param name="Filters">What it is narrowed to.</param>
/// <param name="Cases">The cases.</param>
/// <param name="At">When it was read, UTC.</param>
/// <param name="Empty">The key of what is said when there are none.</param>
/// <param name="Turns">How many wait for whom, where the list is parted by that.</param>
public sealed record CaseListing(
    string Path,
    Box Box,
    CaseFilters Filters,
    Page<CaseRow> Cases,
    DateTimeOffset At,
    string Empty,
    TurnCounts? Turns = null
)
{
    /// <summary>It is worked from by what is due; else it is read by when cases were filed.</summary>
    public bool ByDue => CaseSorts.Usual(Box) == CaseSort.DueFirst;

    /// <summary>It stands the other way round.</summary>
    public bool Turned => Filters.Sort is { } sort && sort != CaseSorts.Usual(Box);

    /// <summary>The same list the other way round; null is its own order.</summary>
    public CaseSort? Round =>
        Turned ? null
        : ByDue ? CaseSort.DueLast
        : CaseSort.Oldest;
}
