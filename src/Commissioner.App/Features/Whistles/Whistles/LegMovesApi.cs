using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Whistles;

internal sealed class LegMovesApi : IApi
{
    internal sealed record InterimBody(string? Why, string? Standing, DateTimeOffset? NextAt);

    internal sealed record ReasonBody(string? Reason);

    internal sealed record ArrivalBody(string? Place, DateTimeOffset? At);

    internal sealed record JudgementBody(int? Mark, string? Remark);

    public static void Map(RouteGroupBuilder api)
    {
        var legs = api.MapGroup("/whistles/{id}/legs/{legId}").WithTags("Whistles");
        legs.MapPost(
                "/interim-reports",
                async (Id<Whistle> id, Id<Leg> legId, InterimBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(
                        await mediator.Send(new ReportInterim(id, legId, b.Why, b.Standing, b.NextAt), cancelled),
                        cancelled
                    )
            )
            .Allow(Permission.WorkLegs)
            .Says<ReportInterim, CaseSheet>(
                201,
                "A checked-in department says why it is late, where it stands and when more is heard.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"why":"材料未到","standing":"已完成一半","nextAt":"2026-11-24T10:00:00+08:00"}""");
        legs.MapPost(
                "/head-approvals",
                async (Id<Whistle> id, Id<Leg> legId, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new ConsentAsHead(id, legId), cancelled), cancelled)
            )
            .Allow(Permission.WorkLegs)
            .Says<ConsentAsHead, CaseSheet>(
                201,
                "The head of a lead department stands behind the report that lies with it; from here on it counts.",
                401,
                403,
                404,
                409
            );
        legs.MapPost(
                "/cancellations",
                async (Id<Whistle> id, Id<Leg> legId, ReasonBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new CancelLeg(id, legId, b.Reason), cancelled), cancelled)
            )
            .Allow(Permission.HandleCase)
            .Says<CancelLeg, CaseSheet>(
                201,
                "A department is no longer asked: by the commissioner before the check-in, by the service office after.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"reason":"企业已自行解决"}""");
        legs.MapPost(
                "/escalations",
                async (Id<Whistle> id, Id<Leg> legId, ReasonBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new EscalateLeg(id, legId, b.Reason), cancelled), cancelled)
            )
            .Allow(Permission.HandleCase)
            .Says<EscalateLeg, CaseSheet>(201, "A leg goes one level up by hand.", 401, 403, 404, 409, 422)
            .Example("""{"reason":"多次联系无回应"}""");
        legs.MapPost(
                "/arrivals",
                async (Id<Whistle> id, Id<Leg> legId, ArrivalBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new RecordArrival(id, legId, b.Place, b.At), cancelled), cancelled)
            )
            .Allow(Permission.WorkLegs)
            .Says<RecordArrival, CaseSheet>(201, "A called department says that it came to the meeting on site.", 401, 403, 404, 409, 422)
            .Example("""{"place":"示例路1号","at":"2026-11-20T15:00:00+08:00"}""");
        legs.MapPost(
                "/arrivals/confirmations",
                async (Id<Whistle> id, Id<Leg> legId, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new ConfirmArrival(id, legId), cancelled), cancelled)
            )
            .Allow(Permission.HandleCase)
            .Says<ConfirmArrival, CaseSheet>(201, "The commissioner confirms that the department came.", 401, 403, 404, 409);
        legs.MapPost(
                "/judgements",
                async (Id<Whistle> id, Id<Leg> legId, JudgementBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new JudgeEachOther(id, legId, b.Mark, b.Remark), cancelled), cancelled)
            )
            .Allow(Permission.JudgeEachOther)
            .Says<JudgeEachOther, CaseSheet>(
                201,
                "The commissioner judges the leg, the department the whistle, from 1 (best) to 5; sealed until both have or five working days have passed.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"mark":2,"remark":"配合及时"}""");
    }
}
