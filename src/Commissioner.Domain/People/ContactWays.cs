using System.Diagnostics.CodeAnalysis;

namespace Commissioner.Domain.People;

/// <summary>
/// The ways by which somebody is reached, the first of them first tried; stored as <c>13812345678/0512-66668888</c>. Several people may
/// have one and the same.
/// </summary>
public sealed record ContactWays
{
    /// <summary>How many ways somebody can have.</summary>
    public const int Most = 5;

    /// <summary>How long they may be as they are stored.</summary>
    public const int LongestText = 200;

    /// <summary>Nobody said by which.</summary>
    public static readonly ContactWays None = new([]);

    private ContactWays(IReadOnlyList<PhoneNumber> numbers) => Numbers = numbers;

    /// <summary>The numbers, in their order.</summary>
    public IReadOnlyList<PhoneNumber> Numbers { get; }

    /// <summary>The number to call first; null without any.</summary>
    public PhoneNumber? First => Numbers.Count > 0 ? Numbers[0] : null;

    /// <summary>The first that takes text messages; null where none does.</summary>
    public PhoneNumber? ForTexts => Numbers.Select(n => (PhoneNumber?)n).FirstOrDefault(n => n!.Value.TakesTexts);

    /// <summary>What may be shown of them without a purpose.</summary>
    public string Masked => string.Join('/', Numbers.Select(n => n.Masked));

    /// <summary>These numbers, each once; null where they are none, or more than are kept.</summary>
    public static ContactWays? Of(IEnumerable<PhoneNumber> numbers) =>
        numbers.Distinct().ToList() is { Count: > 0 and <= Most } once ? new(once) : null;

    /// <summary>Whether these are ways as they are stored, at least one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ContactWays? ways)
    {
        ways = null;
        List<PhoneNumber> numbers = [];
        foreach (var part in (text ?? "").Split('/'))
        {
            if (!PhoneNumber.TryParse(part, out var number))
            {
                return false;
            }

            numbers.Add(number);
        }

        ways = Of(numbers);
        return ways is not null;
    }

    /// <summary>Ways as they are stored; none where nothing was.</summary>
    public static ContactWays Stored(string? text) => TryParse(text, out var ways) ? ways : None;

    /// <summary>Ways as they are stored, demanded of a field.</summary>
    /// <exception cref="RuleBroken"><see cref="PhoneNumberRules.PhoneNumberInvalid"/></exception>
    public static ContactWays Demanded(string? text, string field) =>
        TryParse(text, out var ways) ? ways : throw new RuleBroken(PhoneNumberRules.PhoneNumberInvalid, text ?? "") { Field = field };

    /// <inheritdoc/>
    public bool Equals(ContactWays? other) => other is not null && Numbers.SequenceEqual(other.Numbers);

    /// <inheritdoc/>
    public override int GetHashCode() => Numbers.Aggregate(0, HashCode.Combine);

    /// <summary>The ways as they are stored.</summary>
    public override string ToString() => string.Join('/', Numbers);
}
