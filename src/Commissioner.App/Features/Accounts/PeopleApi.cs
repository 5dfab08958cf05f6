using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
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
    internal sealed record Credentials(string? UserName, string? Password, string? Phone, string? Code);

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
                            Begin(
                                await NotedAsync(
                                    c.Phone is null
                                        ? await mediator.Send(new SignIn(c.UserName, c.Password), cancelled)
                                        : await mediator.Send(new SignInByCode(c.Phone, c.Code), cancelled),
                                    traces,
                                    cancelled
                                ),
                                bearer
                            )
                        );
                    }
                    catch (SignInRefused)
                    {
                        await Problems.WriteAsync(
                            http,
                            new(401, "SignInRefused", texts["people.refused"], new Dictionary<string, string[]>(), [], [])
                        );
                        return Results.Empty;
                    }
                }
            )
            .AllowAnonymous()
            .RequireRateLimiting("sign-in")
            .WithTags("People")
            .Says<Session>(200, "Signs in by name and password, or by a phone and the code that was sent to it.", 401, 429)
            .WithName("signIn")
            .Example("""{"userName":"enterprise1","password":"demo"}""", "byPassword")
            .Example("""{"phone":"13800000000","code":"246810"}""", "byCode");

        api.MapPost(
                "/sign-in/codes",
                async (CodeTo to, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new SendCode(to.Phone), cancelled);
                    return Results.Accepted();
                }
            )
            .AllowAnonymous()
            .RequireRateLimiting("sign-in")
            .WithTags("People")
            .Says<SendCode, object>(
                202,
                "Sends a sign-in code where the number is one account's and the installation has a carrier for text messages; the same answer whether it is or not.",
                422,
                429
            )
            .Example("""{"phone":"13800000000"}""");

        api.MapPost(
                "/sign-in/renewals",
                async (
                    Renewal r,
                    CommissionerDb db,
                    IOptionsMonitor<BearerTokenOptions> bearer,
                    Texts texts,
                    HttpContext http,
                    CancellationToken cancelled
                ) =>
                {
                    var ticket = bearer.Get(Sessions.Bearer).RefreshTokenProtector.Unprotect(r.RefreshToken);
                    var actor =
                        ticket?.Properties.ExpiresUtc > bearer.Get(Sessions.Bearer).TimeProvider!.GetUtcNow()
                            ? CurrentActor.From(ticket.Principal)
                            : Actor.Anonymous;
                    var person = actor.IsKnown
                        ? await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == actor.Id, cancelled)
                        : null;
                    if (person is not null)
                    {
                        return Results.Ok(Begin(person, bearer));
                    }

                    await Problems.WriteAsync(
                        http,
                        new(401, "SignInRefused", texts["people.refused"], new Dictionary<string, string[]>(), [], [])
                    );
                    return Results.Empty;
                }
            )
            .AllowAnonymous()
            .RequireRateLimiting("sign-in")
            .WithTags("People")
            .Says<Session>(200, "Renews a session by its refresh token.", 401, 429)
            .WithName("renewSession")
            .Example("""{"refreshToken":"CfDJ8…"}""");

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

    // Enterprises sign in by text message, too; the traces note staff only, and nothing of an enterprise's people.
    private static async Task<Person> NotedAsync(Person person, Traces traces, CancellationToken cancelled)
    {
        await traces.NoteAsync(person, cancelled);
        return person;
    }

    private static Session Begin(Person person, IOptionsMonitor<BearerTokenOptions> bearer)
    {
        var (access, refresh, expires) = Sessions.Tokens(bearer.Get(Sessions.Bearer), CurrentActor.Principal(person, Sessions.Bearer));
        return new(access, expires, refresh, new(person.Id, person.Name, person.Roles, person.EnterpriseId, person.DepartmentId));
    }
}
