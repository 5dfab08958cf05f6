namespace Commissioner.App.Features.Imports;

/// <summary>A row as it is read from a file, before it is known what its cells stand under.</summary>
/// <param name="Number">As a spreadsheet numbers it.</param>
/// <param name="Cells">Trimmed.</param>
/// <param name="Hidden">The spreadsheet does not show it: hidden, or filtered out.</param>
internal sealed record TableLine(int Number, List<string> Cells, bool Hidden = false)
{
    /// <summary>Up to the last cell that is not blank.</summary>
    internal int Width { get; } = Cells.FindLastIndex(cell => cell.Length > 0) + 1;
}
