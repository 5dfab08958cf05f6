using System.Globalization;
using Commissioner.App.Features.Cases.Dates;
using Commissioner.App.Features.Lists;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Turns;
using Commissioner.App.Hosting;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Microsoft.AspNetCore.WebUtilities;

namespace Commissioner.App.Features.Cases;

/// <summary>What a list of cases is narrowed to, in which order it stands and how it is drawn, as its address says.</summary>
public sealed class CaseFilters
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Where they stand.</summary>
    public CaseStatus? Status { get; set; }

    /// <summary>Their category's code.</summary>
    public string? Category { get; set; }

    /// <summary>How near their next promise is to being broken.</summary>
    public Alarm? Alarm { get; set; }

    /// <summary>Whose the next step is.</summary>
    public Turn? Turn { get; set; }

    /// <summary>A number or its last digits, or words of the title, the text, the place or the enterprise's name.</summary>
    public string? Q { get; set; }

    /// <summary>Words of the enterprise's name.</summary>
    public string? Enterprise { get; set; }

    /// <summary>The department that has an open leg.</summary>
    public Id<Department>? Department { get; set; }

    /// <summary>The sub-park that they were filed from.</summary>
    public Id<Park>? SubPark { get; set; }

    /// <summary>With whom they are.</summary>
    public HolderKind? Holder { get; set; }

    /// <summary>Until when something is due.</summary>
    public DueWithin? Due { get; set; }

    /// <summary>Filed on this day of the park's or later.</summary>
    public DateOnly? FiledFrom { get; set; }

    /// <summary>Filed on this day of the park's or earlier.</summary>
    public DateOnly? FiledUntil { get; set; }

    /// <summary>In another order than the list's own.</summary>
    public CaseSort? Sort { get; set; }

    /// <summary>Which columns are shown, by their names; the list's own where none is named.</summary>
    public string[]? Columns { get; set; }

    /// <summary>More rows in the same height.</summary>
    public bool Dense { get; set; }

    /// <summary>So many on a page.</summary>
    public int? Size { get; set; }

    /// <summary>The place after which the page begins.</summary>
    public string? After { get; set; }

    /// <summary>Something is left out by what does not stand in the bar itself.</summary>
    public bool More =>
        !string.IsNullOrWhiteSpace(Enterprise)
        || Department is not null
        || SubPark is not null
        || Holder is not null
        || Due is not null
        || FiledFrom is not null
        || FiledUntil is not null;

    /// <summary>Something is left out.</summary>
    public bool Any =>
        Status is not null || Alarm is not null || !string.IsNullOrWhiteSpace(Category) || !string.IsNullOrWhiteSpace(Q) || More;

    /// <summary>The columns that were chosen, in their own order; none where none was.</summary>
    public IReadOnlyList<CaseColumn> Chosen =>
        [
            .. Enum.GetValues<CaseColumn>()
                .Where(c =>
                    Columns?.Any(names => names?.Split(',').Contains(c.ToString(), StringComparer.OrdinalIgnoreCase) == true) == true
                ),
        ];

    /// <summary>So many stand on a page.</summary>
    public int Rows => Size is 100 or 200 ? Size.Value : 50;

    /// <summary>The page of this box.</summary>
    public ListCases Of(Box box) => new(box, Status, Q, Category, null, Alarm, Rows, After, Turn, Dates(), Sort, More ? Narrowing() : null);

    /// <summary>The address of a page of the same list.</summary>
    public Dictionary<string, string> From(string? after)
    {
        Dictionary<string, string?> all = new()
        {
            ["q"] = Q,
            ["status"] = Status?.ToString(),
            ["category"] = Category,
            ["alarm"] = Alarm?.ToString(),
            ["turn"] = Turn?.ToString(),
            ["enterprise"] = Enterprise,
            ["department"] = Department?.ToString(),
            ["subPark"] = SubPark?.ToString(),
            ["holder"] = Holder?.ToString(),
            ["due"] = Due?.ToString(),
            ["filedFrom"] = FiledFrom?.ToString(Day, CultureInfo.InvariantCulture),
            ["filedUntil"] = FiledUntil?.ToString(Day, CultureInfo.InvariantCulture),
            ["sort"] = Sort?.ToString(),
            ["columns"] = string.Join(',', Chosen),
            ["dense"] = Dense ? "true" : null,
            ["size"] = Rows == 50 ? null : Rows.ToString(CultureInfo.InvariantCulture),
            ["after"] = after,
        };
        return all.Where(f => !string.IsNullOrWhiteSpace(f.Value)).ToDictionary(f => f.Key, f => f.Value!);
    }

    /// <summary>What an address says behind its question mark; what it can't say is left out.</summary>
    public static CaseFilters Read(string query)
    {
        var from = QueryHelpers.ParseQuery(query);
        string? Of(string key) => from.TryGetValue(key, out var said) ? said.ToString() : null;
        T? One<T>(string key)
            where T : struct, Enum => Named<T>.TryParse(Of(key), null, out var named) ? named.Value : null;
        DateOnly? On(string key) =>
            DateOnly.TryParseExact(Of(key), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return new()
        {
            Q = Of("q"),
            Status = One<CaseStatus>("status"),
            Category = CaseCategory.Find(Of("category"))?.Code,
            Alarm = One<Alarm>("alarm"),
            Turn = One<Turn>("turn"),
            Enterprise = Of("enterprise"),
            Department = Id<Department>.TryParse(Of("department"), null, out var department) ? department : null,
            SubPark = Id<Park>.TryParse(Of("subPark"), null, out var park) ? park : null,
            Holder = One<HolderKind>("holder"),
            Due = One<DueWithin>("due"),
            FiledFrom = On("filedFrom"),
            FiledUntil = On("filedUntil"),
            Sort = One<CaseSort>("sort"),
            Columns = Of("columns") is { } columns ? [columns] : null,
            Dense = Of("dense") == "true",
            Size = int.TryParse(Of("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null,
        };
    }

    private CaseNarrowing Narrowing() => new(Enterprise, Department, SubPark, Holder, Due);

    private CaseDates? Dates() =>
        FiledFrom is null && FiledUntil is null
            ? null
            : new()
            {
                SubmittedFrom = Begins(FiledFrom),
                SubmittedBefore = Begins(FiledUntil is { Year: < 2200 } until ? until.AddDays(1) : null),
            };

    // No park is older or reaches further; and not every day that there is has an instant in every zone.
    private static DateTimeOffset? Begins(DateOnly? day) =>
        day is { Year: >= 2000 and < 2200 } of ? Moments.FromLocal(of.ToDateTime(TimeOnly.MinValue)) : null;
}
