using System.ComponentModel;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
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
                "/set-aside/{key}/tries",
                async ([Description("The row that was set aside.")] Guid key, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new TryAgain(key), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.RunMachine)
            .Says<TryAgain, object>(204, "A row that was set aside is tried again with the next waking.", 401, 403, 404);
    }
}
