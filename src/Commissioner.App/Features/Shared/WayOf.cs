using Commissioner.Domain.People;

namespace Commissioner.App.Features.Shared;

/// <summary>A way to reach somebody.</summary>
/// <param name="Number">The number as it is written here.</param>
/// <param name="Dial">What a telephone dials.</param>
/// <param name="Channels">What it serves: a line is called, a mobile takes text messages as well.</param>
public sealed record WayOf(string Number, string Dial, IReadOnlyList<PhoneChannel> Channels)
{
    /// <summary>The ways as they are stored, one by one.</summary>
    public static IReadOnlyList<WayOf> All(string? stored) =>
        [.. ContactWays.Stored(stored).Numbers.Select(n => new WayOf(n.ToString(), n.Dial, n.Channels))];
}
