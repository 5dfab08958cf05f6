using System.ComponentModel;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Duties;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Hotline.Duty;

internal sealed class DutyApi : IApi
{
    internal sealed record Shift(DutyPost? Post, Id<Person>? PersonId, DateTimeOffset? From, DateTimeOffset? Until);

    internal sealed record Note(string? Text);

    internal sealed record Made(Guid Id);

    public static void Map(RouteGroupBuilder api)
    {
        var duty = api.MapGroup("/duty").WithTags("Hotline");
        duty.MapGet(
                "/roster",
                async (
                    [Description("For so many days, 7 where it is left out, 31 at most.")] [FromQuery] int? days,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ShowRoster(days ?? 7), cancelled))
            )
            .Allow(Permission.ReadRoster)
            .Says<ShowRoster, Roster>(200, "Who is on duty in the coming days, and when nobody is.", 401, 403);
        duty.MapPost(
                "/shifts",
                async (Shift s, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        new Made((await mediator.Send(new PlanShift(s.Post, s.PersonId, s.From, s.Until), cancelled)).Value)
                    )
            )
            .Allow(Permission.KeepRoster)
            .Says<PlanShift, Made>(201, "The office says who is on duty, as what and when.", 401, 403, 404, 409, 422)
            .Example(
                """{"post":"Seat","personId":"0193b0a0-0000-7000-8000-000000000002","from":"2026-11-20T20:00:00+08:00","until":"2026-11-21T08:00:00+08:00"}"""
            );
        duty.MapDelete(
                "/shifts/{id}",
                async (Id<DutyShift> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new CancelShift(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepRoster)
            .Says<CancelShift, object>(204, "The office takes a shift off the roster.", 401, 403, 404);
        duty.MapPost(
                "/notes",
                async (Note n, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new Made((await mediator.Send(new WriteDutyNote(n.Text), cancelled)).Value))
            )
            .Allow(Permission.AnswerCalls)
            .Says<WriteDutyNote, Made>(201, "A seat writes down what those who follow must know.", 401, 403, 422)
            .Example("""{"text":"园区东门停电，供电局已到场，企业来电请告知 18:00 前恢复"}""");
        duty.MapPost(
                "/notes/{id}/readings",
                async (Id<DutyNote> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new ReadDutyNote(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.AnswerCalls)
            .Says<ReadDutyNote, object>(204, "A seat confirms that it has read a hand-over note.", 401, 403, 404, 409);
    }
}
