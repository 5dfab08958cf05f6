using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;

namespace Commissioner.App.Features.Calendars;

internal sealed class CalendarsApi : IApi
{
    internal sealed record CalendarLine(string Id, string Code, string Name, int Version, string Zone, int? LastAssuredYear);

    internal sealed record Worked(DateTimeOffset? At, bool Assured, long? WorkingMinutes);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/calendars", (Promises promises, Texts texts) =>
        {
            var c = promises.Calendar;
            return Results.Ok(new { items = new[] { new CalendarLine(c.Code, c.Code, texts["calendar." + c.Code], c.Version, c.Zone, c.LastAssured?.Year) }, next = (string?)null });
        }).Allow(Permission.SignedIn).WithTags("Catalogues").Says<Page<CalendarLine>>(200, "Working calendars.", 401);

        api.MapGet("/calendars/{id}/working-time", (string id, DateTimeOffset from, string? add, DateTimeOffset? to, Promises promises) =>
        {
            var calendar = string.Equals(id, promises.Calendar.Code, StringComparison.OrdinalIgnoreCase) ? promises.Calendar : throw new NotFound();
            if (add is not null)
            {
                var answer = WorkingTime.TryParse(add, out var time) ? calendar.Add(from, time) : throw new RuleBroken(WorkingTimeRules.PeriodUnreadable) { Field = "add" };
                return Results.Ok(new Worked(Moments.Local(answer.At), answer.Assured, null));
            }

            return to is { } end && end >= from
                ? Results.Ok(new Worked(null, calendar.IsAssured(calendar.DateOf(from).Year) && calendar.IsAssured(calendar.DateOf(end).Year), calendar.WorkingMinutesBetween(from, end)))
                : throw new RuleBroken(WorkingTimeRules.PeriodUnreadable) { Field = "add" };
        }).Allow(Permission.SignedIn).WithTags("Catalogues").Says<Worked>(200, "When a period of working time ends (add=5d, 4h, 30m), or how much lies between (to=).", 401, 404, 422);
    }
}

/// <summary>What is refused of working-time questions.</summary>
public static class WorkingTimeRules
{
    /// <summary>The period can't be read.</summary>
    public static readonly Rule PeriodUnreadable = new("PeriodUnreadable", "Give add as 5d, 4h, 30m or 15wm, or to as an instant after from.");
}
