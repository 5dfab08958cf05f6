using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Told;
using MediatR;

namespace Commissioner.App.Features.Channels;

internal sealed class ChannelsApi : IApi
{
    internal sealed record Test(Channel? Channel);

    /// <summary>All channels in their order.</summary>
    internal sealed record AllChannels(IReadOnlyList<ChannelLine> Items);

    public static void Map(RouteGroupBuilder api)
    {
        var channels = api.MapGroup("/channels").WithTags("Channels");
        channels
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new AllChannels(await mediator.Send(new ShowChannels(), cancelled)))
            )
            .Allow(Permission.WatchChannels)
            .Says<ShowChannels, AllChannels>(200, "How each channel fares, and what waits for it.", 401, 403);
        channels
            .MapPost(
                "/tests",
                async (Test test, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new TryChannel(test.Channel), cancelled);
                    return Results.Accepted();
                }
            )
            .Allow(Permission.WatchChannels)
            .Says<TryChannel, object>(202, "Sends oneself a message by this channel; by robots, their groups.", 401, 403, 409, 422)
            .Example("""{"channel":"Sms"}""");
    }
}
