using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;

namespace Commissioner.Domain.Enterprises;

/// <summary>A high-tech park, or one of its sub-parks 园区.</summary>
public sealed class Park
{
    private Park() { }

    public Id<Park> Id { get; private set; }

    /// <summary>The letters its case numbers begin with, such as <c>FL</c>; a sub-park's numbers carry its park's.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Its name as shown.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The park it is part of; null for the park itself.</summary>
    public Id<Park>? PartOfId { get; private set; }

    /// <summary>The calendar that its promises run on; null for the product's own.</summary>
    public string? CalendarCode { get; private set; }

    /// <summary>Keeps hours of its own from now on; null for the product's.</summary>
    public void KeepHours(string? calendarCode) => CalendarCode = calendarCode;

    /// <summary>
    /// By which its hotline is reached: <see cref="ContactWays"/>; null without one, and of a sub-park, which has its park's.
    /// </summary>
    public string? HotlinePhone { get; private set; }

    /// <summary>Has this hotline from now on; none where it has no number.</summary>
    public void AnswerAt(ContactWays ways)
    {
        ArgumentNullException.ThrowIfNull(ways);
        HotlinePhone = ways.Numbers.Count > 0 ? ways.ToString() : null;
    }

    /// <summary>
    /// What follows from a poor result here; null for the park's own choice, or of the park for <see cref="PoorResultPolicy.Immediate"/>.
    /// </summary>
    public PoorResultPolicy? PoorResult { get; private set; }

    /// <summary>Chooses what follows from a poor result from now on.</summary>
    public void AnswerPoorResults(PoorResultPolicy? policy) => PoorResult = policy;

    /// <summary>Is called this from now on.</summary>
    /// <exception cref="RuleBroken"><see cref="ParkRules.ParkNameMissing"/>.</exception>
    public void Rename(string name)
    {
        Demand(ParkRules.IsName(name), ParkRules.ParkNameMissing, "name");
        Name = name;
    }

    /// <summary>Sets a park or a sub-park up.</summary>
    /// <exception cref="RuleBroken"><see cref="ParkRules.ParkCodeUnfit"/> or <see cref="ParkRules.SubParkCodeUnfit"/>, <see
    /// cref="ParkRules.ParkNameMissing"/>.</exception>
    public static Park Found(Id<Park> id, string code, string name, Id<Park>? partOf = null)
    {
        Demand(partOf is not null || ParkRules.IsCode(code), ParkRules.ParkCodeUnfit, "code");
        Demand(partOf is null || ParkRules.IsPartsCode(code), ParkRules.SubParkCodeUnfit, "code");
        var park = new Park
        {
            Id = id,
            Code = code,
            PartOfId = partOf,
        };
        park.Rename(name);
        return park;
    }

    private static void Demand(bool holds, Rule rule, string field)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}
