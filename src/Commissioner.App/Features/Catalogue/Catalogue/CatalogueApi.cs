using System.ComponentModel;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Catalogue;

internal sealed class CatalogueApi : IApi
{
    internal sealed record Item(
        string? Code,
        string? Matter,
        string? Category,
        IReadOnlyList<string>? Words,
        Id<Department>? LeadDepartmentId,
        IReadOnlyList<Id<Department>>? AssistingDepartmentIds,
        string? LegalBasis,
        Disclosure? Disclosure,
        bool? Retired,
        DateOnly? EffectiveOn,
        string? Reason
    );

    internal sealed record ItemVersion(
        string? Matter,
        string? Category,
        IReadOnlyList<string>? Words,
        Id<Department>? LeadDepartmentId,
        IReadOnlyList<Id<Department>>? AssistingDepartmentIds,
        string? LegalBasis,
        Disclosure? Disclosure,
        bool? Retired,
        DateOnly? EffectiveOn,
        string? Reason,
        int? BasedOn
    );

    internal sealed record Wrong(int Row, string Column, string Code, string Text);

    internal sealed record Outcome(
        bool Done,
        int Added,
        int Changed,
        int Unchanged,
        IReadOnlyList<CatalogueImportLine> Lines,
        IReadOnlyList<Wrong> Errors
    );

    internal sealed record Begun(int Added);

