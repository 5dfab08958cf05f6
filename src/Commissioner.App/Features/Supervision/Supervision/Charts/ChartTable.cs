using System.Globalization;
using Commissioner.App.Features.Shared;

namespace Commissioner.App.Features.Supervision.Charts;

/// <summary>A table of figures: what is on the page, what a chart is drawn from, and what goes into a file are the same.</summary>
/// <param name="Id">Its place on the page, and its name in an address.</param>
/// <param name="Drawn">How it is drawn; null where it is not.</param>
/// <param name="Title">What it is of.</param>
/// <param name="Note">How it is to be read; null where that is plain.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows.</param>
public sealed record ChartTable(
    string Id,
    string? Drawn,
    string Title,
    string? Note,
    IReadOnlyList<ChartColumn> Columns,
    IReadOnlyList<ChartRow> Rows
);

/// <summary>A column.</summary>
/// <param name="Key">What the drawing knows it by.</param>
/// <param name="Text">Its head.</param>
public sealed record ChartColumn(string Key, string Text);

/// <summary>A row.</summary>
/// <param name="Cells">One a column.</param>
/// <param name="IsPart">A part of another row: not drawn, and not to be added up.</param>
public sealed record ChartRow(IReadOnlyList<ChartCell> Cells, bool IsPart = false);

/// <summary>A cell.</summary>
/// <param name="Text">As people read it.</param>
/// <param name="Number">As it is drawn, and written into files; null where it is no number.</param>
/// <param name="Href">What stands behind it; null where that is all.</param>
public sealed record ChartCell(string Text, decimal? Number = null, string? Href = null)
{
    /// <summary>The instant that the text says, UTC; null where it says none. Files write it with its year.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>As a file holds it: a number, a text, or nothing where the page has a dash.</summary>
    public object? Written =>
        Number is { } number ? number
        : At is { } at ? Moments.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : Text == "–" ? null
        : Text;
}
