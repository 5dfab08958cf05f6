namespace Commissioner.App.Channels;

/// <summary>A template that a provider has approved, and what stands in its places.</summary>
/// <param name="Code">By which the provider knows it.</param>
/// <param name="Values">Its values by name, in their order.</param>
public sealed record Template(string Code, IReadOnlyList<(string Name, string Value)> Values)
{
    // Of all messages that have none of their own.
    private const string Any = "*";

    /// <summary>
    /// The template of a message. Beside the message's own facts there are <c>text</c>, <c>link</c>, and <c>path</c>, the link without the
    /// address, for templates that hold the address themselves.
    /// </summary>
    /// <returns>Null where there is none for it, or it lacks a value.</returns>
    public static Template? Of(IReadOnlyDictionary<string, string> templates, Outgoing message)
    {
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(message);
        if ((templates.GetValueOrDefault(message.Key) ?? templates.GetValueOrDefault(Any)) is not { } said)
        {
            return null;
        }

        var (code, names) = Read(said);
        List<(string, string)> values = [];
        foreach (var name in names)
        {
            var value = name switch
            {
                "text" => message.Text,
                "link" => message.Link,
                "path" => message.Link is { } link ? new Uri(link).PathAndQuery.TrimStart('/') : null,
                _ => message.Facts.GetValueOrDefault(name),
            };
            if (value is null)
            {
                return null;
            }

            values.Add((name, value));
        }

        return new(code, values);
    }

    /// <summary>Whether this says a template: its code, and which values stand in it.</summary>
    internal static bool IsReadable(string said) => Read(said) is var (code, names) && code.Length > 0 && names.All(n => n.Length > 0);

    internal static IEnumerable<string> Wrong(string section, IReadOnlyDictionary<string, string> templates) =>
        templates.Count == 0 ? [$"Commissioner:{section}:Templates names no template: without one nothing can be sent."] : [];

    private static (string Code, string[] Names) Read(string said) =>
        said.Split(':', 2, StringSplitOptions.TrimEntries) is [var code, var names]
            ? (code, names.Split(',', StringSplitOptions.TrimEntries))
            : (said.Trim(), []);
}
