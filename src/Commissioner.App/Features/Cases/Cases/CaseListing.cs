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
/// <param name="Total">How many there are on all pages; a thousand stands for as many and more.</param>
/// <param name="Choices">What it can be narrowed to.</param>
/// <param name="Views">The views that were saved of it.</param>
/// <param name="Moves">What can be done with many of its cases at once.</param>
/// <param name="Turns">How many wait for whom, where the list is parted by that.</param>
public sealed record CaseListing(
    string Path,
    Box Box,
    CaseFilters Filters,
    Page<CaseRow> Cases,
    DateTimeOffset At,
    string Empty,
    int Total,
    CaseChoices Choices,
    IReadOnlyList<SavedViews.SavedViewLine> Views,
    IReadOnlyList<Bulk.BulkMove> Moves,
    TurnCounts? Turns = null
)
{
    /// <summary>It is worked from by what is due; else it is read by when cases were filed.</summary>
    public bool ByDue => CaseSorts.Usual(Box) == CaseSort.DueFirst;

    /// <summary>How it is sorted.</summary>
    public CaseSort Sort => Filters.Sort ?? CaseSorts.Usual(Box);

    /// <summary>The columns beside the case itself.</summary>
    public IReadOnlyList<CaseColumn> Columns =>
        Filters.Chosen is { Count: > 0 } chosen
            ? chosen
            : [CaseColumn.Alarm, CaseColumn.Enterprise, CaseColumn.Holder, CaseColumn.Status, ByDue ? CaseColumn.Due : CaseColumn.Filed];

    /// <summary>The order that a press on a column's head gives; null where the list can't be sorted by it.</summary>
    public CaseSort? SortBy(CaseColumn column) =>
        CaseColumns.Orders(column) is not { } orders ? null
        : Sort == orders.First ? orders.Back
        : orders.First;

    /// <summary>How it stands by a column, for those who hear it: null where it is not sorted by it.</summary>
    public string? Stands(CaseColumn column) =>
        CaseColumns.Orders(column) is not { } orders || (Sort != orders.First && Sort != orders.Back) ? null
        : Sort
            is CaseSort.Newest
                or CaseSort.DueLast
                or CaseSort.PromisedLast
                or CaseSort.ClosedNewest
                or CaseSort.StatusDown
                or CaseSort.EnterpriseDown
            ? "descending"
        : "ascending";

    /// <summary>The address of the same list, changed a little.</summary>
    public string With(Action<Dictionary<string, string>>? change = null)
    {
        var from = Filters.From(null);
        change?.Invoke(from);
        return QueryString.Create(from.Where(f => f.Value.Length > 0)!).ToString();
    }
}
