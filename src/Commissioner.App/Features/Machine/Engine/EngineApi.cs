using System.ComponentModel;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using MediatR;

namespace Commissioner.App.Features.Engine;

internal sealed class EngineApi : IApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var engine = api.MapGroup("/engine").WithTags("Engine");
        engine
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ShowEngine(), cancelled))
            )
            .Allow(Permission.WatchMachine)
            .Says<ShowEngine, EngineSheet>(
                200,
                "How the machine runs that keeps the promises: timetable, lateness, what was set aside, alarms.",
                401,
                403
            );
        engine
            .MapPost(
                "/set-aside/{clockId}/tries",
                async (
                    [Description("The promise that was set aside.")] Id<PromiseClock> clockId,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                {
                    await mediator.Send(new TryAgain(clockId), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.RunMachine)
            .Says<TryAgain, object>(204, "A clock that was set aside is tried again with the next sweep.", 401, 403, 404);
    }
}
