namespace Commissioner.Domain.Appraisals;

/// <summary>How many were left out of a rate for one reason.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Count">How many.</param>
public sealed record LeftOutCount(LeftOut Reason, long Count);

/// <summary>
/// A share k of n, with what was left out and why. The numerator is kept in halves, since a partly resolved case counts half.
/// </summary>
/// <param name="Halves">Twice the numerator.</param>
/// <param name="N">The denominator.</param>
/// <param name="Excluded">What was left out, by reason.</param>
public sealed record Rate(long Halves, long N, IReadOnlyList<LeftOutCount> Excluded)
{
    /// <summary>The quantile of Wilson's interval: 95 % from both sides.</summary>
    public const double Z = 1.96;

    // Shares are cut off after six places and never rounded up, so that 1 means all of them.
    private const long Places = 1_000_000;

    /// <summary>The numerator.</summary>
    public decimal K => Halves / 2m;

    /// <summary>The share in millionths, rounded down; null of nothing. 1 only where all are.</summary>
    public decimal? Value => N == 0 ? null : Halves * Places / (2 * N) / (decimal)Places;

    /// <summary>The lower end of Wilson's interval, rounded down; null of nothing.</summary>
    public decimal? Lower => Bound(-1) is { } low ? Math.Floor((decimal)low * Places) / Places : null;

    /// <summary>The upper end of Wilson's interval, rounded down; null of nothing.</summary>
    public decimal? Upper => Bound(1) is { } high ? Math.Floor((decimal)high * Places) / Places : null;

    /// <summary>The share in percent with two places, cut off: 19,880 of 19,881 is 99.99, not 100.</summary>
    public static decimal? Percent(decimal? share) => share is { } s ? Math.Floor(s * 10_000) / 100 : null;

    // E. B. Wilson, Probable inference, J. Am. Stat. Assoc. 22 (1927): (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
    private double? Bound(int side)
    {
        if (N == 0)
        {
            return null;
        }

        var (n, p) = ((double)N, Halves / 2.0 / N);
        var square = Z * Z;
        return Math.Clamp(
            (p + (square / (2 * n)) + (side * Z * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n))))) / (1 + (square / n)),
            0,
            1
        );
    }
}
