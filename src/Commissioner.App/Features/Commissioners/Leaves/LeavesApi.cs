using System.ComponentModel;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Leaves;

internal sealed class LeavesApi : IApi
{
    internal sealed record LeaveList(IReadOnlyList<LeaveLine> Items);

    internal sealed record PostList(IReadOnlyList<PostToStandIn> Items);

    internal sealed record LeaveNoted(Id<Leave> Id);

    public static void Map(RouteGroupBuilder api)
    {
        var leaves = api.MapGroup("/leaves").WithTags("Commissioners");
        leaves
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new LeaveList(await mediator.Send(new ListLeaves(), cancelled)))
            )
            .Allow(Permission.KeepLeaves)
            .Says<ListLeaves, LeaveList>(
                200,
                "Leaves, latest first: all for the service office, a commissioner's own for itself.",
                401,
                403
            );
        leaves
            .MapGet(
                "/posts",
                async (
                    [Description("Who would be away; oneself where nobody is said")] Id<Person>? person,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(new PostList(await mediator.Send(new ShowPostsOnLeave(person), cancelled)))
            )
            .Allow(Permission.KeepLeaves)
            .Says<ShowPostsOnLeave, PostList>(200, "What would go to others while somebody is away.", 401, 403);
        leaves
            .MapPost(
                "",
                async (NoteLeave command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new LeaveNoted(await mediator.Send(command, cancelled)))
            )
            .Allow(Permission.KeepLeaves)
            .Says<NoteLeave, LeaveNoted>(
                201,
                "Notes a leave, both days included: the backups act, or whom the service office names; everything is handed back at its end.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"fromOn":"2026-03-09","untilOn":"2026-03-22"}""");
        leaves
            .MapDelete(
                "/{id}",
                async (Id<Leave> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new EndLeave(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepLeaves)
            .Says<EndLeave, object>(204, "Takes a leave back, or ends it now.", 401, 403, 404, 409);
    }
}
