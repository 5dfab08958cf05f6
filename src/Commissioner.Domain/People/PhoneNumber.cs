using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Commissioner.Domain.People;

/// <summary>What somebody can be reached by.</summary>
public enum PhoneChannel
{
    /// <summary>A call.</summary>
    Call,

    /// <summary>A text message.</summary>
    Sms,
}

/// <summary>
/// One way to reach somebody, written one way: <c>13812345678</c> and <c>+85261234567</c> take text messages; what has a part behind a
/// hyphen is only called, <c>0512-66668888-801</c> and <c>+852-23456789</c>, and so is what has neither area nor country:
/// <c>4001234567</c>, <c>95588</c>, <c>66668888</c>. What people write is brought into this form outside, where the world's numbering plans
/// are known.
/// </summary>
public readonly partial record struct PhoneNumber
{
    private static readonly PhoneChannel[] Both = [PhoneChannel.Call, PhoneChannel.Sms];

    private readonly string? number;

    private PhoneNumber(string number) => this.number = number;

    /// <summary>By what its owner can be reached.</summary>
    public IReadOnlyList<PhoneChannel> Channels =>
        number is null ? []
        : TakesTexts ? Both
        : [PhoneChannel.Call];

    /// <summary>Whether it can receive short messages: a number that can't is no worse to be called.</summary>
    public bool TakesTexts => number is not null && Mobile().IsMatch(number);

    /// <summary>
    /// What may be shown without a purpose: <c>138****5678</c>, <c>0512-****8888</c>, <c>+852****4567</c>; never the extension.
    /// </summary>
    public string Masked
    {
        get
        {
            var parts = Stored().Match(number ?? "").Groups;
            var (before, subscriber) = (parts["before"].Value, parts["subscriber"].Value);
            if (before.Length > 0)
            {
                return $"{before}-****{subscriber[^Math.Min(4, subscriber.Length / 2)..]}";
            }

            return subscriber.Length switch
            {
                0 => "",
                < 7 => $"****{subscriber[^2..]}",
                < 10 => $"****{subscriber[^4..]}",
                10 => $"{subscriber[..3]}****{subscriber[^3..]}",
                _ => $"{subscriber[..^8]}****{subscriber[^4..]}",
            };
        }
    }

    /// <summary>What a telephone dials, for a <c>tel:</c> link: it waits before it dials the extension.</summary>
    public string Dial
    {
        get
        {
            var parts = Stored().Match(number ?? "").Groups;
            var extension = parts["extension"].Value;
            return parts["before"].Value + parts["subscriber"].Value + (extension.Length > 0 ? "," + extension : "");
        }
    }

    /// <summary>A number as it is stored.</summary>
    /// <exception cref="RuleBroken"><see cref="PhoneNumberRules.PhoneNumberInvalid"/></exception>
    public static PhoneNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new RuleBroken(PhoneNumberRules.PhoneNumberInvalid, text ?? "");

    /// <summary>Whether <paramref name="text"/> is a number as it is stored.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneNumber number)
    {
        number = text is not null && Stored().IsMatch(text) ? new(text) : default;
        return number != default;
    }

    /// <summary>The number as it is stored; empty for a number never given.</summary>
    public override string ToString() => number ?? "";

    [GeneratedRegex(
        """
            ^ ( (?<before>0[0-9]{2,3}|\+[0-9]{1,3})-(?<subscriber>[0-9]{4,14}) | (?<subscriber>[0-9]{5,12}|\+[0-9]{6,15}) )
            ( -(?<extension>[0-9]{1,6}) )? \z
            """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Stored();

    [GeneratedRegex(@"^(1[3-9][0-9]{9}|\+[0-9]+)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Mobile();
}
