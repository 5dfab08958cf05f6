using System.Globalization;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Hosting;

/// <summary>A refusal in the reader's words.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The rule's code: the API's problem type.</param>
/// <param name="Title">What was refused.</param>
/// <param name="Errors">By field, where fields are wrong.</param>
/// <param name="Could">Who could do it.</param>
/// <param name="Changes">What somebody else changed meanwhile.</param>
public sealed record Refusal(
    int Status,
    string Code,
    string Title,
    IReadOnlyDictionary<string, string[]> Errors,
    IReadOnlyList<string> Could,
    IReadOnlyList<Change> Changes
);

/// <summary>A change by somebody else.</summary>
/// <param name="Seq">Its place in the timeline.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Name">The event's name.</param>
/// <param name="By">Who.</param>
/// <param name="Text">In words.</param>
public sealed record Change(int Seq, DateTimeOffset At, string Name, string By, string Text);

/// <summary>Puts refusals into words: once, for pages and API alike.</summary>
public sealed class Refusals(Texts texts, CommissionerDb db, Actor actor)
{
    private static readonly IReadOnlyDictionary<string, string[]> NoErrors = new Dictionary<string, string[]>();

    /// <summary>The refusal that this exception is; null for a fault of ours.</summary>
    public async Task<Refusal?> OfAsync(Exception exception, CancellationToken cancellationToken) =>
        exception is LostUpdate lost
            ? new(409, "LostUpdate", texts["refusal.LostUpdate"], NoErrors, [], await ChangesAsync(lost, cancellationToken))
            : Of(exception);

    /// <summary>The refusal that a bare status is: what routing, sign-in or a limit refused before anything of ours was asked.</summary>
    /// <param name="status">The status.</param>
    /// <param name="asked">What who called would have had to hold.</param>
    public Refusal Of(int status, Permission asked) =>
        status switch
        {
            401 or 403 => Of(new Forbidden(asked))!,
            404 => Of(new NotFound())!,
            503 => Later(),
            >= 500 => Fault(),
            _ => Of(new BadHttpRequestException("", status))!,
        };

    /// <summary>The database is away for a while.</summary>
    public Refusal Later() => new(503, "TryLater", texts["refusal.TryLater"], NoErrors, [], []);

    /// <summary>A fault of ours.</summary>
    public Refusal Fault() => new(500, "Fault", texts["refusal.Fault"], NoErrors, [], []);

    private Refusal? Of(Exception exception) =>
        exception switch
        {
            RuleBroken broken => Of(broken),
            NotWellFormed wrong => new(
                422,
                "NotWellFormed",
                texts["refusal.NotWellFormed"],
                wrong
                    .Errors.GroupBy(e => e.Field)
                    .ToDictionary(g => g.Key, g => g.Select(e => texts["rule." + e.Code]).Distinct().ToArray()),
                [],
                []
            ),
            NotFound => new(404, "NotFound", texts["refusal.NotFound"], NoErrors, [], []),
            Forbidden when !actor.IsKnown => new(401, "NotSignedIn", texts["refusal.NotSignedIn"], NoErrors, [], []),
            Forbidden forbidden => new(
                403,
                "MoveNotYours",
                texts["rule.MoveNotYours"],
                NoErrors,
                Names(Permissions.Holders.GetValueOrDefault(forbidden.Permission) ?? []),
                []
            ),
            BadHttpRequestException { StatusCode: 413 } => new(413, "FileTooLarge", texts["rule.FileTooLarge"], NoErrors, [], []),
            BadHttpRequestException { StatusCode: 405 } => new(405, "NoSuchMethod", texts["refusal.NoSuchMethod"], NoErrors, [], []),
            BadHttpRequestException { StatusCode: 429 } => new(429, "TooManyRequests", texts["refusal.TooManyRequests"], NoErrors, [], []),
            BadHttpRequestException bad => new(
                bad.StatusCode == 400 ? 422 : bad.StatusCode,
                PipelineRules.BodyUnreadable.Code,
                texts["rule.BodyUnreadable"],
                NoErrors,
                [],
                []
            ),
            _ => null,
        };

