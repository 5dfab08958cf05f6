using System.ComponentModel;
using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Financing;
using MediatR;

namespace Commissioner.App.Features.Organisation;

internal sealed class OrganisationApi : IApi
{
    internal sealed record Wrong(int Row, string Column, string Code, string Text);

    internal sealed record ClosingInto(Id<Department>? SuccessorId, string? Reason);

    internal sealed record BankEnding(string? Because);

    internal sealed record EndedBank(Id<Bank> Id);

    internal sealed record Outcome(
        bool Done,
        int Created,
        int Changed,
        int Unchanged,
        IReadOnlyList<OrganisationLine> Lines,
        IReadOnlyList<Wrong> Errors
    );

    public static void Map(RouteGroupBuilder api)
    {
        var organisation = api.MapGroup("/organisation").WithTags("Enterprises");
        organisation
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListOrganisation(), cancelled))
            )
            .Allow(Permission.KeepOrganisation)
            .Says<ListOrganisation, OrganisationSheet>(
                200,
                "The park with its sub-parks, departments, commissioners and partner banks.",
                401,
                403
            );
        organisation
            .MapPost(
                "/parks",
                async (KeepSubPark command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(command, cancelled))
            )
            .Allow(Permission.KeepOrganisation)
            .Says<KeepSubPark, Kept>(200, "Has a sub-park of this code and name: founds it, or renames it.", 401, 403, 409, 422)
            .Example("""{"code":"SL9","name":"示例高新区北园"}""");
        organisation
            .MapPost(
                "/departments",
                async (KeepDepartment command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(command, cancelled))
            )
            .Allow(Permission.KeepOrganisation)
            .Says<KeepDepartment, Kept>(200, "Has a department of this code and name: opens it, or corrects it.", 401, 403, 422)
            .Example("""{"code":"D99","name":"示例新设部门"}""");
        organisation
            .MapGet(
                "/departments/{id}/closing",
                async (Id<Department> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowClosing(id), cancelled))
            )
            .Allow(Permission.KeepOrganisation)
            .Says<ShowClosing, Closing>(200, "What is open with a department before it closes.", 401, 403, 404);
        organisation
            .MapPost(
                "/departments/{id}/closing",
                async (Id<Department> id, ClosingInto into, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new CloseDepartment(id, into.SuccessorId, into.Reason), cancelled);
                    return Results.Created((string?)null, await mediator.Send(new ShowClosing(id), cancelled));
                }
            )
            .Allow(Permission.KeepOrganisation)
            .Says<CloseDepartment, Closing>(
                201,
                "Closes a department, or merges it: its successor has its open legs, people and matters from now on.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"successorId":"0193b0a0-0000-7000-8000-000000000009","reason":"机构改革，职责并入"}""");
        organisation
            .MapPost(
                "/commissioners",
                async (PlaceCommissioner command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(command, cancelled))
            )
            .Allow(Permission.KeepOrganisation)
            .Says<PlaceCommissioner, Kept>(
                200,
                "Says where a commissioner serves, which line of business it knows, and how many enterprises it serves at the most.",
                401,
                403,
                422
            )
            .Example("""{"userName":"commissioner1","park":"SL1","industry":"Electronics","loadLimit":20}""");
        organisation
            .MapPost(
                "/banks",
                async (KeepBank command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(command, cancelled))
            )
            .Allow(Permission.KeepOrganisation)
            .Says<KeepBank, Kept>(200, "Has a partner bank of this code and name: takes it in, or corrects it.", 401, 403, 409, 422)
            .Example("""{"code":"BANK9","name":"示例科技银行"}""");
        organisation
            .MapPost(
                "/banks/{id}/ending",
                async (Id<Bank> id, BankEnding body, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new EndedBank(await mediator.Send(new EndBank(id, body.Because), cancelled)))
            )
            .Allow(Permission.KeepOrganisation)
            .Says<EndBank, EndedBank>(
                200,
                "A bank is no partner any more: what it was shown ends, and it owes no answer.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"because":"示例：合作协议到期"}""");
        organisation
            .MapPost(
                "/bankers",
                async (PlaceBanker command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(command, cancelled))
            )
            .Allow(Permission.KeepOrganisation)
            .Says<PlaceBanker, Kept>(200, "Says to which bank somebody with a bank's role belongs.", 401, 403, 409, 422)
            .Example("""{"userName":"bank1","bank":"BANK1"}""");
        organisation
            .MapPost(
                "/imports",
                async (
                    [Description("Parks, Departments, Commissioners, Banks or Bankers.")] OrganisationPart part,
                    IFormFile? file,
                    [Description("Only says what it would do.")] bool? dryRun,
                    IMediator mediator,
                    Texts texts,
                    CancellationToken cancelled
                ) =>
                {
                    await using var content = file?.OpenReadStream();
                    var outcome = await mediator.Send(
                        new ImportOrganisation(part, file?.FileName ?? "", content, dryRun ?? false),
                        cancelled
                    );
                    var errors = outcome.Errors.Select(e => Say(e, texts)).ToList();
                    return errors.Count > 0 && dryRun != true
                        ? ImportRefusal.Of(errors, texts)
                        : Results.Json(
                            new Outcome(outcome.Done, outcome.Created, outcome.Changed, outcome.Unchanged, outcome.Lines, errors),
                            statusCode: outcome.Done ? 201 : 200
                        );
                }
            )
            .Allow(Permission.KeepOrganisation)
            .DisableAntiforgery()
            .Says<ImportOrganisation, Outcome>(
                201,
                "Takes a table of sub-parks, departments, commissioners, banks or their people over, all or nothing; with dryRun=true (200) only says what it would do.",
                401,
                403,
                413,
                415,
                422,
                503
            )
            .Produces<Outcome>();
        organisation
            .MapGet(
                "/export",
                async (
                    [Description("Parks, Departments, Commissioners, Banks or Bankers.")] OrganisationPart part,
                    [Description("A workbook instead of CSV.")] bool? workbook,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                {
                    var (type, ending) = TableWriter.KindOf(workbook == true);
                    return Results.File(
                        await mediator.Send(new ExportOrganisation(part, workbook == true), cancelled),
                        type,
                        part + ending
                    );
                }
            )
            .Allow(Permission.KeepOrganisation)
            .Says<ExportOrganisation, byte[]>(
                200,
                "A part of the organisation as a table that can be imported again; of an empty one, a table to fill in.",
                401,
                403,
                422
            );
    }

    private static Wrong Say(ImportError error, Texts texts) =>
        new(error.Row, error.Column, error.Code, texts["rule." + error.Code, error.Details]);
}
