using System.Text.Json;

namespace Commissioner.App.Channels;

/// <summary>What an answer says, read without trust: it may be anything.</summary>
public static class Said
{
    // Codes of providers are short and hold neither numbers of people nor texts.
    private const int LongestCode = 48;

    /// <summary>The answer as JSON; null where it is none.</summary>
    public static JsonElement? Json(string body)
    {
        try
        {
            using var read = JsonDocument.Parse(body);
            return read.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What stands at a path, <c>result.0.code</c>; null where nothing does.</summary>
    public static string? At(this JsonElement? json, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (json is not { } at)
        {
            return null;
        }

        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out var member))
            {
                at = member;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(step, out var place) && place >= 0 && place < at.GetArrayLength())
            {
                at = at[place];
            }
            else
            {
                return null;
            }
        }

        return at.ValueKind switch
        {
            JsonValueKind.String => at.GetString(),
            JsonValueKind.Null => null,
            _ => at.GetRawText(),
        };
    }

    /// <summary>What may be kept as a code: letters, digits, points and dashes; anything else could be a text or an address.</summary>
    public static string Code(string? said, string otherwise) =>
        said is { Length: > 0 and <= LongestCode }
        && said.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':')
        && said.Count(char.IsAsciiDigit) < 10
            ? said
            : otherwise;
}
