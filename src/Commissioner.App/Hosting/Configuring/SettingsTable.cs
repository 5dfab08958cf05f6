using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Commissioner.App.Channels;

namespace Commissioner.App.Hosting.Configuring;

/// <summary>A setting that an installation may have.</summary>
/// <param name="Name">Its whole name; <c>&lt;name&gt;</c> stands for a word of one's own, <c>0</c> for any place of a list.</param>
/// <param name="Type">What it is read as; of a list or a table one value's type.</param>
/// <param name="Default">What counts where it is left out; empty for nothing.</param>
/// <param name="Meaning">What it decides.</param>
/// <param name="Checks">What a value must be beside readable.</param>
public sealed record Setting(string Name, Type Type, string Default, string Meaning, IReadOnlyList<ValidationAttribute> Checks)
{
    private Type Plain => Nullable.GetUnderlyingType(Type) ?? Type;

    /// <summary>What a value is, in words.</summary>
    public string Kind =>
        Checks.OfType<IsAttribute>().FirstOrDefault()?.Said
        ?? (
            Checks.OfType<AllowedValuesAttribute>().FirstOrDefault() is { } one ? OneOf(one.Values)
            : Plain.IsEnum ? OneOf(Enum.GetNames(Plain))
            : Plain == typeof(bool) ? "true or false"
            : Plain == typeof(int) ? "whole number" + Within()
            : Plain == typeof(TimeSpan) ? "duration hh:mm:ss" + Within()
            : "text"
        );

    /// <summary>Whether it is this setting that a configuration's key means.</summary>
    public bool IsAt(string key) => Steps(key) == Name.Count(c => c == ':') + 1 && IsBelow(key);

    /// <summary>Whether it stands in the section that a configuration's key means, or is it.</summary>
    public bool IsBelow(string key) =>
        Steps(key) <= Name.Count(c => c == ':') + 1
        && Name.Split(':')
            .Zip(key.Split(':'))
            .All(p =>
                p.First switch
                {
                    "<name>" => true,
                    "0" => int.TryParse(p.Second, NumberStyles.None, CultureInfo.InvariantCulture, out _),
                    _ => p.First.Equals(p.Second, StringComparison.OrdinalIgnoreCase),
                }
            );

    /// <summary>Whether it may have this value.</summary>
    public bool Takes(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length == 0 && Nullable.GetUnderlyingType(Type) is not null)
        {
            return true;
        }

        // A name's number is read as the name it stands for, or for none: only names are taken.
        if (Plain.IsEnum)
        {
            return Enum.GetNames(Plain).Contains(value, StringComparer.OrdinalIgnoreCase);
        }

        try
        {
            var read = TypeDescriptor.GetConverter(Plain).ConvertFromInvariantString(value);
            return Checks.All(c => c.IsValid(read));
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    private static int Steps(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Count(c => c == ':') + 1;
    }

    private string Within() =>
        Checks.OfType<RangeAttribute>().FirstOrDefault() is not { } range ? ""
        : range.Maximum is int.MaxValue ? $", {range.Minimum} or more"
        : $", {Bound(range.Minimum)} to {Bound(range.Maximum)}";

    // The attribute holds durations as it was written until it is first asked, and as what they mean from then on.
    private string Bound(object bound) =>
        Plain != typeof(TimeSpan) ? $"{bound}"
        : (bound as TimeSpan? ?? TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture))
            is { Ticks: > 0 and < TimeSpan.TicksPerSecond } brief
            ? brief.ToString(@"hh\:mm\:ss\.FF", CultureInfo.InvariantCulture)
        : $"{bound}";

    private static string OneOf(IReadOnlyList<object?> values) => string.Join(", ", values.SkipLast(1)) + $" or {values[^1]}";
}

/// <summary>
/// Every setting below <c>Commissioner:</c>, as the classes say that hold them: what <c>commissioner settings</c> prints, and what the start
/// measures a configuration by.
/// </summary>
public static class SettingsTable
{
    private const string Section = "Commissioner";

    /// <summary>All of them, in the order of their classes.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. Of(typeof(Settings), Section), .. Of(typeof(ChannelSettings), Section)];

    /// <summary>What is wrong with a configuration, a line each. No value is said again: it could be a secret in the wrong place.</summary>
    public static IEnumerable<string> Wrong(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (var (key, value) in configuration.GetSection(Section).AsEnumerable().OrderBy(e => e.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (value is null || key.Equals(Section, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (All.FirstOrDefault(s => s.IsAt(key)) is { } setting)
            {
                if (!setting.Takes(value))
                {
                    yield return $"{key} has no value that it can have: {setting.Kind}.";
                }
            }
            // An empty section is said by no value, or by an empty one.
            else if (value.Length > 0 || !All.Any(s => s.IsBelow(key)))
            {
                yield return $"{key} is no setting: is {Nearest(key).Name} meant? All of them: commissioner settings.";
            }
        }
    }

    /// <summary>They as a table, in Markdown.</summary>
    public static string Print() =>
        string.Join(
            '\n',
            [
                "# Settings",
                "",
                "What `commissioner settings` prints; a test compares. Each may stand in `appsettings.json`, in the environment",
                "(`Commissioner__Mail__Host=…`) or on the command line (`--Commissioner:Mail:Host=…`). `<name>` stands for a word of one's own, `0`",
                "for places of a list: `0`, `1` … What is no setting, or can't have its value, is a line at the start, and nothing starts. Beside them",
                "stand `ConnectionStrings:Commissioner`, a database server instead of the private PostgreSQL, and the framework's own (`urls`, `Logging`).",
                "",
                "| setting | kind | default | meaning |",
                "|---|---|---|---|",
                .. All.Select(s => $"| `{s.Name}` | {s.Kind} | {(s.Default.Length > 0 ? $"`{s.Default}`" : "")} | {s.Meaning} |"),
                "",
            ]
        );

    private static IEnumerable<Setting> Of(Type type, string section, object? its = null)
    {
        its ??= Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(p => p.CanWrite).OrderBy(p => p.MetadataToken))
        {
            var (name, held) = ($"{section}:{property.Name}", property.PropertyType);
            if (held.IsGenericType && typeof(IEnumerable).IsAssignableFrom(held))
            {
                held = held.GetGenericArguments()[^1];
                name += typeof(IDictionary).IsAssignableFrom(property.PropertyType) ? ":<name>" : ":0";
            }

            if (held.IsClass && held != typeof(string))
            {
                foreach (var below in Of(held, name))
                {
                    yield return below;
                }

                continue;
            }

            yield return new(
                name,
                held,
                held == property.PropertyType ? Said(property.GetValue(its)) : "",
                property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "",
                [.. property.GetCustomAttributes<ValidationAttribute>()]
            );
        }
    }

    private static string Said(object? value) =>
        value switch
        {
            null => "",
            bool yes => yes ? "true" : "false",
            IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    // Of the name of a section what stands in it.
    private static Setting Nearest(string key) =>
        All.FirstOrDefault(s => s.IsBelow(key)) ?? All.MinBy(s => Distance(s.Name.ToUpperInvariant(), key.ToUpperInvariant()))!;

    // Levenshtein's distance: how many letters must be put in, taken out or replaced.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                left = Math.Min(Math.Min(left, row[j]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], left);
            }
        }

        return row[^1];
    }
}
