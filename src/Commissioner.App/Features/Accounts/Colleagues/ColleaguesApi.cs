using Commissioner.App.Features.Accounts;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Features.Colleagues;

internal sealed class ColleaguesApi : IApi
{
    internal sealed record Invited(Id<Invitation> Id, DateTimeOffset GoodUntil);

    internal sealed record Chosen(Id<Person> PersonId);

    public static void Map(RouteGroupBuilder api)
    {
        var own = api.MapGroup("/own").WithTags("People");
        own.MapGet(
                "/colleagues",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ListColleagues(), cancelled))
            )
            .Allow(Permission.KeepColleagues)
            .Says<ListColleagues, ColleagueSheet>(
                200,
                "Who belongs to one's enterprise, and which invitations wait; for its owner.",
                401,
                403
            );
        own.MapPost(
                "/invitations",
                async (InviteColleague command, IMediator mediator, CodeCarrier carrier, CancellationToken cancelled) =>
                {
                    var made = await mediator.Send(command, cancelled);
                    carrier.Send(made.Message);
                    return Results.Created((string?)null, new Invited(made.Id, made.GoodUntil));
                }
            )
            .Allow(Permission.KeepColleagues)
            .Says<InviteColleague, Invited>(
                201,
                "Invites somebody to the enterprise: a link goes to its number by text message, good once and for 72 hours. At most twenty wait, and five a day go to a number; another to the same number ends the one before.",
                401,
                403,
                409,
                422
            )
            .Example("""{"name":"示例同事","phone":"13800000000"}""");
        own.MapPost(
                "/invitations/{id}/revocations",
                async (Id<Invitation> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new RevokeInvitation(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepColleagues)
            .Says<RevokeInvitation, object>(204, "Takes an invitation back: its link opens nothing any more.", 401, 403, 404, 409);
        own.MapPost(
                "/colleagues/{id}/departures",
                async (Id<Person> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new LetGo(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepColleagues)
            .Says<LetGo, object>(204, "Lets somebody go: its sessions end, and what it filed stays.", 401, 403, 404, 409);
        own.MapPost(
                "/colleagues/{id}/ownerships",
                async (Id<Person> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new HandOverOwnership(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepColleagues)
            .Says<HandOverOwnership, object>(204, "Makes another of the enterprise's people its owner in one's place.", 401, 403, 404, 409);
        own.MapGet(
                "/enterprises",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListOwnEnterprises(), cancelled))
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<ListOwnEnterprises, OwnEnterprises>(
                200,
                "The enterprises that have one's number, among which who signed in by a code may change.",
                401
            );
        own.MapPost(
                "/enterprises/changes",
                async (
                    Chosen chosen,
                    IMediator mediator,
                    IOptionsMonitor<BearerTokenOptions> bearer,
                    HttpContext http,
                    CancellationToken cancelled
                ) =>
                {
                    var (person, left) = await mediator.Send(new ChangeEnterprise(chosen.PersonId), cancelled);
                    await http.EndAsync();
                    return Results.Ok(await PeopleApi.BeginAsync(http, person, bearer, byCode: true, most: left));
                }
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<ChangeEnterprise, PeopleApi.Session>(
                200,
                "Goes on for another of one's enterprises: this session ends, and the tokens of another are answered.",
                401,
                403,
                404
            )
            .Example("""{"personId":"0193b0a0-0000-7000-8000-000000000001"}""");
    }
}
