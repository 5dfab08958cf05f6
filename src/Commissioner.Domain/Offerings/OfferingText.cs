using Commissioner.Domain.Enterprises;

namespace Commissioner.Domain.Offerings;

/// <summary>What an enterprise says of what it offers or seeks.</summary>
/// <param name="Kind">Whether it offers or seeks it.</param>
/// <param name="Category">What kind of goods or services.</param>
/// <param name="What">In its own words, 1 to 200 characters.</param>
/// <param name="Amount">How much; null where it is not counted.</param>
/// <param name="Unit">What the amount counts; with it, and never without.</param>
/// <param name="PlaceId">In which park or sub-park; null where no park is named.</param>
/// <param name="City">In which city, where no park is named; with neither it is bound to no place.</param>
/// <param name="UntilOn">The last day on which it holds.</param>
/// <param name="Audience">Who may know of it.</param>
public sealed record OfferingText(
    OfferingKind? Kind,
    OfferingCategory? Category,
    string? What,
    decimal? Amount,
    string? Unit,
    Id<Park>? PlaceId,
    string? City,
    DateOnly? UntilOn,
    OfferingAudience? Audience
);
