using System.Text.Json;
using System.Text.RegularExpressions;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Shared;

/// <summary>Tells timeline entries in words.</summary>
public static partial class TimelineWords
{
    /// <summary>The entries that this person may read.</summary>
    public static IQueryable<TimelineEntry> ReadableBy(this IQueryable<TimelineEntry> entries, Actor actor)
    {
        var sight = SightOf(actor);
        if (sight == Audience.Department)
        {
            return entries.Where(e => (e.SeenBy & Audience.Department) != 0 && e.DepartmentId == actor.DepartmentId);
        }

        return entries.Where(e => (e.SeenBy & sight) != 0);
    }

    /// <summary>May read an entry for this audience, about this department.</summary>
    public static bool Reads(this Actor actor, Audience seenBy, Id<Department>? department) =>
        SightOf(actor) is var sight && (seenBy & sight) != 0 && (sight != Audience.Department || department == actor.DepartmentId);

    // A department's person is one where it is nothing else.
    private static Audience SightOf(Actor actor)
    {
        Audience sight = 0;
        sight |= actor.Is(Role.Supervisor, Role.System) ? Audience.Supervision : 0;
        sight |= actor.Is(Role.Commissioner, Role.TriageDesk, Role.HotlineSeat, Role.CallbackAgent, Role.Leader) ? Audience.Desk : 0;
        sight |= actor.Is(Role.EnterpriseOwner, Role.EnterpriseUser) ? Audience.Enterprise : 0;
        return sight == 0 && actor.DepartmentId is not null ? Audience.Department : sight;
    }

    /// <summary>What an entry says, its facts in the places of its text: <c>{department}</c> and the like.</summary>
    public static string Of(this Texts texts, TimelineEntry entry, Dues dues) => texts.Filled("event." + entry.Name, entry.Facts, dues);

    /// <summary>
    /// The text with this key, facts (JSON) in its named places; what people wrote stands there as they wrote it, and what is due says so where
    /// it waits for a year's notice. A fact that is missing leaves its place empty.
    /// </summary>
    public static string Filled(this Texts texts, string key, string json, Dues dues)
    {
        return texts.FilledIn(texts[key], json, dues);
    }

    /// <summary>The same with a text that the office wrote.</summary>
    public static string FilledIn(this Texts texts, string text, string json, Dues dues)
    {
        if (!text.Contains('{'))
        {
            return text;
        }

        using var facts = JsonDocument.Parse(json);
        var root = facts.RootElement;
        return Place()
            .Replace(
                text,
                place =>
                    root.ValueKind == JsonValueKind.Object && root.TryGetProperty(place.Groups[1].ValueSpan, out var fact)
                        ? texts.Said(place.Groups[1].Value, fact, text.Contains("{assured}", StringComparison.Ordinal) ? null : dues)
                        : ""
            )
            .Trim();
    }

    /// <summary>A fact as it is said.</summary>
    public static string SaidAs(this Texts texts, string name, JsonElement fact, Dues dues) => texts.Said(name, fact, dues);

    /// <summary>Whether a fact of this name is an instant.</summary>
    public static bool IsInstant(string name) => Instant().IsMatch(name);

    // Only by its name and its look is a fact an instant or a word of ours: a date that somebody typed stays what was typed.
    private static string Said(this Texts texts, string name, JsonElement fact, Dues? dues) =>
        fact.ValueKind switch
        {
            JsonValueKind.String when IsInstant(name) && Instants.TryRead(fact.GetString(), out var at) => IsDue(name) && dues is not null
                ? dues.Say(at)
                : Moments.Say(at),
            JsonValueKind.String when Word().IsMatch(fact.GetString()!) => texts.Find($"{name}.{fact.GetString()}") ?? fact.GetString()!,
            JsonValueKind.String => fact.GetString()!,
            JsonValueKind.True => texts[$"{name}.yes"],
            JsonValueKind.False => texts[$"{name}.no"],
            // What is counted and not there is not said.
            JsonValueKind.Number when texts.Find(name + ".count") is not null => fact.GetInt32() == 0
                ? ""
                : texts[name + ".count", fact.GetInt32()],
            JsonValueKind.Null => "",
            _ => fact.ToString(),
        };

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex("(At|By|Until|Since|^from|^since)$", RegexOptions.CultureInvariant)]
    private static partial Regex Instant();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    // By when a closed case may be taken up again is counted in days of the wall's calendar.
    private static bool IsDue(string fact) =>
        fact != "contestBy" && (fact is "dueAt" or "keepUntil" || fact.EndsWith("By", StringComparison.Ordinal));
}
