using System.Diagnostics.CodeAnalysis;

namespace Commissioner.App.Hosting;

/// <summary>A value of an enumeration in a query string, by its name, without regard to case. Its number is refused.</summary>
internal readonly record struct Named<T>(T Value) : IParsable<Named<T>>
    where T : struct, Enum
{
    public static Named<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var named) ? named : throw new FormatException($"{s} is no {typeof(T).Name}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Named<T> result)
    {
        var name = Enum.GetNames<T>().FirstOrDefault(n => string.Equals(n, s, StringComparison.OrdinalIgnoreCase));
        result = name is null ? default : new(Enum.Parse<T>(name));
        return name is not null;
    }
}
