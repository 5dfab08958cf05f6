using Commissioner.Domain;
using Commissioner.Domain.Appraisals;

namespace Commissioner.App.Features.Appraisals;

/// <summary>Rules of reading scores.</summary>
public static class ScoreRules
{
    /// <summary>A period ends after it begins and spans at most a year.</summary>
    public static readonly Rule PeriodCannotBe = new(nameof(PeriodCannotBe), "A period ends after it begins and spans at most a year.");

    /// <summary>Whole calendar quarters that are over.</summary>
    public static readonly Rule QuartersThatAreOver = new(nameof(QuartersThatAreOver), "Scores are shown of whole calendar quarters that are over.");

    /// <summary>Demands a period that can be.</summary>
    /// <exception cref="RuleBroken"><see cref="PeriodCannotBe"/>.</exception>
    public static void Demand(Period period)
    {
        if (period.To < period.From || period.To.DayNumber - period.From.DayNumber > 366)
        {
            throw new RuleBroken(PeriodCannotBe) { Field = "to" };
        }
    }
}
