using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Ties;

internal sealed class TiesApi : IApi
{
    internal sealed record Tie(Id<Person>? PersonId, string? Enterprise, TieKind? Kind);

    internal sealed record Declared(Id<DeclaredTie> Id);

    public static void Map(RouteGroupBuilder api)
    {
        var ties = api.MapGroup("/ties").WithTags("Ties");
        ties.MapGet(
                "",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListTies(take ?? 50, after), cancelled))
            )
            .Allow(Permission.HandleCase)
            .Says<ListTies, Page<TieLine>>(
                200,
                "Declared ties that stand: all for the service office, a commissioner's own for itself.",
                401,
                403,
                422
            );
        ties.MapPost(
                "",
                async (Tie tie, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        new Declared(await mediator.Send(new DeclareTie(tie.PersonId, tie.Enterprise, tie.Kind), cancelled))
                    )
            )
            .Allow(Permission.HandleCase)
            .Says<DeclareTie, Declared>(
                201,
                "A commissioner declares its tie to an enterprise, named by its registered name or code; the service office anybody's.",
                401,
                403,
                409,
                422
            )
            .Example("""{"personId":"0193b0a0-0000-7000-8000-000000000002","enterprise":"示例企业1有限公司","kind":"Family"}""");
        ties.MapDelete(
                "/{id}",
                async (Id<DeclaredTie> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new EndTie(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.AppointSuccessor)
            .Says<EndTie, object>(204, "The service office finds that the tie is none any more.", 401, 403, 404, 409);
    }
}