    private Refusal Of(RuleBroken broken)
    {
        var status = broken.Rule.Kind switch
        {
            RuleKind.Role => 403,
            RuleKind.TooLarge => 413,
            RuleKind.Unsupported => 415,
            RuleKind.Conflict => 409,
            _ => broken.Field is null ? 409 : 422,
        };
        var title = texts[
            "rule." + broken.Rule.Code,
            [
                .. broken.Details.Select(d =>
                    d is Enum e ? texts[$"{char.ToLowerInvariant(e.GetType().Name[0])}{e.GetType().Name[1..]}.{e}"] : d
                ),
            ]
        ];
        return new(
            status,
            broken.Rule.Code,
            title,
            broken.Field is null ? NoErrors : new Dictionary<string, string[]> { [broken.Field] = [title] },
            Names(broken.Could),
            []
        );
    }

    private string[] Names(IEnumerable<Role> roles) => [.. roles.Where(r => r != Role.System).Select(texts.Name)];

    private async Task<IReadOnlyList<Change>> ChangesAsync(LostUpdate lost, CancellationToken cancellationToken)
    {
        if (lost.Subject is not { } subject)
        {
            return [];
        }

        var since = lost.Version ?? 0;
        var entries = await db
            .Timeline.AsNoTracking()
            .Where(e => e.SubjectId == subject && e.Seq > since)
            .ReadableBy(actor)
            .OrderByDescending(e => e.Seq)
            .Take(5)
            .ToListAsync(cancellationToken);
        return [.. entries.OrderBy(e => e.Seq).Select(e => new Change(e.Seq, e.At, e.Name, e.ByName, texts.Of(e)))];
    }
}

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
    public static string Of(this Texts texts, TimelineEntry entry) => texts.Filled("event." + entry.Name, entry.Facts);

    /// <summary>The text with this key, facts (JSON) in its named places.</summary>
    public static string Filled(this Texts texts, string key, string json)
    {
        var text = texts[key];
        if (!text.Contains('{'))
        {
            return text;
        }

        using var facts = System.Text.Json.JsonDocument.Parse(json);
        foreach (var fact in facts.RootElement.EnumerateObject())
        {
            var place = "{" + fact.Name + "}";
            if (!text.Contains(place, StringComparison.Ordinal))
            {
                continue;
            }

            var value = fact.Value.ValueKind switch
            {
                System.Text.Json.JsonValueKind.String when fact.Value.TryGetDateTimeOffset(out var at) => Moments.Say(at),
                System.Text.Json.JsonValueKind.String => texts.Find($"{fact.Name}.{fact.Value.GetString()}") ?? fact.Value.GetString()!,
                System.Text.Json.JsonValueKind.True => texts[$"{fact.Name}.yes"],
                System.Text.Json.JsonValueKind.False => texts[$"{fact.Name}.no"],
                _ => fact.Value.ToString(),
            };
            text = text.Replace(place, value, StringComparison.Ordinal);
        }

        // A fact that was empty leaves its place empty.
        return System.Text.RegularExpressions.Regex.Replace(text, @"\{\w+\}", "").Trim();
    }
}

/// <summary>Moments as people read them, in the park's zone.</summary>
public static class Moments
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The park's wall clock at this instant.</summary>
    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>Day, weekday and time: 11月24日（周二）18:00.</summary>
    public static string Say(DateTimeOffset at)
    {
        var local = Local(at);
        return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en"
            ? local.ToString("ddd d MMM HH:mm", CultureInfo.GetCultureInfo("en-GB"))
            : local.ToString("M月d日（ddd）HH:mm", CultureInfo.GetCultureInfo("zh-CN"));
    }

    /// <summary>Day and year: 2026年11月24日.</summary>
    public static string Day(DateTimeOffset at)
    {
        var local = Local(at);
        return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en"
            ? local.ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"))
            : local.ToString("yyyy年M月d日", CultureInfo.GetCultureInfo("zh-CN"));
    }

    /// <summary>For a <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset at) => Local(at).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>An instant from a form's local date and time.</summary>
    public static DateTimeOffset FromLocal(DateTime local) => new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
}
