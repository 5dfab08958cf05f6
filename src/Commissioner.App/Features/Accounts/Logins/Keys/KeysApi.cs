using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Logins.Keys;

internal sealed class KeysApi : IApi
{
    internal sealed record Keys(IReadOnlyList<KeyLine> Items);

    internal sealed record KeyAsked(string? Name, KeyScope? Scope, int? Days);

    public static void Map(RouteGroupBuilder api)
    {
        var own = api.MapGroup("/logins/keys").WithTags("People");
        own.MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Keys(await mediator.Send(new ListKeys(), cancelled)))
            )
            .Allow(Permission.KeepOwnKeys)
            .Says<ListKeys, Keys>(200, "One's own keys that were not revoked, the newest first; never their text.", 401);
        own.MapPost(
                "",
                async (MakeKey command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(command, cancelled))
            )
            .Allow(Permission.KeepOwnKeys)
            .Says<MakeKey, KeyMade>(
                201,
                "Makes a key for a program of one's own, sent as Authorization: Bearer ck_…; its text is told this once. Read answers GET alone, Write does what one may do oneself, but for accounts and keys.",
                401,
                409,
                422
            )
            .Example("""{"name":"示例报表程序","scope":"Read","days":90}""");
        own.MapDelete(
                "/{id}",
                async (Id<ApiKey> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new RevokeKey(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepOwnKeys)
            .Says<RevokeKey, object>(204, "Revokes a key of one's own; another node may take it for five seconds more.", 401, 404);

        var others = api.MapGroup("/accounts/{id}/keys").WithTags("People");
        others
            .MapGet(
                "",
                async (Id<Person> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListKeysOf(id), cancelled))
            )
            .Allow(Permission.KeepAccounts)
            .Says<ListKeysOf, KeysOfAccount>(
                200,
                "The keys of an account that were not revoked, its own and those made for it; never their text.",
                401,
                403,
                404
            );
        others
            .MapPost(
                "",
                async (Id<Person> id, KeyAsked asked, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(new MakeKeyFor(id, asked.Name, asked.Scope, asked.Days), cancelled))
            )
            .Allow(Permission.KeepAccounts)
            .Says<MakeKeyFor, KeyMade>(
                201,
                "Makes a key for another system that has an account here; its text is told this once. Not for oneself, administrators, supervision or appraisal, enterprises' people, or an account with an authenticator.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"name":"示例园区门户","scope":"Write","days":365}""");
        others
            .MapDelete(
                "/{keyId}",
                async (Id<Person> id, Id<ApiKey> keyId, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new RevokeKeyOf(id, keyId), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepAccounts)
            .Says<RevokeKeyOf, object>(204, "Revokes a key of an account; another node may take it for five seconds more.", 401, 403, 404);
    }
}
