using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Offerings;

/// <summary>
/// What an enterprise offers or seeks 供给与需求. It alone files and changes it, since it alone decides who may know of it; nobody does in its
/// name.
/// </summary>
public sealed class Offering : Aggregate
{
    /// <summary>How long its words are at the most, in characters.</summary>
    public const int LongestWhat = 200;

    /// <summary>How long a unit is at the most, in characters.</summary>
    public const int LongestUnit = 16;

    /// <summary>How long a city's name is at the most, in characters.</summary>
    public const int LongestCity = 60;

    /// <summary>So many of one enterprise are open at the most.</summary>
    public const int MostOpen = 100;

    /// <summary>What is offered or sought is less than this, whatever its unit.</summary>
    public const decimal AmountBelow = 1_000_000_000_000m;

    private Offering() { }

    public Id<Offering> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    public Id<Enterprise> EnterpriseId { get; private set; }

    public OfferingKind Kind { get; private set; }

    public OfferingCategory Category { get; private set; }

    /// <summary>What it is, in the enterprise's words.</summary>
    public string What { get; private set; } = "";

    /// <summary>How much; null where it is not counted.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>What <see cref="Amount"/> counts.</summary>
    public string? Unit { get; private set; }

    /// <summary>In which park or sub-park; null where none is named.</summary>
    public Id<Park>? PlaceId { get; private set; }

    /// <summary>In which city; null where none is named.</summary>
    public string? City { get; private set; }

    /// <summary>The last day on which it holds, of the park's calendar.</summary>
    public DateOnly UntilOn { get; private set; }

    public OfferingAudience Audience { get; private set; }

    public OfferingState State { get; private set; }

    /// <summary>When it was filed, UTC.</summary>
    public DateTimeOffset FiledAt { get; private set; }

    /// <summary>It may be changed, paused, resumed and ended.</summary>
    public bool IsOpen => State is OfferingState.Open or OfferingState.Paused;

    /// <summary>The enterprise files it.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="OfferingRules"/>.</exception>
    public static Offering File(Id<Enterprise> enterprise, OfferingText says, DateOnly today, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(says);
        DemandOwn(enterprise, by);
        Demand(says.Kind is { } kind && Enum.IsDefined(kind), OfferingRules.OfferingKindMissing, "kind");
        var offering = new Offering
        {
            Id = Id<Offering>.New(now),
            EnterpriseId = enterprise,
            Kind = says.Kind!.Value,
            FiledAt = now,
        };
        offering.Say(says, today);
        offering.Record(by, RoleOf(by), now, new OfferingFiled());
        return offering;
    }

    /// <summary>The enterprise says it otherwise; whether it offers or seeks it stays.</summary>
    /// <returns>Something is other than before.</returns>
    /// <exception cref="RuleBroken">A rule of <see cref="OfferingRules"/>.</exception>
    public bool Change(OfferingText says, DateOnly today, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(says);
        DemandOwn(EnterpriseId, by);
        Demand(IsOpen, OfferingRules.OfferingNotNow);
        var before = Said();
        Say(says with { Kind = Kind }, today);
        if (before == Said())
        {
            return false;
        }

        Record(by, RoleOf(by), now, new OfferingChanged());
        return true;
    }

    /// <summary>The enterprise pauses, resumes or ends it.</summary>
    /// <exception cref="RuleBroken">It is another's, or over.</exception>
    public void Move(OfferingStep step, Actor by, DateTimeOffset now)
    {
        DemandOwn(EnterpriseId, by);
        Demand(
            Enum.IsDefined(step) && (step == OfferingStep.Resume ? State == OfferingState.Paused : IsOpen),
            OfferingRules.OfferingNotNow
        );
        Demand(step != OfferingStep.Pause || State == OfferingState.Open, OfferingRules.OfferingNotNow);
        (State, DomainEvent happened) = step switch
        {
            OfferingStep.Pause => (OfferingState.Paused, new OfferingPaused()),
            OfferingStep.Resume => (OfferingState.Open, new OfferingResumed()),
            OfferingStep.Fulfil => (OfferingState.Fulfilled, new OfferingFulfilled()),
            _ => (OfferingState.Withdrawn, (DomainEvent)new OfferingWithdrawn()),
        };
        Record(by, RoleOf(by), now, happened);
    }

    /// <summary>Its last day is over.</summary>
    public void Expire(DateOnly today, DateTimeOffset now)
    {
        if (IsOpen && UntilOn < today)
        {
            State = OfferingState.Expired;
            Record(Actor.System, Role.System, now, new OfferingExpired());
        }
    }

    /// <summary>Its enterprise merged into another, which offers or seeks it from now on.</summary>
    public void GoOnWith(Enterprise successor, Enterprise merged, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(merged);
        EnterpriseId = successor.Id;
        Record(by, RoleOf(by), now, new OfferingHandedOn(merged.Name));
    }

    /// <summary>Its enterprise is gone.</summary>
    public void EndWithEnterprise(Actor by, DateTimeOffset now)
    {
        State = OfferingState.Withdrawn;
        Record(by, RoleOf(by), now, new OfferingWithdrawn());
    }

    /// <summary>It holds on this day, and nobody paused it.</summary>
    public bool HoldsOn(DateOnly today) => State == OfferingState.Open && UntilOn >= today;

    /// <summary>What it says, as it would be filed.</summary>
    public OfferingText Said() => new(Kind, Category, What, Amount, Unit, PlaceId, City, UntilOn, Audience);

    private void Say(OfferingText says, DateOnly today)
    {
        Demand(says.Category is { } category && Enum.IsDefined(category), OfferingRules.OfferingCategoryMissing, "category");
        Demand(says.Audience is { } audience && Enum.IsDefined(audience), OfferingRules.OfferingAudienceMissing, "audience");
        var what = says.What?.Trim() ?? "";
        Demand(what.Characters() is >= 1 and <= LongestWhat, OfferingRules.OfferingWhatMissing, "what");
        var unit = string.IsNullOrWhiteSpace(says.Unit) ? null : says.Unit.Trim();
        Demand(says.Amount is null or (> 0 and < AmountBelow), OfferingRules.OfferingAmountUnusable, "amount");
        Demand(
            (says.Amount is null) == (unit is null) && (unit ?? "").Characters() <= LongestUnit,
            OfferingRules.OfferingUnitMissing,
            "unit"
        );
        var city = string.IsNullOrWhiteSpace(says.City) ? null : says.City.Trim();
        Demand(
            (city ?? "").Characters() <= LongestCity && (city is null || says.PlaceId is null),
            OfferingRules.OfferingPlaceTwice,
            "city"
        );
        Demand(says.UntilOn >= today && says.UntilOn <= today.AddYears(2), OfferingRules.OfferingUntilUnusable, "untilOn");
        (Category, What, Amount, Unit) = (says.Category!.Value, what, says.Amount is { } a ? decimal.Round(a, 2) : null, unit);
        (PlaceId, City, UntilOn, Audience) = (says.PlaceId, city, says.UntilOn!.Value, says.Audience!.Value);
        Demand(Amount is null or > 0, OfferingRules.OfferingAmountUnusable, "amount");
    }

    private static void DemandOwn(Id<Enterprise> enterprise, Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (by.EnterpriseId != enterprise)
        {
            throw new RuleBroken(OfferingRules.OfferingOfOthers) { Could = [Role.EnterpriseOwner, Role.EnterpriseUser] };
        }
    }

    private static Role RoleOf(Actor by) => by.First([Role.EnterpriseOwner, Role.EnterpriseUser, Role.TriageDesk]) ?? by.Roles[0];

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}
