using Commissioner.App.Features.Cases;

namespace Commissioner.App.Features.SavedViews;

/// <summary>The saved views of a list, as they stand above it.</summary>
/// <param name="Path">The list's own address.</param>
/// <param name="Box">Which list it is.</param>
/// <param name="Views">The views.</param>
/// <param name="Counts">How many cases each holds; null until they are asked for, which the browser does once the list is there.</param>
public sealed record ViewsMenu(string Path, Box Box, IReadOnlyList<SavedViewLine> Views, IReadOnlyDictionary<Guid, int>? Counts)
{
    /// <summary>The lists that views are saved of, and where they are.</summary>
    public static string? PathOf(Box box) =>
        box switch
        {
            Box.Queue => "/cases/queue",
            Box.All => "/cases/all",
            Box.Review => "/closures/review",
            Box.Confidential => "/confidential",
            _ => null,
        };
}
