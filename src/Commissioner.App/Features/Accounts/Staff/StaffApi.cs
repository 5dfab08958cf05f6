using System.ComponentModel;
using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Staff;

internal sealed class StaffApi : IApi
{
    internal sealed record StaffList(IReadOnlyList<StaffLine> Items);

    internal sealed record ChangeList(IReadOnlyList<RoleChangeLine> Items);

    internal sealed record Wanted(IReadOnlyList<Role>? Roles, Id<Department>? DepartmentId, string? Reason);

    internal sealed record Decision(bool Agrees);

    internal sealed record WrongCell(int Row, string Column, string Code, string Text);

    internal sealed record ImportOutcome(
        bool Done,
        int Created,
        int Unchanged,
        IReadOnlyList<StaffImportedLine> Lines,
        IReadOnlyList<WrongCell> Errors
    );

    public static void Map(RouteGroupBuilder api)
    {
        var staff = api.MapGroup("/staff").WithTags("People");
        staff
            .MapGet(
                "",
                async ([Description("A part of a name or user name")] string? search, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new StaffList(await mediator.Send(new ListStaff(search), cancelled)))
            )
            .Allow(Permission.GrantRoles)
            .Says<ListStaff, StaffList>(200, "The staff by name, at most fifty; who has left where one searches.", 401, 403);
        staff
            .MapPost(
                "",
                async (TakeIn command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(command, cancelled))
            )
            .Allow(Permission.GrantRoles)
            .Says<TakeIn, TakenIn>(
                201,
                "Takes somebody in; its password for once is told this one time. Roles of the three administrators and of supervision wait for a second administrator.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"name":"示例专员","userName":"shili.zhuanyuan","roles":["Commissioner"],"reason":"新任企业服务专员"}""");
        staff
            .MapPost(
                "/imports",
                async (
                    IFormFile? file,
                    [Microsoft.AspNetCore.Mvc.FromForm, Description("Why they are taken in; the audit log keeps it.")] string? reason,
                    [Description("Only says whom it would take in.")] bool? dryRun,
                    IMediator mediator,
                    Texts texts,
                    CancellationToken cancelled
                ) =>
                {
                    await using var content = file?.OpenReadStream();
                    var outcome = await mediator.Send(new ImportStaff(file?.FileName ?? "", content, reason, dryRun ?? false), cancelled);
                    var errors = outcome
                        .Errors.Select(e => new WrongCell(e.Row, e.Column, e.Code, texts["rule." + e.Code, e.Details]))
                        .ToList();
                    return errors.Count > 0 && dryRun != true
                        ? ImportRefusal.Of(errors, texts)
                        : Results.Json(
                            new ImportOutcome(outcome.Done, outcome.Created, outcome.Unchanged, outcome.Lines, errors),
                            statusCode: outcome.Done ? 201 : 200
                        );
                }
            )
            .Allow(Permission.GrantRoles)
            .DisableAntiforgery()
            .Says<ImportStaff, ImportOutcome>(
                201,
                "Takes in all whom a table names, or nobody; passwords for once are told this one time. With dryRun=true (200) only says whom it would take in.",
                401,
                403,
                413,
                415,
                422,
                503
            )
            .Produces<ImportOutcome>();
        staff
            .MapGet(
                "/imports/template",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.File(await mediator.Send(new ShowStaffTemplate(), cancelled), "text/csv; charset=utf-8", "staff.csv")
            )
            .Allow(Permission.GrantRoles)
            .Says<ShowStaffTemplate, byte[]>(200, "The table of staff to fill in, with invented rows.", 401, 403);
        staff
            .MapGet(
                "/export",
                async ([Description("A workbook instead of CSV.")] bool? workbook, IMediator mediator, CancellationToken cancelled) =>
                {
                    var (type, ending) = TableWriter.KindOf(workbook == true);
                    return Results.File(await mediator.Send(new ExportStaff(workbook == true), cancelled), type, "staff" + ending);
                }
            )
            .Allow(Permission.GrantRoles)
            .Says<ExportStaff, byte[]>(
                200,
                "The staff with its roles and departments as a table that can be imported again; no passwords, second factors or keys.",
                401,
                403
            );
        staff
            .MapGet(
                "/{id}",
                async (Id<Person> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowStaff(id), cancelled))
            )
            .Allow(Permission.GrantRoles)
            .Says<ShowStaff, StaffMember>(200, "What somebody of the staff holds.", 401, 403, 404);
        staff
            .MapPost(
                "/{id}/roles",
                async (Id<Person> id, Wanted wanted, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        await mediator.Send(new ChangeRoles(id, wanted.Roles, wanted.DepartmentId, wanted.Reason), cancelled)
                    )
            )
            .Allow(Permission.GrantRoles)
            .Says<ChangeRoles, RoleChangeMade>(
                201,
                "Says all that somebody holds from now on; with no role it leaves and can't sign in any more.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"roles":["TriageDesk"],"reason":"调任服务企业办公室"}""");
        var changes = api.MapGroup("/role-changes").WithTags("People");
        changes
            .MapGet(
                "",
                async (
                    [Description("Whose; nobody for all that waits")] Id<Person>? person,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(new ChangeList(await mediator.Send(new ListRoleChanges(person), cancelled)))
            )
            .Allow(Permission.ConfirmRoles)
            .Says<ListRoleChanges, ChangeList>(
                200,
                "What waits for a second administrator; with a person all that it was given to hold, by whom and why, newest first.",
                401,
                403
            );
        changes
            .MapPost(
                "/{id}/decisions",
                async (Id<RoleChange> id, Decision decision, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(new DecideRoles(id, decision.Agrees), cancelled))
            )
            .Allow(Permission.ConfirmRoles)
            .Says<DecideRoles, RoleChangeMade>(
                201,
                "A second administrator, neither who proposed it nor whom it is about, agrees or refuses.",
                401,
                403,
                404,
                409
            )
            .Example("""{"agrees":true}""");
    }
}
