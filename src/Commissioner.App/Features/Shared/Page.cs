using Commissioner.App.Pipeline;
using Commissioner.Domain;

namespace Commissioner.App.Features.Shared;

/// <summary>A page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">Cursor to the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>The place in a list after which the next page begins.</summary>
internal static class Cursor
{
    public static string Write<T>(DateTimeOffset at, Id<T> id) => $"{at.UtcTicks:x}-{id.Value:n}";

    public static (DateTimeOffset At, Id<T> Id)? Read<T>(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var parts = text.Split('-');
        return
            parts.Length == 2
            && long.TryParse(parts[0], System.Globalization.NumberStyles.HexNumber, null, out var ticks)
            && ticks >= 0
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && Guid.TryParseExact(parts[1], "n", out var id)
            ? (new(ticks, TimeSpan.Zero), new(id))
            : throw new RuleBroken(PipelineRules.CursorUnknown) { Field = "after" };
    }
}