    public static void Map(RouteGroupBuilder api)
    {
        var catalogue = api.MapGroup("/catalogue").WithTags("Catalogue");
        catalogue
            .MapGet(
                "",
                async (
                    [Description("The whole code, or words in the matter, its keywords or the leading department's name.")] string? q,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListCatalogue(q, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadCatalogue)
            .Says<ListCatalogue, Page<CatalogueRow>>(
                200,
                "The routing catalogue in force, by code; q looks in codes, matters, words and leading departments.",
                401,
                403,
                422
            );
        catalogue
            .MapGet(
                "/suggestions",
                async (
                    [Description("What the case is about.")] string? text,
                    [Description("How many at the most; 5 where it is left out.")] int? take,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(new Page<SuggestedItem>(await mediator.Send(new SuggestItems(text, take ?? 5), cancelled), null))
            )
            .Allow(Permission.ReadCatalogue)
            .Says<SuggestItems, Page<SuggestedItem>>(200, "Which items a text is about, best first, and which words say so.", 401, 403);
        catalogue
            .MapGet(
                "/export",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.File(await mediator.Send(new ExportCatalogue(), cancelled), "text/csv; charset=utf-8", "catalogue.csv")
            )
            .Allow(Permission.ReadCatalogue)
            .Says<ExportCatalogue, byte[]>(
                200,
                "The catalogue as a table that can be imported again; of an empty one, what a new park may begin with.",
                401,
                403
            );
        catalogue
            .MapGet(
                "/{code}",
                async ([Description("The item's code, such as POWER.")] string code, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowCatalogueItem(code), cancelled))
            )
            .Allow(Permission.ReadCatalogue)
            .Says<ShowCatalogueItem, CatalogueSheet>(
                200,
                "One item with all its versions: what each changed, who added it, when and why.",
                401,
                403,
                404
            );
        catalogue
            .MapPost(
                "",
                async (Item i, IMediator mediator, CancellationToken cancelled) =>
                {
                    var draft = new CatalogueDraft(
                        i.Matter,
                        i.Category,
                        i.Words,
                        i.LeadDepartmentId,
                        i.AssistingDepartmentIds,
                        i.LegalBasis,
                        i.Disclosure,
                        i.Retired ?? false
                    );
                    var code = await mediator.Send(new AddCatalogueItem(i.Code, draft, i.EffectiveOn, i.Reason), cancelled);
                    return Results.Created($"/api/v1/catalogue/{code}", await mediator.Send(new ShowCatalogueItem(code), cancelled));
                }
            )
            .Allow(Permission.ManageCatalogue)
            .Says<AddCatalogueItem, CatalogueSheet>(201, "Adds an item, from a day on.", 401, 403, 409, 422)
            .Example(
                """{"code":"POWER","matter":"用电增容与供电故障","category":"Utilities","words":["用电","增容","停电"],"leadDepartmentId":"0193b0a0-0000-7000-8000-000000000001","assistingDepartmentIds":[],"legalBasis":"《供电营业规则》","disclosure":"Full","effectiveOn":"2026-12-01"}"""
            );
        catalogue
            .MapPost(
                "/{code}/versions",
                async (
                    [Description("The item's code, such as POWER.")] string code,
                    ItemVersion v,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                {
                    await mediator.Send(new ReviseCatalogueItem(code, Draft(v), v.EffectiveOn, v.Reason, v.BasedOn), cancelled);
                    return Results.Created($"/api/v1/catalogue/{code}", await mediator.Send(new ShowCatalogueItem(code), cancelled));
                }
            )
            .Allow(Permission.ManageCatalogue)
            .Says<ReviseCatalogueItem, CatalogueSheet>(
                201,
                "Adds the next version of an item, from a day on; basedOn names the last version that was read.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"matter":"用电增容与供电故障","category":"Utilities","words":["用电","增容","停电","变压器"],"leadDepartmentId":"0193b0a0-0000-7000-8000-000000000001","assistingDepartmentIds":[],"legalBasis":"《供电营业规则》","disclosure":"Full","effectiveOn":"2026-12-01","reason":"补充关键词","basedOn":1}"""
            );
        catalogue
            .MapPost(
                "/{code}/comparisons",
                async (
                    [Description("The item's code, such as POWER.")] string code,
                    ItemVersion v,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(new Page<CatalogueChange>(await mediator.Send(new CompareCatalogueItem(code, Draft(v)), cancelled), null))
            )
            .Allow(Permission.ManageCatalogue)
            .Says<CompareCatalogueItem, Page<CatalogueChange>>(
                200,
                "In what a next version would differ from the last one; nothing changes.",
                401,
                403,
                404,
                422
            )
            .Example(
                """{"matter":"用电增容与供电故障","category":"Utilities","words":["用电","增容"],"leadDepartmentId":"0193b0a0-0000-7000-8000-000000000001","assistingDepartmentIds":[],"disclosure":"Full"}"""
            );
        catalogue
            .MapPost(
                "/first",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Json(new Begun(await mediator.Send(new TakeFirstCatalogue(), cancelled)), statusCode: 201)
            )
            .Allow(Permission.ManageCatalogue)
            .Says<TakeFirstCatalogue, Begun>(
                201,
                "Adds what ships with the product, as far as the park has the departments and not yet the items.",
                401,
                403
            );
        catalogue
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
                    var outcome = await mediator.Send(new ImportCatalogue(file?.FileName ?? "", content, dryRun ?? false), cancelled);
                    var errors = outcome
                        .Errors.Select(e => new Wrong(e.Row, e.Column, e.Code, texts["rule." + e.Code, e.Details]))
                        .ToList();
                    return errors.Count > 0 && dryRun != true
                        ? ImportRefusal.Of(errors, texts)
                        : Results.Json(
                            new Outcome(outcome.Done, outcome.Added, outcome.Changed, outcome.Unchanged, outcome.Lines, errors),
                            statusCode: outcome.Done ? 201 : 200
                        );
                }
            )
            .Allow(Permission.ManageCatalogue)
            .DisableAntiforgery()
            .Says<ImportCatalogue, Outcome>(
                201,
                "Takes a table over, all or nothing; with dryRun=true (200) only says what it would do.",
                401,
                403,
                413,
                415,
                422,
                503
            )
            .Produces<Outcome>();
    }

    private static CatalogueDraft Draft(ItemVersion v) =>
        new(v.Matter, v.Category, v.Words, v.LeadDepartmentId, v.AssistingDepartmentIds, v.LegalBasis, v.Disclosure, v.Retired ?? false);
}
