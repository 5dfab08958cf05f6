using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Following;

internal sealed class FollowingApi : IApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases");
        cases
            .MapGet(
                "/followed",
                async ([FromQuery] int? take, [FromQuery] string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListFollowed(null, take ?? 50, after), cancelled))
            )
            .Allow(Permission.FollowCases)
            .Says<ListFollowed, Page<FollowedCase>>(
                200,
                "The cases that one follows and may still see, the last followed first.",
                401,
                403,
                422
            );
        cases
            .MapPost(
                "/{id}/following",
                async (Id<Case> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new FollowCase(id, true), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.FollowCases)
            .Says<FollowCase, object>(204, "Somebody of the staff is told from now on what is done with a case.", 401, 403, 404);
        cases
            .MapDelete(
                "/{id}/following",
                async (Id<Case> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new FollowCase(id, false), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.FollowCases)
            .Says<object>(204, "Somebody of the staff is told no longer what is done with a case.", 401, 403, 404)
            .WithName("stopFollowingCase");
    }
}
