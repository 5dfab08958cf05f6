using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Whistles;

internal sealed class WhistlesApi : IApi
{
    internal sealed record Meet(string? Place, DateTimeOffset? At);

    internal sealed record Call(
        WhistleKind? Kind,
        string? Asked,
        string? Tried,
        string? CatalogueItem,
        Disclosure? Disclosure,
        Meet? Meet,
        IReadOnlyList<CalledLeg>? Legs
    );

    internal sealed record CheckInBody(string? HandlerName, string? HandlerPhone, string? FirstStep, DateTimeOffset? FirstStepAt);

    internal sealed record ReportBody(
        DateTimeOffset? TakenUpAt,
        string? SpokenWith,
        DateTimeOffset? SpokenAt,
        string? Done,
        DateTimeOffset? SolvedAt,
        IReadOnlyList<Id<Attachment>>? EvidenceIds,
        bool? HeadConsented
    );

    internal sealed record ReturnBody(string? Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(
                "/cases/{id}/whistles",
                async (Id<Case> id, Call w, IMediator mediator, CancellationToken cancelled) =>
                {
                    var whistle = await mediator.Send(
                        new BlowWhistle(
                            id,
                            w.Kind ?? WhistleKind.Routine,
                            w.Asked,
                            w.Tried,
                            w.Disclosure,
                            w.Meet?.Place,
                            w.Meet?.At,
                            w.Legs,
                            w.CatalogueItem
                        ),
                        cancelled
                    );
                    var sheet = await mediator.Send(new ShowCase(id), cancelled);
                    return Results.Created($"/api/v1/cases/{id}", sheet.Whistles.Single(x => x.Id == whistle));
                }
            )
            .Allow(Permission.CallDepartments)
            .WithTags("Whistles")
            .Says<BlowWhistle, WhistleSheet>(
                201,
                "The commissioner or the leader calls departments, in an emergency the hotline seat: one leads, others assist.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"kind":"Routine","asked":"现场查看并补种","tried":"专员已到现场","catalogueItem":"GREEN-01","disclosure":"Full","meet":{"place":"示例路1号","at":"2026-11-20T15:00:00+08:00"},"legs":[{"departmentId":"0193b0a0-0000-7000-8000-000000000001","lead":true}]}"""
            );

        var legs = api.MapGroup("/whistles/{id}/legs/{legId}").WithTags("Whistles");
        legs.MapPost(
                "/check-ins",
                async (Id<Whistle> id, Id<Leg> legId, CheckInBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(
                        await mediator.Send(new CheckIn(id, legId, b.HandlerName, b.HandlerPhone, b.FirstStep, b.FirstStepAt), cancelled),
                        cancelled
                    )
            )
            .Allow(Permission.WorkLegs)
            .Says<CheckIn, CaseSheet>(
                201,
                "A called department checks in: one handler with a phone, the first step and its time.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"handlerName":"示例经办","handlerPhone":"13900000000","firstStep":"现场查看","firstStepAt":"2026-11-20T15:00:00+08:00"}"""
            );
        legs.MapPost(
                "/reports",
                async (Id<Whistle> id, Id<Leg> legId, ReportBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(
                        await mediator.Send(
                            new ReportResult(
                                id,
                                legId,
                                b.TakenUpAt,
                                b.SpokenWith,
                                b.SpokenAt,
                                b.Done,
                                b.SolvedAt,
                                b.EvidenceIds,
                                b.HeadConsented == true
                            ),
                            cancelled
                        ),
                        cancelled
                    )
            )
            .Allow(Permission.WorkLegs)
            .Says<ReportResult, CaseSheet>(
                201,
                "A checked-in department reports its result with the four elements; a lead's counts when its head reports, consents, or is said to consent.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"takenUpAt":"2026-11-20T15:00:00+08:00","spokenWith":"示例联系人","spokenAt":"2026-11-20T15:10:00+08:00","done":"已补种","solvedAt":"2026-11-21T17:00:00+08:00"}"""
            );
        legs.MapPost(
                "/approvals",
                async (Id<Whistle> id, Id<Leg> legId, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new ApproveReport(id, legId), cancelled), cancelled)
            )
            .Allow(Permission.HandleCase)
            .Says<ApproveReport, CaseSheet>(201, "The commissioner accepts a report.", 401, 403, 404, 409);
        legs.MapPost(
                "/returns",
                async (Id<Whistle> id, Id<Leg> legId, ReturnBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new ReturnReport(id, legId, b.Reason), cancelled), cancelled)
            )
            .Allow(Permission.HandleCase)
            .Says<ReturnReport, CaseSheet>(201, "The commissioner sends a report back, with a reason.", 401, 403, 404, 409, 422)
            .Example("""{"reason":"还有一处没有完成"}""");
    }
}
