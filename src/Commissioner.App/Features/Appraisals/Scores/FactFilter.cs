using System.ComponentModel;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Microsoft.AspNetCore.Mvc;
using Counts = Commissioner.Domain.Appraisals.Measure;

namespace Commissioner.App.Features.Scores;

/// <summary>Which things are asked for of all that a unit's scores are made of, so that each number leads to those behind it.</summary>
public sealed class FactFilter
{
    /// <summary>That count in this measure, or could.</summary>
    [FromQuery]
    [Description("That count in this measure, or could.")]
    public Measure? Measure { get; set; }

    /// <summary>That count, or are left out for one of these reasons; all where nothing is said.</summary>
    [FromQuery]
    [Description("That count, or are left out for one of these reasons; all where nothing is said.")]
    public LeftOut[] Why { get; set; } = [];

    /// <summary>Of cases of this category.</summary>
    [FromQuery]
    [Description("Of cases of this category.")]
    public string? Category { get; set; }

    /// <summary>Lateness that is this holder's.</summary>
    [FromQuery]
    [Description("Lateness that is this holder's.")]
    public HolderKind? Holder { get; set; }

    /// <summary>In the numerator, or not in it.</summary>
    [FromQuery]
    [Description("In the numerator, or not in it.")]
    public bool? Met { get; set; }

    /// <summary>Something is left out.</summary>
    public bool Any => Measure is not null || Why.Length > 0 || !string.IsNullOrEmpty(Category) || Holder is not null || Met is not null;

    internal IQueryable<Fact> Narrow(IQueryable<Fact> facts, UnitKind unit)
    {
        if (Measure is { } measure)
        {
            var kind = KindOf(measure, unit);
            facts = facts.Where(f => f.Kind == kind);
        }

        if (Why is { Length: > 0 } reasons)
        {
            facts = facts.Where(f => reasons.Contains(f.Why));
        }

        if (!string.IsNullOrEmpty(Category))
        {
            var category = Category;
            facts = facts.Where(f => f.Category == category);
        }

        if (Holder == HolderKind.Department)
        {
            facts = facts.Where(f => f.DepartmentId != null);
        }
        else if (Holder is { } holder)
        {
            var key = CaseFacts.KeyOf(holder);
            facts = facts.Where(f => f.SubjectId == key);
        }

        return Met is { } met ? Numerator(facts, unit, met) : facts;
    }

    // Must agree with Fact.Marks, which decides what is in the numerator.
    private IQueryable<Fact> Numerator(IQueryable<Fact> facts, UnitKind unit, bool met)
    {
        var kept = (Measure, unit) switch
        {
            (Counts.OnTime, UnitKind.Person) => 1 | 4,
            (Counts.OnTimeUnextended, UnitKind.Person) => 2 | 4,
            (Counts.OnTime, UnitKind.Park) => 1,
            (Counts.OnTimeUnextended, UnitKind.Park) => 2,
            _ => 0,
        };
        var worst = Measure switch
        {
            Counts.Satisfaction => 3,
            Counts.StrictSatisfaction => 2,
            _ => long.MaxValue,
        };
        var least = Measure == Counts.StrictResolution ? 2 : 1;
        return kept > 0 ? facts.Where(f => (f.Value & kept) != 0 == met) : facts.Where(f => (f.Value >= least && f.Value <= worst) == met);
    }

    private static FactKind KindOf(Measure measure, UnitKind unit) =>
        (measure, unit) switch
        {
            (Counts.Response, _) => FactKind.FirstContact,
            (Counts.CheckIn, _) => FactKind.CheckIn,
            (Counts.OnTime or Counts.OnTimeUnextended, UnitKind.Department) => FactKind.LegResult,
            (Counts.OnTime or Counts.OnTimeUnextended, _) => FactKind.Settle,
            (Counts.Resolution or Counts.StrictResolution, UnitKind.Department) => FactKind.PartOutcome,
            (Counts.Resolution or Counts.StrictResolution, _) => FactKind.Outcome,
            (Counts.Satisfaction or Counts.StrictSatisfaction or Counts.Rated, UnitKind.Department) => FactKind.PartRated,
            (Counts.Satisfaction or Counts.StrictSatisfaction or Counts.Rated, _) => FactKind.Rated,
            (Counts.Filed, _) => FactKind.Filed,
            (Counts.LateMinutes, _) => FactKind.Lateness,
            (Counts.Replaced, _) => FactKind.Replacement,
            _ => FactKind.Objection,
        };
}
