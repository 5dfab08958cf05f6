using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Whistles;

/// <summary>What a conference is called for.</summary>
/// <param name="Agenda">1 to 1,000 characters.</param>
/// <param name="Place">Where, at most 200 characters.</param>
/// <param name="MeetAt">When, UTC.</param>
/// <param name="People">Who comes, at most 1,000 characters.</param>
public sealed record ConferenceCall(string Agenda, string? Place, DateTimeOffset? MeetAt, string? People);

/// <summary>What a conference decided for one department: it becomes a leg.</summary>
/// <param name="Department">Which department.</param>
/// <param name="Lead">It leads.</param>
/// <param name="Text">What it does: 1 to 1,000 characters.</param>
/// <param name="DueOn">Until when, a working day.</param>
public sealed record ConferenceDecision(Department Department, bool Lead, string Text, DateOnly DueOn);

/// <summary>Departments sit down about one whistle 会商; what they decide becomes legs.</summary>
public sealed class Conference
{
    private Conference() { }

    public Id<Conference> Id { get; private set; }

    /// <summary>The case that it is about.</summary>
    public Id<Case> CaseId { get; private set; }

    /// <summary>The whistle that it is about.</summary>
    public Id<Whistle> WhistleId { get; private set; }

    /// <summary>What it is to decide.</summary>
    public string Agenda { get; private set; } = "";

    /// <summary>Where.</summary>
    public string? Place { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? MeetAt { get; private set; }

    /// <summary>Who comes, or came.</summary>
    public string? People { get; private set; }

    public Id<Person> ConvenedById { get; private set; }

    /// <summary>When it was convened, UTC.</summary>
    public DateTimeOffset ConvenedAt { get; private set; }

    /// <summary>What was said and decided; null until then.</summary>
    public string? Minutes { get; private set; }

    /// <summary>When the minutes were written, UTC.</summary>
    public DateTimeOffset? MinutedAt { get; private set; }

    internal static Conference Convene(Whistle whistle, ConferenceCall call, Actor by, DateTimeOffset now)
    {
        var conference = new Conference
        {
            Id = Id<Conference>.New(now),
            CaseId = whistle.CaseId,
            WhistleId = whistle.Id,
            ConvenedById = by.Id,
            ConvenedAt = now,
        };
        conference.Set(call);
        return conference;
    }

    internal void Set(ConferenceCall call)
    {
        if (string.IsNullOrWhiteSpace(call.Agenda) || call.Agenda.Characters() > 1000)
        {
            throw new RuleBroken(ConferenceRules.AgendaMissing) { Field = "agenda" };
        }

        if (call.Place?.Characters() > 200)
        {
            throw new RuleBroken(CaseRules.PlaceTooLong) { Field = "place" };
        }

        (Agenda, Place, MeetAt, People) = (call.Agenda.Trim(), Said(call.Place), call.MeetAt, Checked(call.People));
    }

    internal void Write(string minutes, string? people, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(minutes) || minutes.Characters() > 5000)
        {
            throw new RuleBroken(ConferenceRules.MinutesMissing) { Field = "minutes" };
        }

        var came = Checked(people) ?? People ?? throw new RuleBroken(ConferenceRules.PeopleMissing) { Field = "people" };
        (Minutes, MinutedAt, People) = (minutes.Trim(), now, came);
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Checked(string? people) =>
        people?.Characters() > 1000 ? throw new RuleBroken(ConferenceRules.PeopleMissing) { Field = "people" } : Said(people);
}

/// <summary>What is refused about conferences.</summary>
public static class ConferenceRules
{
    public static readonly Rule AgendaMissing = new("AgendaMissing", "Say in 1 to 1,000 characters what the conference is to decide.");

    public static readonly Rule MinutesMissing = new("MinutesMissing", "Minutes have 1 to 5,000 characters.");

    public static readonly Rule PeopleMissing = new("PeopleMissing", "Say in 1 to 1,000 characters who took part.");

    public static readonly Rule DecisionMissing = new(
        "DecisionMissing",
        "A conference decides something: for each department, in 1 to 1,000 characters, what it does."
    );

    public static readonly Rule DecidedTwice = new("DecidedTwice", "A department has one decision of a conference at most.");

    public static readonly Rule DecisionDateMissing = new("DecisionDateMissing", "A decision is due on a working day to come.");

    public static readonly Rule NothingWhistled = new(
        "NothingWhistled",
        "A conference is about a whistle; none is open on this case.",
        RuleKind.Conflict
    );

    public static readonly Rule MinutedBefore = new(
        "MinutedBefore",
        "The minutes of this conference have been written.",
        RuleKind.Conflict
    );
}
