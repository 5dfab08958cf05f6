using Commissioner.App.Features.Accounts;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Features.Logins.Passkeys;

internal sealed class PasskeysApi : IApi
{
    internal sealed record Answered(string? Ticket, PasskeyAnswer? Credential);

    internal sealed record Proved(string? Code, string? Password);

    public static void Map(RouteGroupBuilder api)
    {
        var open = api.MapGroup("/passkeys").AllowAnonymous().RequireRateLimiting("sign-in").WithTags("People");
        open.MapPost(
                "/options",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(new AskPasskey(), cancelled))
            )
            .Says<AskPasskey, PasskeyAsked>(
                201,
                "What a browser is asked that finds a passkey (PublicKeyCredential.parseRequestOptionsFromJSON); good once, for five minutes.",
                409,
                429
            );
        open.MapPost(
                "/sign-in",
                async (
                    Answered its,
                    IMediator mediator,
                    IOptionsMonitor<BearerTokenOptions> bearer,
                    Traces traces,
                    Texts texts,
                    HttpContext http,
                    CancellationToken cancelled
                ) =>
                {
                    try
                    {
                        var person = await mediator.Send(new SignInByPasskey(its.Ticket, its.Credential), cancelled);
                        await traces.NoteAsync(person, cancelled);
                        return Results.Ok(await PeopleApi.BeginAsync(http, person, bearer));
                    }
                    catch (SignInRefused)
                    {
                        return await PeopleApi.RefuseAsync(http, 401, "SignInRefused", texts["people.passkey.refused"]);
                    }
                }
            )
            .Says<SignInByPasskey, PeopleApi.Session>(
                200,
                "Signs in by a passkey, which counts as password and authenticator: credential is what the browser's toJSON() wrote. The same problem whatever is wrong.",
                401,
                429
            )
            .Example(
                """{"ticket":"CfDJ8…","credential":{"id":"q83vEjRW","type":"public-key","response":{"clientDataJSON":"eyJ0eXBlIjoi…","authenticatorData":"SZYN5YgO…","signature":"MEUCIQ…","userHandle":"AAECAwQF"}}}"""
            );

        var own = api.MapGroup("/own/passkeys").WithTags("People");
        own.MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ListPasskeys(), cancelled))
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<ListPasskeys, OwnPasskeys>(200, "One's own passkeys, the newest first, and what is asked before they change.", 401);
        own.MapPost(
                "/options",
                async (Proved its, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(new BeginPasskey(its.Code, its.Password), cancelled))
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<BeginPasskey, PasskeyBegun>(
                201,
                "What a browser is asked that makes a passkey (PublicKeyCredential.parseCreationOptionsFromJSON). Who signed in longer than ten minutes ago brings the proof that GET /own/passkeys names.",
                401,
                403,
                409,
                422
            )
            .Example("""{"code":null,"password":null}""");
        own.MapPost(
                "",
                async (AddPasskey command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(command, cancelled))
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<AddPasskey, PasskeyAdded>(
                201,
                "Keeps the passkey that the browser made: credential is what its toJSON() wrote. Where it is the first that is asked after the password, one's other sessions end and recovery codes are told this once.",
                401,
                409,
                422
            )
            .Example(
                """{"ticket":"CfDJ8…","name":"示例手机","credential":{"id":"q83vEjRW","type":"public-key","response":{"clientDataJSON":"eyJ0eXBlIjoi…","attestationObject":"o2NmbXRk…","transports":["internal"]}}}"""
            );
        own.MapPost(
                "/{id}/removals",
                async (Id<Passkey> id, Proved its, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new RemovePasskey(id, its.Code, its.Password), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<RemovePasskey, object>(
                204,
                "Removes a passkey of one's own, with the same proof. Whoever must have a second factor keeps its last.",
                401,
                404,
                409,
                422
            )
            .Example("""{"code":"246810","password":null}""");
    }
}
