using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.FactorResets;

internal sealed class FactorResetsApi : IApi
{
    internal sealed record Resets(IReadOnlyList<FactorResetLine> Items);

    internal sealed record Asking(string? Reason);

    internal sealed record Decision(bool Agrees);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/accounts/{id}/second-factors",
                async (Id<Person> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowFactor(id), cancelled))
            )
            .Allow(Permission.KeepAccounts)
            .WithTags("People")
            .Says<ShowFactor, FactorSheet>(200, "Whether somebody has an authenticator, and how it would be reset.", 401, 403, 404);
        api.MapPost(
                "/accounts/{id}/second-factor-resets",
                async (Id<Person> id, Asking asking, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(new AskFactorReset(id, asking.Reason), cancelled))
            )
            .Allow(Permission.KeepAccounts)
            .WithTags("People")
            .Says<AskFactorReset, FactorResetMade>(
                201,
                "Resets a lost authenticator and its recovery codes; of supervision, appraisal and administrators once a second administrator agrees. The code for once that takes their place is told this one time: whole, or the first half where a second administrator is told the other.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"reason":"本人当面说明手机丢失"}""");
        var resets = api.MapGroup("/second-factor-resets").WithTags("People");
        resets
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Resets(await mediator.Send(new ListFactorResets(), cancelled)))
            )
            .Allow(Permission.ConfirmRoles)
            .Says<ListFactorResets, Resets>(200, "Resets that wait for a second administrator.", 401, 403);
        resets
            .MapPost(
                "/{id}/decisions",
                async (Id<FactorReset> id, Decision decision, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(new DecideFactorReset(id, decision.Agrees), cancelled))
            )
            .Allow(Permission.ConfirmRoles)
            .Says<DecideFactorReset, FactorResetMade>(
                201,
                "A second administrator, neither who asked nor whom it is about, agrees or refuses; who agrees is told the second half of the code for once.",
                401,
                403,
                404,
                409
            )
            .Example("""{"agrees":true}""");
    }
}
