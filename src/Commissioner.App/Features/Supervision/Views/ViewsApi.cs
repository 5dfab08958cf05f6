using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Views;

internal sealed class ViewsApi : IApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var views = api.MapGroup("/views").WithTags("Supervision");
        views
            .MapGet(
                "/unusual",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new FindUnusual(take ?? 50, after), cancelled))
            )
            .Allow(Permission.WatchReading)
            .Says<FindUnusual, Page<UnusualLine>>(
                200,
                "Who lately opened unusually many cases, or had contacts shown at odd times or of enterprises of others, newest day first.",
                401,
                403,
                422
            );
        views
            .MapGet(
                "/openings/{personId}",
                async (
                    Id<Person> personId,
                    [Description("The day, by the park's calendar; today where nothing is said.")] DateOnly? on,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ReadOpenings(personId, on, take ?? 50, after), cancelled))
            )
            .Allow(Permission.WatchReading)
            .Says<ReadOpenings, OpeningsOf>(200, "What somebody opened on a day, newest first.", 401, 403, 404, 422);
    }
}
