using System.ComponentModel;
using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Features.Enterprises;

internal sealed class EnterpriseImportsApi : IApi
{
    internal sealed record Wrong(int Row, string Column, string Code, string Text);

    internal sealed record Outcome(
        bool Done,
        int Created,
        int Changed,
        int Unchanged,
        IReadOnlyList<ImportLine> Lines,
        IReadOnlyList<Wrong> Errors
    );

    public static void Map(RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/enterprises/imports").WithTags("Enterprises");
        imports
            .MapPost(
                "",
                async (
                    IFormFile? file,
                    [Description("Only says what it would do.")] bool? dryRun,
                    IMediator mediator,
                    Texts texts,
                    CancellationToken cancelled
                ) =>
                {
                    await using var content = file?.OpenReadStream();
                    var outcome = await mediator.Send(new ImportEnterprises(file?.FileName ?? "", content, dryRun ?? false), cancelled);
                    var errors = outcome
                        .Errors.Select(e => new Wrong(e.Row, e.Column, e.Code, texts["rule." + e.Code, e.Details]))
                        .ToList();
                    return errors.Count > 0 && dryRun != true
                        ? ImportRefusal.Of(errors, texts)
                        : Results.Json(
                            new Outcome(outcome.Done, outcome.Created, outcome.Changed, outcome.Unchanged, outcome.Lines, errors),
                            statusCode: outcome.Done ? 201 : 200
                        );
                }
            )
            .Allow(Permission.ImportEnterprises)
            .DisableAntiforgery()
            .Says<ImportEnterprises, Outcome>(
                201,
                "Takes a table of enterprises over, all or nothing; with dryRun=true (200) only says what it would do.",
                401,
                403,
                413,
                415,
                422,
                503
            )
            .Produces<Outcome>();
        imports
            .MapGet(
                "/template",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.File(await mediator.Send(new ShowImportTemplate(), cancelled), "text/csv; charset=utf-8", "enterprises.csv")
            )
            .Allow(Permission.ImportEnterprises)
            .Says<ShowImportTemplate, byte[]>(200, "The table to fill in, with one invented row.", 401, 403);
        api.MapGet(
                "/enterprises/export",
                async ([Description("A workbook instead of CSV.")] bool? workbook, IMediator mediator, CancellationToken cancelled) =>
                {
                    var (type, ending) = TableWriter.KindOf(workbook == true);
                    return Results.File(
                        await mediator.Send(new ExportEnterprises(workbook == true), cancelled),
                        type,
                        "enterprises" + ending
                    );
                }
            )
            .Allow(Permission.ImportEnterprises)
            .WithTags("Enterprises")
            .Says<ExportEnterprises, byte[]>(
                200,
                "The enterprises with their commissioners, backups and owners, as a table that can be imported again.",
                401,
                403
            );
    }
}
