using System.ComponentModel;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Templates;

internal sealed class TemplatesApi : IApi
{
    internal sealed record TemplateBody(
        string? Code,
        string? Name,
        IReadOnlyList<NodeLine>? Nodes,
        DateOnly? EffectiveOn,
        UndertakingKind? Kind,
        TermsLine? Terms
    );

    internal sealed record TemplateVersionBody(
        string? Name,
        IReadOnlyList<NodeLine>? Nodes,
        DateOnly? EffectiveOn,
        int? BasedOn,
        TermsLine? Terms
    );

    internal sealed record WrongCell(int Row, string Column, string Code, string Text);

    internal sealed record TemplatesOutcome(
        bool Done,
        int Added,
        int Changed,
        int Unchanged,
        IReadOnlyList<TemplateImportLine> Lines,
        IReadOnlyList<WrongCell> Errors
    );

    private const string Nodes = """
        [{"code":"SIGN","name":"签约与立项备案","needs":[],"unit":"经济发展局","statutory":"7d","promised":"3d","green":"1d","papers":["投资协议"]},{"code":"LAND","name":"用地手续","needs":["SIGN"],"unit":"规划自然资源处","statutory":"40d","promised":"20d","green":null,"papers":[]}]
        """;

    public static void Map(RouteGroupBuilder api)
    {
        var templates = api.MapGroup("/templates").WithTags("Undertakings");
        templates
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Page<TemplateRow>(await mediator.Send(new ListTemplates(), cancelled), null))
            )
            .Allow(Permission.ReadUndertakings)
            .Says<ListTemplates, Page<TemplateRow>>(200, "What undertakings consist of: the templates in force, by code.", 401, 403);
        templates
            .MapGet(
                "/export",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.File(await mediator.Send(new ExportTemplates(), cancelled), "text/csv; charset=utf-8", "templates.csv")
            )
            .Allow(Permission.ManageTemplates)
            .Says<ExportTemplates, byte[]>(200, "The templates as a table, one node a row, that can be imported again.", 401, 403);
        templates
            .MapGet(
                "/{code}",
                async (
                    [Description("The template's code, such as AGENCY.")] string code,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ShowTemplate(code), cancelled))
            )
            .Allow(Permission.ManageTemplates)
            .Says<ShowTemplate, TemplateSheet>(200, "One template with all its versions.", 401, 403, 404);
        templates
            .MapPost(
                "",
                async (TemplateBody t, IMediator mediator, CancellationToken cancelled) =>
                {
                    var code = await mediator.Send(
                        new WriteTemplate(t.Code, t.Name, t.Nodes, t.EffectiveOn, 0, t.Terms, t.Kind ?? UndertakingKind.AgencyProject),
                        cancelled
                    );
                    return Results.Created($"/api/v1/templates/{code}", await mediator.Send(new ShowTemplate(code), cancelled));
                }
            )
            .Allow(Permission.ManageTemplates)
            .Says<WriteTemplate, TemplateSheet>(201, "Adds a template, from a day on.", 401, 403, 409, 422)
            .Example(
                $$"""{"code":"AGENCY-2","name":"示例项目代办","nodes":{{Nodes}},"effectiveOn":"2026-12-01","kind":"AgencyProject","terms":{"about":"示例","limit":null,"questions":[],"excludedMonths":12} }"""
            );
        templates
            .MapPost(
                "/{code}/versions",
                async (
                    [Description("The template's code, such as AGENCY.")] string code,
                    TemplateVersionBody t,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                {
                    await mediator.Send(new ShowTemplate(code), cancelled);
                    await mediator.Send(new WriteTemplate(code, t.Name, t.Nodes, t.EffectiveOn, t.BasedOn, t.Terms), cancelled);
                    return Results.Created($"/api/v1/templates/{code}", await mediator.Send(new ShowTemplate(code), cancelled));
                }
            )
            .Allow(Permission.ManageTemplates)
            .Says<WriteTemplate, TemplateSheet>(
                201,
                "Adds the next version of a template, from a day on; basedOn names the last version that was read.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("reviseTemplate")
            .Example($$"""{"name":"示例项目代办","nodes":{{Nodes}},"effectiveOn":"2026-12-01","basedOn":1,"terms":null}""");
        templates
            .MapPost(
                "/imports",
                async (
                    IFormFile? file,
                    [Description("Only says what it would do.")] bool? dryRun,
                    IMediator mediator,
                    Texts texts,
                    CancellationToken cancelled
                ) =>
                {
                    await using var content = file?.OpenReadStream();
                    var outcome = await mediator.Send(new ImportTemplates(file?.FileName ?? "", content, dryRun ?? false), cancelled);
                    var errors = outcome
                        .Errors.Select(e => new WrongCell(e.Row, e.Column, e.Code, texts["rule." + e.Code, e.Details]))
                        .ToList();
                    return errors.Count > 0 && dryRun != true
                        ? ImportRefusal.Of(errors, texts)
                        : Results.Json(
                            new TemplatesOutcome(outcome.Done, outcome.Added, outcome.Changed, outcome.Unchanged, outcome.Lines, errors),
                            statusCode: outcome.Done ? 201 : 200
                        );
                }
            )
            .Allow(Permission.ManageTemplates)
            .DisableAntiforgery()
            .Says<ImportTemplates, TemplatesOutcome>(
                201,
                "Takes a table of templates over, all or nothing; with dryRun=true (200) only says what it would do.",
                401,
                403,
                413,
                415,
                422,
                503
            )
            .Produces<TemplatesOutcome>();
    }
}
