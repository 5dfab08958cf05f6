using System.Text.Json;
using System.Text.RegularExpressions;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Shared;

/// <summary>Tells timeline entries in words.</summary>
public static class TimelineWords
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

    /// <summary>The text with this key, facts (JSON) in its named places; what is due says so where it waits for a year's notice.</summary>
    public static string Filled(this Texts texts, string key, string json, Dues dues)
    {
        var text = texts[key];
        if (!text.Contains('{'))
        {
            return text;
        }

        using var facts = JsonDocument.Parse(json);
        foreach (var fact in facts.RootElement.EnumerateObject())
        {
            var place = "{" + fact.Name + "}";
            if (!text.Contains(place, StringComparison.Ordinal))
            {
                continue;
            }

            var value = fact.Value.ValueKind switch
            {
                JsonValueKind.String when Instants.TryRead(fact.Value.GetString(), out var at) => IsDue(fact.Name)
                && !text.Contains("{assured}", StringComparison.Ordinal)
                    ? dues.Say(at)
                    : Moments.Say(at),
                JsonValueKind.String => texts.Find($"{fact.Name}.{fact.Value.GetString()}") ?? fact.Value.GetString()!,
                JsonValueKind.True => texts[$"{fact.Name}.yes"],
                JsonValueKind.False => texts[$"{fact.Name}.no"],
                _ => fact.Value.ToString(),
            };
            text = text.Replace(place, value, StringComparison.Ordinal);
        }

        // A fact that was empty leaves its place empty.
        return Regex.Replace(text, @"\{\w+\}", "").Trim();
    }

    // By when a closed case may be taken up again is counted in days of the wall's calendar.
    private static bool IsDue(string fact) =>
        fact != "contestBy" && (fact is "dueAt" or "keepUntil" || fact.EndsWith("By", StringComparison.Ordinal));
}
