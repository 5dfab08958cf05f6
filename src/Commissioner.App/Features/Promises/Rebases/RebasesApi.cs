using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;

namespace Commissioner.App.Features.Rebases;

internal sealed class RebasesApi : IApi
{
    internal sealed record Plan(int FromVersion, bool All, string? Reason, string? CalendarCode);

    internal sealed record Why(string? Reason);

    public static void Map(RouteGroupBuilder api)
    {
        var rebases = api.MapGroup("/rebases").WithTags("Policies");
        rebases
            .MapPost(
                "",
                async (Plan plan, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(
                        await mediator.Send(new StartRebase(plan.CalendarCode, plan.FromVersion, plan.All, plan.Reason), cancelled),
                        mediator,
                        cancelled
                    )
            )
            .Allow(Permission.ManageRules)
            .Says<StartRebase, RebaseSheet>(
                201,
                "Carries running promises over to the version in force: all, or only what moves in the enterprise's favour.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"fromVersion":1,"all":false,"reason":"受理提速"}""");
        rebases
            .MapGet(
                "/{id}",
                async (Id<Rebase> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowRebase(id), cancelled))
            )
            .Allow(Permission.ManageRules)
            .Says<ShowRebase, RebaseSheet>(200, "How far a re-base is.", 401, 403, 404);
        rebases
            .MapPost(
                "/{id}/stops",
                async (Id<Rebase> id, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new StopRebase(id), cancelled), mediator, cancelled)
            )
            .Allow(Permission.ManageRules)
            .Says<StopRebase, RebaseSheet>(201, "Stops a re-base; what is carried over stays so.", 401, 403, 404, 409);
        rebases
            .MapPost(
                "/{id}/resumptions",
                async (Id<Rebase> id, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new ResumeRebase(id), cancelled), mediator, cancelled)
            )
            .Allow(Permission.ManageRules)
            .Says<ResumeRebase, RebaseSheet>(201, "Lets a stopped re-base go on.", 401, 403, 404, 409);
        rebases
            .MapPost(
                "/{id}/reversals",
                async (Id<Rebase> id, Why why, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new ReverseRebase(id, why.Reason), cancelled), mediator, cancelled)
            )
            .Allow(Permission.ManageRules)
            .Says<ReverseRebase, RebaseSheet>(
                201,
                "Takes a re-base back: a further one, of the promises to which nothing has happened since.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"reason":"试行结束"}""");
    }

    private static async Task<IResult> Shown(Id<Rebase> id, IMediator mediator, CancellationToken cancelled) =>
        Results.Created($"/api/v1/rebases/{id}", await mediator.Send(new ShowRebase(id), cancelled));
}
