using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;
using Commissioner.App.Features.Shared;

namespace Commissioner.App.Hosting;

/// <summary>All words that people read, from the features' <c>.restext</c> files: zh-CN, and English beside it.</summary>
public sealed class Texts
{
    private readonly FrozenDictionary<string, string> _chinese;
    private readonly FrozenDictionary<string, string> _english;

    /// <summary>Reads the files of this assembly.</summary>
    /// <exception cref="InvalidOperationException">Two files say the same key.</exception>
    public Texts()
    {
        var assembly = typeof(Texts).Assembly;
        _chinese = Read(assembly);
        _english = Read(assembly.GetSatelliteAssembly(CultureInfo.GetCultureInfo("en")));
    }

    /// <summary>Keys in Chinese.</summary>
    public IReadOnlyCollection<string> Chinese => _chinese.Keys;

    /// <summary>Keys in English.</summary>
    public IReadOnlyCollection<string> English => _english.Keys;

    /// <summary>The text in the reader's language; the key itself where there is none.</summary>
    public string this[string key] => Find(key) ?? key;

    /// <summary>The text with values in its places {0}, {1} …; an instant among them is said by the park's clock.</summary>
    public string this[string key, params object?[] values] => string.Format(Said.Here, this[key], values);

    /// <summary>The text in the reader's language, or null.</summary>
    public string? Find(string key) =>
        (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? _english : _chinese).GetValueOrDefault(key);

    /// <summary>The text in a language, whoever reads; the key itself where there is none.</summary>
    public string In(string culture, string key) => (culture == "en" ? _english : _chinese).GetValueOrDefault(key) ?? key;

    /// <summary>The text in both languages, for what people write into tables.</summary>
    public IEnumerable<string> InBoth(string key) => new[] { _chinese, _english }.Select(t => t.GetValueOrDefault(key)).OfType<string>();

    /// <summary>The name of a value of an enumeration: behind its type's name, the key of its text.</summary>
    public string Name<T>(T value)
        where T : struct, Enum => this[$"{char.ToLowerInvariant(typeof(T).Name[0])}{typeof(T).Name[1..]}.{value}"];

    private static FrozenDictionary<string, string> Read(Assembly assembly)
    {
        Dictionary<string, string> all = [];
        foreach (var file in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".resources", StringComparison.Ordinal)))
        {
            using var reader = new ResourceReader(assembly.GetManifestResourceStream(file)!);
            foreach (System.Collections.DictionaryEntry entry in reader)
            {
                if (!all.TryAdd((string)entry.Key, (string)entry.Value!))
                {
                    throw new InvalidOperationException($"The text {entry.Key} is said twice, once in {file}.");
                }
            }
        }

        return all.ToFrozenDictionary();
    }

    // Every sentence goes through here, so that no rule or page has to remember that instants are kept in UTC.
    private sealed class Said : IFormatProvider, ICustomFormatter
    {
        public static readonly Said Here = new();

        public object? GetFormat(Type? formatType) =>
            formatType == typeof(ICustomFormatter) ? this : CultureInfo.CurrentCulture.GetFormat(formatType!);

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
            arg switch
            {
                DateTimeOffset at when string.IsNullOrEmpty(format) => Moments.Say(at),
                DateTimeOffset at => Moments.Local(at).ToString(format, CultureInfo.CurrentCulture),
                IFormattable value => value.ToString(format, CultureInfo.CurrentCulture),
                _ => arg?.ToString() ?? "",
            };
    }
}
