using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Commissioner.Domain;

namespace Commissioner.App.Pipeline;

/// <summary>The one border that typed text passes: every text of a request is cleaned before anything of it is looked at.</summary>
internal static partial class Typed
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = [];

    /// <summary>Cleans the texts of a request, and of what it holds, in their places.</summary>
    public static void Clean(object request)
    {
        foreach (var property in Known.GetOrAdd(request.GetType(), Holding))
        {
            switch (property.GetValue(request))
            {
                case string text:
                    property.SetValue(request, Cleaned(property.Name, text));
                    break;
                case IList<string> { IsReadOnly: false } texts:
                    for (var i = 0; i < texts.Count; i++)
                    {
                        texts[i] = Cleaned(property.Name, texts[i]);
                    }

                    break;
                case IList<string> texts when property.SetMethod is not null && property.PropertyType.IsAssignableFrom(typeof(string[])):
                    property.SetValue(request, texts.Select(t => Cleaned(property.Name, t)).ToArray());
                    break;
                case IEnumerable some:
                    foreach (var one in some)
                    {
                        if (one is not null && IsOurs(one.GetType()))
                        {
                            Clean(one);
                        }
                    }

                    break;
                case { } inner when IsOurs(inner.GetType()):
                    Clean(inner);
                    break;
            }
        }
    }

    // A list from JSON may hold null in spite of its type.
    private static string Cleaned(string name, string? text) =>
        text is null ? null! : TypedText.Clean(text, lines: !OneLine().IsMatch(name));

    private static PropertyInfo[] Holding(Type type) =>
        [
            .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(p =>
                    p.GetIndexParameters().Length == 0
                    && !p.Name.EndsWith("Password", StringComparison.Ordinal)
                    && (
                        p.PropertyType == typeof(string)
                            ? p.SetMethod is not null
                            : IsOurs(p.PropertyType) || typeof(IEnumerable).IsAssignableFrom(p.PropertyType)
                    )
                ),
        ];

    private static bool IsOurs(Type type) =>
        !type.IsEnum
        && !type.IsPrimitive
        && type.Namespace?.StartsWith("Commissioner", StringComparison.Ordinal) == true
        && (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Id<>));

    // What names or finds something is one line; what tells something keeps its line breaks.
    [GeneratedRegex(
        "(Title|Name|Phone|Place|Number|Code|Matter|SpokenWith|Search|Q|Category|Notice|Email)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex OneLine();
}
