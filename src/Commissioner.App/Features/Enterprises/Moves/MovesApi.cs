using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using MediatR;

namespace Commissioner.App.Features.Moves;

internal sealed class MovesApi : IApi
{
    internal sealed record MoveTo(Id<Park>? ParkId, bool? Rotates, string? Reason);

    internal sealed record MergeInto(Id<Enterprise>? SuccessorId, string? Reason);

    internal sealed record LeaveFor(string? Reason);

    public static void Map(RouteGroupBuilder api)
    {
        var enterprises = api.MapGroup("/enterprises/{id}").WithTags("Enterprises");
        enterprises
            .MapGet(
                "/standing",
                async (Id<Enterprise> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowStanding(id), cancelled))
            )
            .Allow(Permission.KeepOrganisation)
            .Says<ShowStanding, Standing>(200, "What is open with an enterprise before it moves, merges or leaves.", 401, 403, 404);
        enterprises
            .MapPost(
                "/moves",
                async (Id<Enterprise> id, MoveTo to, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new MoveEnterprise(id, to.ParkId, to.Rotates, to.Reason), cancelled);
                    return Results.Created((string?)null, await mediator.Send(new ShowStanding(id), cancelled));
                }
            )
            .Allow(Permission.KeepOrganisation)
            .Says<MoveEnterprise, Standing>(
                201,
                "Moves an enterprise to another sub-park: its commissioner stays (rotates=false) or an ordinary rotation begins.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"parkId":"0193b0a0-0000-7000-8000-000000000009","rotates":false,"reason":"迁入新厂区"}""");
        enterprises
            .MapPost(
                "/mergers",
                async (Id<Enterprise> id, MergeInto into, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new MergeEnterprise(id, into.SuccessorId, into.Reason), cancelled);
                    return Results.Created((string?)null, await mediator.Send(new ShowStanding(id), cancelled));
                }
            )
            .Allow(Permission.KeepOrganisation)
            .Says<MergeEnterprise, Standing>(
                201,
                "Merges an enterprise into another, which has its cases and people and is found by its name from now on.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"successorId":"0193b0a0-0000-7000-8000-000000000009","reason":"吸收合并"}""");
        enterprises
            .MapPost(
                "/departure",
                async (Id<Enterprise> id, LeaveFor leaving, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new LetEnterpriseGo(id, leaving.Reason), cancelled);
                    return Results.Created((string?)null, await mediator.Send(new ShowStanding(id), cancelled));
                }
            )
            .Allow(Permission.KeepOrganisation)
            .Says<LetEnterpriseGo, Standing>(
                201,
                "An enterprise leaves the park once nothing is open with it: its accounts end, its data stay under retention.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"reason":"迁出本园区"}""");
    }
}
