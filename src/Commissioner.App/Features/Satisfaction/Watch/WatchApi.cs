using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Visits;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Watches;
using MediatR;

namespace Commissioner.App.Features.Watch;

internal sealed class WatchApi : IApi
{
    internal sealed record Body(string? CreditCode, VisitKind? Kind, DateTimeOffset? At, string? Note);

    internal sealed record Reported(Id<ReportedVisit> Id);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(
                "/visits/reports",
                async (Body b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        new Reported(await mediator.Send(new ReportVisit(b.CreditCode, b.Kind, b.At, b.Note), cancelled))
                    )
            )
            .Allow(Permission.ReportVisits)
            .WithTags("Watch")
            .Says<ReportVisit, Reported>(201, "A department reports a visit, an inspection or a penalty.", 401, 403, 409, 422)
            .Example(
                """{"creditCode":"91500000MA0000001X","kind":"Inspection","at":"2026-11-20T10:00:00+08:00","note":"年度计划内检查"}"""
            );
        api.MapGet(
                "/watch",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListWatched(take ?? 50, after), cancelled))
            )
            .Allow(Permission.Supervise)
            .WithTags("Watch")
            .Says<ListWatched, Page<WatchedVisit>>(
                200,
                "Visits, inspections and penalties within 12 months after a poor rating.",
                401,
                403,
                422
            );
    }
}
