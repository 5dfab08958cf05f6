using Commissioner.App.Features.Lists;
using Commissioner.App.Features.Turns;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;

namespace Commissioner.App.Features.Cases;

/// <summary>What a list of cases is narrowed to, as its address says.</summary>
public sealed class CaseFilters
{
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

    /// <summary>In another order than the list's own.</summary>
    public CaseSort? Sort { get; set; }

    /// <summary>The place after which the page begins.</summary>
    public string? After { get; set; }

    /// <summary>Something is left out.</summary>
    public bool Any => Status is not null || Alarm is not null || !string.IsNullOrWhiteSpace(Category) || !string.IsNullOrWhiteSpace(Q);

    /// <summary>The page of this box.</summary>
    public ListCases Of(Box box) => new(box, Status, Q, Category, null, Alarm, 50, After, Turn, null, Sort);

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
            ["sort"] = Sort?.ToString(),
            ["after"] = after,
        };
        return all.Where(f => !string.IsNullOrWhiteSpace(f.Value)).ToDictionary(f => f.Key, f => f.Value!);
    }
}
