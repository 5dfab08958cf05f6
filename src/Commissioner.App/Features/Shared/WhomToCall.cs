using Commissioner.Domain.People;

namespace Commissioner.App.Features.Shared;

/// <summary>Whom an enterprise calls.</summary>
/// <param name="Name">Its commissioner; null where the duty desk serves.</param>
/// <param name="Phone">The commissioner's ways, as they are stored; null or empty without any.</param>
/// <param name="Hotline">The park's hotline; null without one.</param>
/// <param name="OutOfHours">The park does not work just now.</param>
public sealed record WhomToCall(string? Name, string? Phone, string? Hotline, bool OutOfHours)
{
    /// <summary>Out of hours, or where no number of a commissioner is known, it is the hotline that answers.</summary>
    public bool NamesHotline => !string.IsNullOrEmpty(Hotline) && (OutOfHours || string.IsNullOrEmpty(Phone));

    /// <summary>The number to call first, of several; null without any.</summary>
    public static string? First(string? stored) => ContactWays.Stored(stored).First?.ToString();
}
