using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Features.Accounts;

internal sealed class PeopleApi : IApi
{
    internal sealed record Credentials(string? UserName, string? Password, string? Phone, string? Code, Id<Person>? PersonId, string? Totp);

    internal sealed record SecondStep(string? Ticket, string? Code);

    internal sealed record CodeTo(string? Phone);

    internal sealed record Renewal(string? RefreshToken);

    internal sealed record Session(string AccessToken, long ExpiresIn, string RefreshToken, PersonSheet Person);

    internal sealed record PersonSheet(
        Id<Person> Id,
        string Name,
        IReadOnlyList<Role> Roles,
        Id<Enterprise>? EnterpriseId,
        Id<Department>? DepartmentId
    );

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(
                "/sign-in",
                async (
                    Credentials c,
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
                        return Results.Ok(
                            await BeginAsync(
                                http,
                                await NotedAsync(
                                    c.Phone is null
                                        ? await mediator.Send(new SignIn(c.UserName, c.Password, c.Totp), cancelled)
                                        : await mediator.Send(new SignInByCode(c.Phone, c.Code, c.PersonId), cancelled),
                                    traces,
                                    cancelled
                                ),
                                bearer,
                                byCode: c.Phone is not null
                            )
                        );
                    }
                    catch (SignInRefused)
                    {
                        return await RefuseAsync(
                            http,
                            401,
                            "SignInRefused",
                            texts[c.Phone is null ? "people.refused" : "people.codeRefused"]
                        );
                    }
                    catch (SecondFactorNeeded needed)
                    {
                        return await RefuseAsync(http, 401, "SecondFactorNeeded", texts["people.totp.needed"], ("ticket", needed.Ticket));
                    }
                    catch (SeveralAccounts several)
                    {
                        return await RefuseAsync(http, 409, "SeveralAccounts", texts["people.which"], ("accounts", several.Accounts));
                    }
                }
            )
            .AllowAnonymous()
            .RequireRateLimiting("sign-in")
            .WithTags("People")
            .Says<Session>(
                200,
                "Signs in by name and password, or by an enterprise's phone and the code that was sent to it. Where several accounts have that phone the problem SeveralAccounts lists them as accounts, and the same is posted again with one's id as personId. Where the account has an authenticator its code comes as totp, or later, with the ticket of the problem SecondFactorNeeded.",
                401,
                409,
                429
            )
            .WithName("signIn")
            .Example("""{"userName":"enterprise1","password":"demo"}""", "byPassword")
            .Example("""{"phone":"13800000000","code":"246810"}""", "byCode");

        api.MapPost(
                "/sign-in/second-factors",
                async (
                    SecondStep s,
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
                        var person = await mediator.Send(new FinishSignIn(s.Ticket, s.Code), cancelled);
                        return Results.Ok(await BeginAsync(http, await NotedAsync(person, traces, cancelled), bearer));
                    }
                    catch (SignInRefused)
                    {
                        return await RefuseAsync(http, 401, "SignInRefused", texts["people.totp.refused"]);
                    }
                }
            )
            .AllowAnonymous()
            .RequireRateLimiting("sign-in")
            .WithTags("People")
            .Says<Session>(
                200,
                "Brings an authenticator's code, or a recovery code, with the ticket of a sign-in whose password was right; good for five minutes.",
                401,
                429
            )
            .WithName("finishSignIn")
            .Example("""{"ticket":"CfDJ8…","code":"246810"}""");

        api.MapPost(
                "/sign-in/codes",
                async (CodeTo to, IMediator mediator, CodeCarrier carrier, CancellationToken cancelled) =>
                {
                    carrier.Send(await mediator.Send(new SendCode(to.Phone), cancelled));
                    return Results.Accepted();
                }
            )
            .AllowAnonymous()
            .RequireRateLimiting("sign-in")
            .WithTags("People")
            .Says<SendCode, object>(
                202,
                "Sends a sign-in code where the number is an enterprise's account's: one a minute and five an hour, good for five minutes and five tries. The same answer whether it is or not. From one address at most twenty an hour are asked for.",
                422,
                429
            )
            .Example("""{"phone":"13800000000"}""");

        api.MapPost(
                "/sign-in/renewals",
                async (Renewal r, IOptionsMonitor<BearerTokenOptions> bearer, Texts texts, HttpContext http) =>
                {
                    if (await http.RenewAsync(bearer.Get(Sessions.Bearer), r.RefreshToken) is { } renewed)
                    {
                        return Results.Ok(Said(renewed.Person, renewed.Tokens));
                    }

                    return await RefuseAsync(http, 401, "SignInRefused", texts["people.refused"]);
                }
            )
            .AllowAnonymous()
            .RequireRateLimiting("sign-in")
            .WithTags("People")
            .Says<Session>(
                200,
                "Renews a session by its refresh token, which is good once: brought again, the session ends, since one of the two who bring it has stolen it.",
                401,
                429
            )
            .WithName("renewSession")
            .Example("""{"refreshToken":"CfDJ8…"}""");

        api.MapPost(
                "/sign-out",
                async (HttpContext http) =>
                {
                    await http.EndAsync();
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepOwnAccount)
            .WithTags("People")
            .Says<object>(204, "Ends the session: its access and refresh tokens are no longer good.", 401)
            .WithName("signOut");

        api.MapGet(
                "/people/{id}/phone",
                async (Id<Person> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowPhone(id), cancelled))
            )
            .Allow(Permission.HandleCase)
            .WithTags("People")
            .Says<ShowPhone, PhoneSheet>(200, "By which one is reached at work; a commissioner, to the service office.", 401, 403, 404);
        api.MapPost(
                "/people/{id}/phone",
                async (Id<Person> id, CodeTo body, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new GivePhone(id, body.Phone), cancelled);
                    return Results.Created((string?)null, await mediator.Send(new ShowPhone(id), cancelled));
                }
            )
            .Allow(Permission.HandleCase)
            .WithTags("People")
            .Says<GivePhone, PhoneSheet>(
                201,
                "Says by which one is reached at work, several numbers with / between them; enterprises that one serves read it.",
                401,
                403,
                404,
                422
            )
            .Example("""{"phone":"13800000000/0512-66668888-801"}""");
    }

    internal static async Task<IResult> RefuseAsync(
        HttpContext http,
        int status,
        string code,
        string title,
        params IEnumerable<(string, object)> more
    )
    {
        await Problems.WriteAsync(http, new(status, code, title, new Dictionary<string, string[]>(), [], []), more);
        return Results.Empty;
    }

    // Enterprises sign in by text message, too; the traces note staff only, and nothing of an enterprise's people.
    private static async Task<Person> NotedAsync(Person person, Traces traces, CancellationToken cancelled)
    {
        await traces.NoteAsync(person, cancelled);
        return person;
    }

    internal static async Task<Session> BeginAsync(
        HttpContext http,
        Person person,
        IOptionsMonitor<BearerTokenOptions> bearer,
        bool byCode = false,
        TimeSpan? most = null
    ) => Said(person, await http.TokensAsync(bearer.Get(Sessions.Bearer), person, byCode, most));

    private static Session Said(Person person, (string Access, string Refresh, long ExpiresIn) tokens) =>
        new(
            tokens.Access,
            tokens.ExpiresIn,
            tokens.Refresh,
            new(person.Id, person.Name, person.Roles, person.EnterpriseId, person.DepartmentId)
        );
}
