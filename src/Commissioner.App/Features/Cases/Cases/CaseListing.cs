using Commissioner.App.Features.Shared;

namespace Commissioner.App.Features.Cases;

/// <summary>A page of cases as it is drawn.</summary>
/// <param name="Path">The list's own address.</param>
/// <param name="Filters">What it is narrowed to.</param>
/// <param name="Cases">The cases.</param>
/// <param name="At">When it was read, UTC.</param>
/// <param name="Empty">The key of what is said when there are none.</param>
/// <param name="ByDue">Sorted by what is due first; else the newest first.</param>
public sealed record CaseListing(string Path, CaseFilters Filters, Page<CaseRow> Cases, DateTimeOffset At, string Empty, bool ByDue);
