namespace Commissioner.App.Features.Shared;

/// <summary>The two fields in which a seat writes what its caller said.</summary>
/// <param name="Words">What was typed so far.</param>
/// <param name="Recording">The recording's reference, or the call's.</param>
public sealed record SpokenFields(string? Words, string? Recording);
