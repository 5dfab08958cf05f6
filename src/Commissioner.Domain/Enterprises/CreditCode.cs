using System.Diagnostics.CodeAnalysis;

namespace Commissioner.Domain.Enterprises;

/// <summary>The 18 characters by which every organisation in China is registered: 统一社会信用代码, GB 32100-2015.</summary>
public readonly record struct CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private readonly string? code;

    private CreditCode(string code) => this.code = code;

    /// <summary>The code in <paramref name="text"/>, typed narrow or full-width, in either case, with spaces, hyphens or marks that nobody sees between.</summary>
    /// <exception cref="RuleBroken"><see cref="CreditCodeRules.CreditCodeInvalid"/></exception>
    public static CreditCode Parse(string text) => TryParse(text, out var code) ? code : throw Invalid(text);

    /// <summary>Whether <paramref name="text"/> is a credit code whose check character is right.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CreditCode code)
    {
        code = default;
        var plain = Plain(text ?? "");
        if (plain.Length != 18 || Check(plain.AsSpan(0, 17)) is not { } check || check != plain[17])
        {
            return false;
        }

        code = new(plain);
        return true;
    }

    /// <summary>The code that begins with these 17 characters.</summary>
    /// <exception cref="RuleBroken"><see cref="CreditCodeRules.CreditCodeInvalid"/></exception>
    public static CreditCode WithCheckDigit(string first17)
    {
        var plain = Plain(first17);
        return plain.Length == 17 && Check(plain) is { } check ? new(plain + check) : throw Invalid(first17);
    }

    /// <summary>The 18 characters; empty for a code never given.</summary>
    public override string ToString() => code ?? "";

    // GB 32100-2015, 5.2: 31 - (Σ Cᵢ · 3^(i-1) mod 31), where 31 counts as 0; null where a character is outside the alphabet.
    private static char? Check(ReadOnlySpan<char> first17)
    {
        var sum = 0;
        var weight = 1;
        foreach (var character in first17)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            sum += value * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - sum % 31) % 31];
    }

    private static string Plain(string text) => string.Concat(FullWidth.Bare(text).Where(c => c is not ('-' or ' '))).ToUpperInvariant();

    private static RuleBroken Invalid(string? text) => new(CreditCodeRules.CreditCodeInvalid, text ?? "");
}
