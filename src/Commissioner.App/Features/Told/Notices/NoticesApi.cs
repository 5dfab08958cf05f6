using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;

namespace Commissioner.App.Features.Notices;

internal sealed class NoticesApi : IApi
{
    internal sealed record Read(IReadOnlyList<Id<Notice>>? NoticeIds);

    public static void Map(RouteGroupBuilder api)
    {
        var notices = api.MapGroup("/notices").WithTags("Notices");
        notices
            .MapGet(
                "",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListNotices(take ?? 50, after), cancelled))
            )
            .Allow(Permission.SignedIn)
            .Says<ListNotices, Page<NoticeLine>>(200, "One's own notices, newest first.", 401, 422);
        notices
            .MapPost(
                "/readings",
                async (Read read, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new ReadNotices(read.NoticeIds ?? []), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.SignedIn)
            .Says<ReadNotices, object>(204, "Marks notices of one's own as read.", 401, 422)
            .Example("""{"noticeIds":["0193b0a0-0000-7000-8000-000000000003"]}""");
        notices
            .MapPost(
                "/readings/all",
                async (IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new ReadAllNotices(), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.SignedIn)
            .Says<ReadAllNotices, object>(
                204,
                "Marks all notices of one's own as read; what was still to be sent of them is not sent.",
                401
            );
    }
}
