using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Features.Running;

internal sealed class RunningApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/running",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListRunning(take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadRunning)
            .WithTags("Running")
            .Says<ListRunning, Page<RunningRow>>(
                200,
                "Everything that runs for one's enterprise, or for all that one serves, of every kind: who has it now and by when, what is due first first.",
                401,
                403,
                422
            );
}
