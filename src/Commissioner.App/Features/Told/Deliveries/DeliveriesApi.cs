using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Told;
using MediatR;

namespace Commissioner.App.Features.Deliveries;

internal sealed class DeliveriesApi : IApi
{
    internal sealed record Replayed(int Count);

    internal sealed record SentAgain(Id<Delivery> Id);

    public static void Map(RouteGroupBuilder api)
    {
        var deliveries = api.MapGroup("/deliveries").WithTags("Messages");
        deliveries
            .MapGet(
                "",
                async (
                    [Description("Of this case.")] Id<Case>? @case,
                    [Description("How far they have come.")] Fate? state,
                    [Description("By which channel.")] Channel? channel,
                    [Description("Which kind of message.")] string? @event,
                    [Description("Of the case with this number.")] string? number,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                    Results.Ok(
                        await mediator.Send(new ListDeliveries(new(state, channel, @event, number, @case), take ?? 50, after), cancelled)
                    )
            )
            .Allow(Permission.ReadDeliveries)
            .Says<ListDeliveries, Page<DeliveryLine>>(200, "Messages on their way and what became of them, newest first.", 401, 403, 422);
        deliveries
            .MapPost(
                "/{id}/replays",
                async (Id<Delivery> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new SentAgain(await mediator.Send(new ReplayDelivery(id), cancelled)))
            )
            .Allow(Permission.ReplayDeliveries)
            .Says<ReplayDelivery, SentAgain>(201, "Has a delivery sent again that failed, expired or was set aside.", 401, 403, 404, 409);
        deliveries
            .MapPost(
                "/replays",
                async (DeliveryFilter body, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Replayed(await mediator.Send(new ReplayDeliveries(body), cancelled)))
            )
            .Allow(Permission.ReplayDeliveries)
            .Says<ReplayDeliveries, Replayed>(
                200,
                "Has all that a filter finds sent again, at most 1,000 at a time; not what went out by another channel since.",
                401,
                403,
                422
            )
            .Example("""{"state":"Failed","channel":"Sms"}""");
    }
}
