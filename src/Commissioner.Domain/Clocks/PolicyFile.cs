using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioner.Domain.Calendars;

namespace Commissioner.Domain.Clocks;

/// <summary>A policy as people edit, compare and hand on: JSON <c>{"rules": [{"code", "kind", "limit": "5d", …}]}</c>.</summary>
public static class PolicyFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false), new WorkingTimeJson() },
    };

    /// <summary>Writes the limits.</summary>
    public static string Write(PromisePolicy policy) => JsonSerializer.Serialize(new Content([.. policy.Rules]), Json);

    /// <summary>Reads limits as a version.</summary>
    /// <exception cref="RuleBroken"><see cref="PolicyRules.PolicyUnreadable"/> with what and where, or what the limits may not
    /// be.</exception>
    public static PromisePolicy Read(int version, string text)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(text, Json);
            var rules = content?.Rules ?? throw new RuleBroken(PolicyRules.PolicyUnreadable, "rules");
            // A version from before a kind of promise was known has the first policy's limits for it.
            return new(version, [.. rules, .. FirstPolicy.AddedLater.Where(later => rules.All(r => r.Kind != later.Kind))]);
        }
        catch (JsonException exception)
        {
            throw new RuleBroken(
                PolicyRules.PolicyUnreadable,
                $"{exception.Path} ({exception.LineNumber + 1}:{exception.BytePositionInLine + 1})"
            )
            {
                Field = "content",
            };
        }
    }

    private sealed record Content(IReadOnlyList<PromiseRule>? Rules);

    private sealed class WorkingTimeJson : JsonConverter<WorkingTime>
    {
        public override WorkingTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && WorkingTime.TryParse(reader.GetString(), out var time)
                ? time
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, WorkingTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
