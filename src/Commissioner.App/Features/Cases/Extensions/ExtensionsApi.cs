using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;

namespace Commissioner.App.Features.Extensions;

internal sealed class ExtensionsApi : IApi
{
    internal sealed record Wish(int? Days, string? Reason);

    internal sealed record Decision(bool Grant, string? Reason);

    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{id}").WithTags("Extensions");
        cases
            .MapPost(
                "/extensions",
                async (Id<Case> id, Wish b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new AskExtension(id, b.Days, b.Reason), cancelled), cancelled)
            )
            .Allow(Permission.HandleCase)
            .Says<AskExtension, CaseSheet>(
                201,
                "The commissioner asks for more working days, once and ahead of time.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"days":3,"reason":"需等待材料到货"}""");
        cases
            .MapPost(
                "/extension-rulings",
                async (Id<Case> id, Decision b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new DecideExtension(id, b.Grant, b.Reason), cancelled), cancelled)
            )
            .Allow(Permission.DecideCase)
            .Says<DecideExtension, CaseSheet>(
                201,
                "The service office grants or refuses the time that was asked for.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"grant":true}""");
    }
}
