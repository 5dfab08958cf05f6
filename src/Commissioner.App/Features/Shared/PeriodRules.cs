using Commissioner.Domain;
using Commissioner.Domain.Appraisals;

namespace Commissioner.App.Features.Shared;

/// <summary>Rules of periods that figures are asked for.</summary>
public static class PeriodRules
{
    public static readonly Rule PeriodCannotBe = new(nameof(PeriodCannotBe), "A period ends after it begins and spans at most a year.");

    // The calendar reckons with months and years around a period.
    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly DateOnly Last = new(2200, 12, 31);

    /// <summary>Demands a period that can be.</summary>
    /// <exception cref="RuleBroken"><see cref="PeriodCannotBe"/>.</exception>
    public static void Demand(Period period)
    {
        if (period.From < First || period.To > Last || period.To < period.From || period.To.DayNumber - period.From.DayNumber > 366)
        {
            throw new RuleBroken(PeriodCannotBe) { Field = "to" };
        }
    }
}
