using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Commissioner.App.Pipeline;

namespace Commissioner.App.Hosting;

/// <summary>
/// Instants as programs write them: with their offset. Without one the framework would take the server's own zone for the caller's, which
/// is eight hours wrong on most servers and right by chance on some.
/// </summary>
internal static partial class Instants
{
    /// <summary>Whether it is a date, a time and an offset, of years that a calendar can hold.</summary>
    public static bool TryRead(string? text, out DateTimeOffset at)
    {
        at = default;
        return text is { Length: <= 40 }
            && Written().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out at)
            && IsUsual(at.UtcDateTime);
    }

    /// <summary>Whether reckoning with it stays within what databases and calendars can hold.</summary>
    public static bool IsUsual(DateTime at) => at.Year is >= 1900 and < 2200;

    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Written();

    /// <summary>Reads an instant of a body.</summary>
    internal sealed class Json : JsonConverter<DateTimeOffset>
    {
        /// <inheritdoc/>
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TryRead(reader.GetString(), out var at) ? at : throw new InstantUnreadable();

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);
    }
}

/// <summary>Thrown at an instant of a body that is none; the serializer adds where it stands.</summary>
internal sealed class InstantUnreadable() : JsonException(PipelineRules.InstantUnreadable.Message)
{
    /// <summary>Where it stands, as programs write it: <c>meet.at</c>.</summary>
    public string Field => Path?.StartsWith("$.", StringComparison.Ordinal) == true ? Path[2..] : Path ?? "";
}
