using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Commissioner.Data;
using Commissioner.Data.Sealing;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore.Query;

namespace Commissioner.App.Features.Shared;

/// <summary>What somebody looks for: words of which each must be found, and the number that it may be as a whole.</summary>
/// <param name="Words">The words, as they were typed.</param>
/// <param name="Phone">The telephone number that it is as a whole; null where it is none.</param>
internal sealed partial record SearchWords(IReadOnlyList<string> Words, PhoneNumber? Phone)
{
    private const int Most = 5;
    private const int Longest = 100;

    /// <summary>The words of a search; null where nothing is looked for.</summary>
    public static SearchWords? Of(string? typed)
    {
        List<string> words =
        [
            .. Blank()
                .Split(FullWidth.Visible(typed ?? ""))
                .Where(w => w.Length > 0)
                .Select(w => w.Length > Longest ? w[..Longest] : w)
                .Take(Most),
        ];
        if (words.Count == 0)
        {
            return null;
        }

        // A number that was written with blanks is still one word.
        var phone = PhoneReading.TryRead(typed, out var ways) && ways.Numbers is [var only] ? only : (PhoneNumber?)null;
        return phone is null ? new(words, null) : new([string.Join(' ', words)], phone);
    }

    /// <summary>How a case's number may be written here: whole, a part of it, or its last digits; null where the word is none.</summary>
    public static string? NumberLike(string word)
    {
        var bare = FullWidth.Bare(word).Trim();
        return !Number().IsMatch(bare) ? null
            // Days and years are in every number, so a few digits mean its end.
            : bare.Length < 8 && bare.All(char.IsAsciiDigit) ? TextPattern.Ending(bare)
            : TextPattern.Containing(bare);
    }

    /// <summary>How a credit code may be written here; null where the word can't be a part of one.</summary>
    public static string? CreditCodeLike(string word) => CodeIn(word) is { } part ? TextPattern.Containing(part) : null;

    /// <summary>The word is a part of this credit code.</summary>
    public static bool IsPartOfCode(string word, string code) =>
        CodeIn(word) is { } part && code.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// How ways are stored of which one ends in these digits; null where the word is none. Who sees numbers masked finds by the four digits that
    /// it sees, and by no more: otherwise it could guess the others one by one.
    /// </summary>
    public string? NumbersLike(FieldKeys keys, string word, bool whole)
    {
        if (whole && Phone is { } number)
        {
            return SealedFields.Mark(keys, number.ToString());
        }

        var digits = FullWidth.Bare(word).Trim();
        return digits.All(char.IsAsciiDigit) && (whole || digits.Length == 4) ? SealedFields.Mark(keys, digits) : null;
    }

    /// <summary>Rows for which one of these holds.</summary>
    public static Expression<Func<T, bool>> Any<T>(IEnumerable<Expression<Func<T, bool>>> conditions) =>
        conditions.Aggregate((left, right) => Joined(left, right, Expression.OrElse));

    /// <summary>Rows for which both hold.</summary>
    public static Expression<Func<T, bool>> Both<T>(Expression<Func<T, bool>> left, Expression<Func<T, bool>> right) =>
        Joined(left, right, Expression.AndAlso);

    private static string? CodeIn(string word)
    {
        var bare = FullWidth.Bare(word).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return CreditCodePart().IsMatch(bare) ? bare : null;
    }

    private static Expression<Func<T, bool>> Joined<T>(
        Expression<Func<T, bool>> left,
        Expression<Func<T, bool>> right,
        Func<Expression, Expression, Expression> join
    ) =>
        Expression.Lambda<Func<T, bool>>(
            join(left.Body, ReplacingExpressionVisitor.Replace(right.Parameters[0], left.Parameters[0], right.Body)),
            left.Parameters
        );

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex("^(?=.*[0-9]{2})[A-Za-z0-9-]{2,24}$")]
    private static partial Regex Number();

    [GeneratedRegex("^(?=.*[0-9])[A-Za-z0-9]{4,18}$")]
    private static partial Regex CreditCodePart();
}
