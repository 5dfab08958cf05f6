using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioner.App.Features.Scores;
using Commissioner.App.Features.Shared;
using Commissioner.Domain.Appraisals;

namespace Commissioner.App.Features.Publications;

/// <summary>What was published of one unit.</summary>
/// <param name="Suppressed">Too few enterprises stand behind it.</param>
/// <param name="Span">Over what the figures are: longer than the quarter where that was too little.</param>
public sealed record PublishedUnit(
    UnitKind Kind,
    string Name,
    bool Suppressed,
    Band? Band,
    decimal? Composite,
    IReadOnlyList<PublishedRate> Rates,
    ScoreSpan Span = ScoreSpan.Period
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>As it is kept.</summary>
    public static string Write(IReadOnlyList<PublishedUnit> units) => JsonSerializer.Serialize(units, Json);

    /// <summary>As it was kept.</summary>
    public static IReadOnlyList<PublishedUnit> Read(string content) =>
        JsonSerializer.Deserialize<IReadOnlyList<PublishedUnit>>(content, Json)!;
}

/// <summary>A rate: so many of so many, rounded down, with the lower end of its interval and what was left out.</summary>
public sealed record PublishedRate(
    Measure Measure,
    decimal K,
    long N,
    decimal? Value,
    decimal? Lower,
    IReadOnlyList<LeftOutCount> Excluded
);
