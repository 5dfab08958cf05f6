using System.ComponentModel;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using MediatR;

namespace Commissioner.App.Features.Calendars;

internal sealed class CalendarsApi : IApi
{
    internal sealed record CalendarItems(IReadOnlyList<CalendarLine> Items, string? Next);

    internal sealed record Worked(DateTimeOffset? At, bool Assured, long? WorkingMinutes);

    internal sealed record Choices(IReadOnlyList<CalendarChoice>? Items);

    internal sealed record Units(IReadOnlyList<CalendarUnit> Items, string? Next);

    public static void Map(RouteGroupBuilder api)
    {
        var calendars = api.MapGroup("/calendars").WithTags("Calendars");
        calendars
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new CalendarItems(await mediator.Send(new ListCalendars(), cancelled), null))
            )
            .Allow(Permission.SignedIn)
            .Says<ListCalendars, CalendarItems>(200, "Working calendars in force; missingYear is a year whose notice is overdue.", 401);
        calendars
            .MapGet(
                "/{id}/working-time",
                (
                    [Description("The calendar's code, such as cn-park.")] string id,
                    [Description("When it begins.")] DateTimeOffset from,
                    [Description("How much working time: 5d, 4h, 30m or 15wm.")] string? add,
                    [Description("Instead of add: until when it is counted.")] DateTimeOffset? to,
                    [Description("A version of the calendar; the one in force where it is left out.")] int? version,
                    Promises promises
                ) =>
                {
                    var calendar = promises.Find(id, version) ?? throw new NotFound();
                    if (add is not null)
                    {
                        var answer = WorkingTime.TryParse(add, out var time)
                            ? calendar.Add(from, time)
                            : throw new RuleBroken(WorkingTimeRules.PeriodUnreadable) { Field = "add" };
                        return Results.Ok(new Worked(Moments.Local(answer.At), answer.Assured, null));
                    }

                    return to is { } end && end >= from
                        ? Results.Ok(
                            new Worked(
                                null,
                                calendar.IsAssured(calendar.DateOf(from).Year) && calendar.IsAssured(calendar.DateOf(end).Year),
                                calendar.WorkingMinutesBetween(from, end)
                            )
                        )
                        : throw new RuleBroken(WorkingTimeRules.PeriodUnreadable) { Field = "add" };
                }
            )
            .Allow(Permission.SignedIn)
            .Says<Worked>(
                200,
                "When a period of working time ends (add=5d, 4h, 30m), or how much lies between (to=); by the version in force or by version=.",
                401,
                404,
                422
            )
            .WithName("countWorkingTime");
        calendars
            .MapGet(
                "/{code}/years/{year}",
                async (
                    [Description("The calendar's code, such as cn-park.")] string code,
                    [Description("The year.")] int year,
                    [Description("A version of the calendar; the one in force where it is left out.")] int? version,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ShowCalendarYear(code, year, version), cancelled))
            )
            .Allow(Permission.ReadRules)
            .Says<ShowCalendarYear, CalendarYearSheet>(
                200,
                "A year day by day, with all versions and who answers for them.",
                401,
                403,
                404
            );
        calendars
            .MapGet(
                "/{code}/years/{year}/export",
                async (
                    [Description("The calendar's code, such as cn-park.")] string code,
                    [Description("The year.")] int year,
                    [Description("A workbook instead of CSV.")] bool? workbook,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                {
                    var (type, ending) = TableWriter.KindOf(workbook == true);
                    return Results.File(
                        await mediator.Send(new ExportYear(code, year, workbook == true), cancelled),
                        type,
                        $"{code}-{year}{ending}"
                    );
                }
            )
            .Allow(Permission.ManageRules)
            .Says<ExportYear, byte[]>(200, "The dates that a year's notice settled, as a table that can be imported again.", 401, 403, 404);
        calendars
            .MapGet(
                "/units",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Units(await mediator.Send(new ListCalendarUnits(), cancelled), null))
            )
            .Allow(Permission.ReadRules)
            .Says<ListCalendarUnits, Units>(200, "Which calendar each park and each department works by.", 401, 403);
        calendars
            .MapPost(
                "/units",
                async (Choices body, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new ChooseCalendars(body.Items ?? []), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.ManageRules)
            .Says<ChooseCalendars, object>(204, "Says by which calendar parks and departments work from now on.", 401, 403, 404, 422)
            .Example("""{"items":[{"unitId":"0193b0a0-0000-7000-8000-000000000001","calendar":"cn-park"}]}""");
    }
}

/// <summary>What is refused of working-time questions.</summary>
public static class WorkingTimeRules
{
    public static readonly Rule PeriodUnreadable = new(
        "PeriodUnreadable",
        "Give add as 5d, 4h, 30m or 15wm, or to as an instant after from."
    );
}
