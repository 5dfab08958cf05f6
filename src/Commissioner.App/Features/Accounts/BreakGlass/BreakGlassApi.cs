using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.BreakGlass;

internal sealed class BreakGlassApi : IApi
{
    internal sealed record Receivers(IReadOnlyList<ReceiverLine> Items);

    internal sealed record EmergencyAsking(Id<Person> PersonId, Role? Role, int? Minutes, string? Reason);

    internal sealed record EmergencyAsked(Id<EmergencyAccess> Id);

    internal sealed record EmergencyDecision(bool Agrees);

    internal sealed record EmergencyStands(EmergencyAccessState State);

    public static void Map(RouteGroupBuilder api)
    {
        var accesses = api.MapGroup("/emergency-accesses").WithTags("People");
        accesses
            .MapGet(
                "",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListEmergencyAccesses(take ?? 50, after), cancelled))
            )
            .Allow(Permission.FollowEmergencyAccess)
            .Says<ListEmergencyAccesses, Page<EmergencyAccessLine>>(
                200,
                "Emergency access, newest first: all of it for who decides on it, one's own for others.",
                401,
                403,
                422
            );
        accesses
            .MapGet(
                "/receivers",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Receivers(await mediator.Send(new ListReceivers(), cancelled)))
            )
            .Allow(Permission.DecideEmergencyAccess)
            .Says<ListReceivers, Receivers>(200, "Staff to whom a role can be lent in an emergency.", 401, 403);
        accesses
            .MapPost(
                "",
                async (EmergencyAsking b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        new EmergencyAsked(await mediator.Send(new AskEmergencyAccess(b.PersonId, b.Role, b.Minutes, b.Reason), cancelled))
                    )
            )
            .Allow(Permission.DecideEmergencyAccess)
            .Says<AskEmergencyAccess, EmergencyAsked>(
                201,
                "Asks that somebody of the staff holds supervision's role or the service office's for 15 minutes to 4 hours; a second person of another role must agree within the hour.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"personId":"0193b0a0-0000-7000-8000-000000000010","role":"Supervisor","minutes":60,"reason":"示例：值班督查失联，有应急诉求待处理"}"""
            );
        accesses
            .MapPost(
                "/{id}/decisions",
                async (Id<EmergencyAccess> id, EmergencyDecision b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        new EmergencyStands(await mediator.Send(new DecideEmergencyAccess(id, b.Agrees), cancelled))
                    )
            )
            .Allow(Permission.DecideEmergencyAccess)
            .Says<DecideEmergencyAccess, EmergencyStands>(
                201,
                "A second person, neither who asked nor whose access it is, and of another role than who asked, agrees or refuses.",
                401,
                403,
                404,
                409
            )
            .Example("""{"agrees":true}""");
        accesses
            .MapPost(
                "/{id}/ends",
                async (Id<EmergencyAccess> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new EmergencyStands(await mediator.Send(new GiveUpEmergencyAccess(id), cancelled)))
            )
            .Allow(Permission.FollowEmergencyAccess)
            .Says<GiveUpEmergencyAccess, EmergencyStands>(
                201,
                "Who asked, who agreed, or whose access it is ends it before its time, or takes it back while it waits.",
                401,
                403,
                404,
                409
            );
        accesses
            .MapGet(
                "/{id}/acts",
                async (Id<EmergencyAccess> id, int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListEmergencyActs(id, take ?? 100, after), cancelled))
            )
            .Allow(Permission.ReadEmergencyActs)
            .Says<ListEmergencyActs, Page<EmergencyAct>>(
                200,
                "What was done and looked at under an emergency access, the first first.",
                401,
                403,
                404,
                422
            );
    }
}
