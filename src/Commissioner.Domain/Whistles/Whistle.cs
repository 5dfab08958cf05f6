using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Whistles;

/// <summary>What kind of help is called.</summary>
public enum WhistleKind
{
    /// <summary>日常.</summary>
    Routine,

    /// <summary>攻坚.</summary>
    Hard,

    /// <summary>应急.</summary>
    Emergency,
}

/// <summary>How much of the enterprise a called department may see.</summary>
public enum Disclosure
{
    /// <summary>All that the case says.</summary>
    Full,

    /// <summary>Name, but no contact.</summary>
    ContactHidden,

    /// <summary>Neither name nor contact.</summary>
    IdentityHidden,
}

/// <summary>What a whistle says.</summary>
/// <param name="Kind">What kind of help is called.</param>
/// <param name="Asked">What the departments are asked for.</param>
/// <param name="Tried">What was tried before.</param>
/// <param name="Disclosure">How much of the enterprise they may see.</param>
/// <param name="MeetPlace">Where to meet, if on site.</param>
/// <param name="MeetAt">When to meet, UTC.</param>
/// <param name="CatalogueItemCode">The item of the routing catalogue that it was routed by.</param>
public sealed record WhistleCall(
    WhistleKind Kind,
    string Asked,
    string Tried,
    Disclosure Disclosure,
    string? MeetPlace = null,
    DateTimeOffset? MeetAt = null,
    string? CatalogueItemCode = null
);

/// <summary>A call for departments 吹哨: one lead leg and any number of assisting legs.</summary>
public sealed class Whistle
{
    private readonly List<Leg> _legs = [];

    private Whistle() { }

    public Id<Whistle> Id { get; private set; }

    public Id<Case> CaseId { get; private set; }

    /// <summary>What kind of help is called.</summary>
    public WhistleKind Kind { get; private set; }

    /// <summary>What the departments are asked for.</summary>
    public string Asked { get; private set; } = "";

    /// <summary>What was tried before.</summary>
    public string Tried { get; private set; } = "";

    /// <summary>How much of the enterprise they may see.</summary>
    public Disclosure Disclosure { get; private set; }

    /// <summary>Where to meet.</summary>
    public string? MeetPlace { get; private set; }

    /// <summary>When to meet, UTC.</summary>
    public DateTimeOffset? MeetAt { get; private set; }

    /// <summary>The item of the routing catalogue that it was routed by; null where it was routed by hand.</summary>
    public string? CatalogueItemCode { get; private set; }

    /// <summary>The conference that is to decide; null while there is none.</summary>
    public Id<Conference>? OpenConferenceId { get; private set; }

    /// <summary>A conference was convened, or more.</summary>
    public bool WasConferred { get; private set; }

    /// <summary>Since when nobody leads after three transfers, UTC: a problem case; null where it never was one.</summary>
    public DateTimeOffset? ProblemAt { get; private set; }

    /// <summary>When it was blown, UTC.</summary>
    public DateTimeOffset BlownAt { get; private set; }

    /// <summary>Who blew it.</summary>
    public Id<Person> BlownById { get; private set; }

    /// <summary>The called departments.</summary>
    public IReadOnlyList<Leg> Legs => _legs;

    /// <summary>How often it was passed on to another lead while none checked in.</summary>
    public int Transfers =>
        _legs.Any(l => l.IsLead && l.CheckedInAt is not null) ? 0 : _legs.Count(l => l is { IsLead: true, Status: LegStatus.Reassigned });

    /// <summary>Who leads or was to lead, one after the other.</summary>
    public IEnumerable<Leg> Path => _legs.Where(l => l.IsLead).OrderBy(Steps).ThenBy(l => l.CalledAt);

    internal static Whistle Blow(
        Case @case,
        WhistleCall call,
        IEnumerable<(Id<Departments.Department> Department, bool Lead)> legs,
        Actor by,
        DateTimeOffset now
    )
    {
        if (string.IsNullOrWhiteSpace(call.Asked) || call.Asked.Characters() > 2000)
        {
            throw new RuleBroken(WhistleRules.AskedMissing) { Field = "asked" };
        }

        if (string.IsNullOrWhiteSpace(call.Tried) || call.Tried.Characters() > 2000)
        {
            throw new RuleBroken(WhistleRules.TriedMissing) { Field = "tried" };
        }

        if (call.CatalogueItemCode?.Characters() > 40)
        {
            throw new RuleBroken(WhistleRules.CatalogueItemUnknown) { Field = "catalogueItem" };
        }

        var whistle = new Whistle
        {
            Id = Id<Whistle>.New(now),
            CaseId = @case.Id,
            Kind = call.Kind,
            Asked = call.Asked.Trim(),
            Tried = call.Tried.Trim(),
            // Who complains of officials is never known to the unit complained of, whatever the caller asked for.
            Disclosure = @case.AboutOfficials ? Disclosure.IdentityHidden : call.Disclosure,
            MeetPlace = call.MeetPlace,
            MeetAt = call.MeetAt,
            CatalogueItemCode = string.IsNullOrWhiteSpace(call.CatalogueItemCode) ? null : call.CatalogueItemCode.Trim(),
            BlownAt = now,
            BlownById = by.Id,
        };
        whistle._legs.AddRange(legs.Select(l => Leg.Call(whistle, l.Department, l.Lead, now)));
        if (whistle._legs.Count(l => l.IsLead) != 1)
        {
            throw new RuleBroken(WhistleRules.OneLeadLeg) { Field = "legs" };
        }

        var open = @case.Legs.Where(l => l.IsOpen).Select(l => l.DepartmentId).ToList();
        if (whistle._legs.Select(l => l.DepartmentId).Concat(open).GroupBy(d => d).Any(g => g.Count() > 1))
        {
            throw new RuleBroken(WhistleRules.OneOpenLegPerDepartment) { Field = "legs" };
        }

        return whistle;
    }

    internal Leg Call(Id<Departments.Department> department, bool lead, DateTimeOffset now, Id<Leg>? insteadOf = null)
    {
        var leg = Leg.Call(this, department, lead, now, insteadOf);
        _legs.Add(leg);
        return leg;
    }

    private int Steps(Leg leg) => _legs.FirstOrDefault(l => l.Id == leg.InsteadOfId) is { } before ? 1 + Steps(before) : 0;

    internal void Confer(Id<Conference>? conference) => (OpenConferenceId, WasConferred) = (conference, true);

    internal void IsProblem(DateTimeOffset now) => ProblemAt ??= now;

    /// <summary>How urgent the promises of its legs are.</summary>
    public Urgency Urgency(Urgency ofCase) => Kind == WhistleKind.Emergency ? Cases.Urgency.Emergency : ofCase;
}
