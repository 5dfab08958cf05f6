using System.ComponentModel;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Logins;

internal sealed class LoginsApi : IApi
{
    internal sealed record Once(string Password);

    internal sealed record Sessions(IReadOnlyList<LoginLine> Items);

    internal sealed record Ended(int Count);

    internal sealed record CodeOf(string? Code);

    internal sealed record Recovery(IReadOnlyList<string> Codes);

    internal sealed record Accounts(IReadOnlyList<AccountRow> Items);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(
                "/own/passwords",
                async (ChangePassword command, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(command, cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepOwnAccount)
            .WithTags("People")
            .Says<ChangePassword, object>(204, "Chooses another password; one's other sessions end.", 401, 422)
            .Example("""{"oldPassword":"示例-旧的-口令-一二三","newPassword":"示例-新的-口令-四五六"}""");

        var sessions = api.MapGroup("/own/sessions").WithTags("People");
        sessions
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Sessions(await mediator.Send(new ListLogins(), cancelled)))
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<ListLogins, Sessions>(200, "Where one is signed in, the last used first.", 401);
        sessions
            .MapPost(
                "/{id}/endings",
                async (Id<Session> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new EndLogin(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<EndLogin, object>(204, "Ends a session of one's own; another node may take it for five seconds more.", 401, 404);
        sessions
            .MapPost(
                "/endings",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Ended(await mediator.Send(new EndOtherLogins(), cancelled)))
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<EndOtherLogins, Ended>(200, "Ends all of one's sessions but this; how many.", 401);

        var second = api.MapGroup("/own/second-factors").WithTags("People");
        second
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowSecondFactor(), cancelled))
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<ShowSecondFactor, SecondFactorSheet>(200, "Whether one has an authenticator, and how many recovery codes are left.", 401);
        second
            .MapPost(
                "",
                async (CodeOf its, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(new BeginSecondFactor(its.Code), cancelled))
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<BeginSecondFactor, SecondFactorKey>(
                201,
                "Gives an authenticator a key; it counts once it is confirmed. Whoever has one already brings a code of it.",
                401,
                422
            )
            .Example("""{"code":null}""");
        second
            .MapPost(
                "/confirmations",
                async (CodeOf its, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new Recovery(await mediator.Send(new ConfirmSecondFactor(its.Code), cancelled)))
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<ConfirmSecondFactor, Recovery>(
                201,
                "Proves by a code that the authenticator has the key; the recovery codes are told this once, and one's other sessions end.",
                401,
                409,
                422
            )
            .Example("""{"code":"246810"}""");

        api.MapGet(
                "/accounts",
                async (
                    [Description("What the user name or the name holds; all where it is empty.")] string? search,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(new Accounts(await mediator.Send(new ListAccounts(search), cancelled)))
            )
            .Allow(Permission.KeepAccounts)
            .WithTags("People")
            .Says<ListAccounts, Accounts>(
                200,
                "Accounts of staff whose user name or person's name holds a text, the first hundred.",
                401,
                403
            );

        api.MapPost(
                "/accounts/{id}/password-resets",
                async (Id<Person> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new Once(await mediator.Send(new ResetPassword(id), cancelled)))
            )
            .Allow(Permission.KeepAccounts)
            .WithTags("People")
            .Says<ResetPassword, Once>(
                201,
                "Gives somebody a password that lets it choose another, and nothing else; it is told this once. All its sessions end.",
                401,
                403,
                404
            );
    }
}
