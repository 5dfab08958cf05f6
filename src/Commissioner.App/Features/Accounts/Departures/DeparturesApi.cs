using System.ComponentModel;
using Commissioner.App.Features.Staff;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Departures;

internal sealed class DeparturesApi : IApi
{
    internal sealed record StaffFound(IReadOnlyList<StaffHere> Items);

    internal sealed record Leaving(IReadOnlyList<PostTakenOver>? Posts, Id<Person>? HandlerId, string? HandlerPhone, string? Reason);

    internal sealed record Moving(Id<Department>? DepartmentId, Id<Person>? HandlerId, string? HandlerPhone, string? Reason);

    public static void Map(RouteGroupBuilder api)
    {
        var departures = api.MapGroup("/departures").WithTags("People");
        departures
            .MapGet(
                "",
                async ([Description("A part of a name or user name")] string? search, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new StaffFound(await mediator.Send(new FindStaff(search), cancelled)))
            )
            .Allow(Permission.LetStaffGo)
            .Says<FindStaff, StaffFound>(200, "Who is here of the staff, at most fifty.", 401, 403);
        departures
            .MapGet(
                "/{id}",
                async (Id<Person> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowDeparture(id), cancelled))
            )
            .Allow(Permission.LetStaffGo)
            .Says<ShowDeparture, Departure>(200, "What is open with somebody of the staff, and who could take it over.", 401, 403, 404);
        departures
            .MapPost(
                "/{id}",
                async (Id<Person> id, Leaving leaving, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        await mediator.Send(
                            new LetStaffGo(id, leaving.Posts, leaving.HandlerId, leaving.HandlerPhone, leaving.Reason),
                            cancelled
                        )
                    )
            )
            .Allow(Permission.LetStaffGo)
            .Says<LetStaffGo, RoleChangeMade>(
                201,
                "Somebody leaves: who takes over what, and the end of its account, in one transaction. Of enterprises that aren't named the backup takes over.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"reason":"调离本园区"}""");
        departures
            .MapPost(
                "/{id}/moves",
                async (Id<Person> id, Moving moving, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        await mediator.Send(
                            new MoveStaff(id, moving.DepartmentId, moving.HandlerId, moving.HandlerPhone, moving.Reason),
                            cancelled
                        )
                    )
            )
            .Allow(Permission.LetStaffGo)
            .Says<MoveStaff, RoleChangeMade>(
                201,
                "Somebody goes to another department: who takes its open legs over, in one transaction.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"departmentId":"0193b0a0-0000-7000-8000-000000000009","reason":"部门间调动"}""");
    }
}
