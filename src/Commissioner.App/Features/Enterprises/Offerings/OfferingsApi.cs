using System.ComponentModel;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using MediatR;

namespace Commissioner.App.Features.Offerings;

internal sealed class OfferingsApi : IApi
{
    private const string Example =
        """{"kind":"Offer","category":"Processing","what":"示例：精密铝件加工","amount":5000,"unit":"件","untilOn":"2026-12-31","audience":"All"}""";

    internal sealed record OfferingMade(Id<Offering> Id);

    internal sealed record Stepped(OfferingStep Step);

    internal sealed record Suiting(IReadOnlyList<PartnerLine> Items);

    internal sealed record Places(IReadOnlyList<PlaceLine> Items);

    internal sealed record WrongCell(int Row, string Column, string Code, string Text);

    internal sealed record OfferingsOutcome(bool Done, int Added, int Changed, int Unchanged, IReadOnlyList<WrongCell> Errors);

    public static void Map(RouteGroupBuilder api)
    {
        var offerings = api.MapGroup("/offerings").WithTags("Offerings");
        offerings
            .MapGet(
                "",
                async (
                    [Description("Only offers, or only seeks")] OfferingKind? kind,
                    [Description("Only of this kind of goods or services")] OfferingCategory? category,
                    [Description("Only those that stand so")] OfferingState? state,
                    [Description("Words that stand in it, or in the enterprise's name")] string? q,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListOfferings(kind, category, state, q, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadOfferings)
            .Says<ListOfferings, Page<OfferingLine>>(
                200,
                "Offers and seeks that one may know of, the newest first; to an enterprise its own.",
                401,
                403,
                422
            );
        offerings
            .MapGet(
                "/places",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Places(await mediator.Send(new ListPlaces(), cancelled)))
            )
            .Allow(Permission.ReadOfferings)
            .Says<ListPlaces, Places>(200, "The parks and sub-parks that may be named as a place.", 401, 403);
        offerings
            .MapGet(
                "/{id}",
                async (Id<Offering> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowOffering(id), cancelled))
            )
            .Allow(Permission.ReadOfferings)
            .Says<ShowOffering, OfferingSheet>(200, "One offer or seek, with what may be done about it now.", 401, 403, 404);
        offerings
            .MapGet(
                "/{id}/suggestions",
                async (Id<Offering> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Suiting(await mediator.Send(new SuggestPartners(id), cancelled)))
            )
            .Allow(Permission.ReadOfferings)
            .Says<SuggestPartners, Suiting>(
                200,
                "What suits it, with the reasons, the best first; to an enterprise without names.",
                401,
                403,
                404
            );
        offerings
            .MapPost(
                "",
                async (OfferingText says, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new OfferingMade(await mediator.Send(new FileOffering(says), cancelled)))
            )
            .Allow(Permission.OfferAndSeek)
            .Says<FileOffering, OfferingMade>(
                201,
                "An enterprise says what it offers or seeks, and who may know of it.",
                401,
                403,
                409,
                422
            )
            .Example(Example);
        offerings
            .MapPost(
                "/{id}/versions",
                async (Id<Offering> id, OfferingText says, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new OfferingMade(await mediator.Send(new ChangeOffering(id, says), cancelled)))
            )
            .Allow(Permission.OfferAndSeek)
            .Says<ChangeOffering, OfferingMade>(200, "Says it otherwise; whether it is offered or sought stays.", 401, 403, 404, 409, 422)
            .Example(Example);
        offerings
            .MapPost(
                "/{id}/steps",
                async (Id<Offering> id, Stepped b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new OfferingMade(await mediator.Send(new MoveOffering(id, b.Step), cancelled)))
            )
            .Allow(Permission.OfferAndSeek)
            .Says<MoveOffering, OfferingMade>(200, "Pauses, resumes or ends it.", 401, 403, 404, 409, 422)
            .Example("""{"step":"Pause"}""");
        Tables(offerings);
    }

    private static void Tables(RouteGroupBuilder offerings)
    {
        offerings
            .MapGet(
                "/export",
                async (
                    [Description("Only offers, or only seeks")] OfferingKind? kind,
                    [Description("Only of this kind of goods or services")] OfferingCategory? category,
                    [Description("Only those that stand so")] OfferingState? state,
                    [Description("Words that stand in it, or in the enterprise's name")] string? q,
                    [Description("A workbook instead of CSV.")] bool? workbook,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                {
                    var (type, ending) = TableWriter.KindOf(workbook == true);
                    var table = await mediator.Send(
                        new ExportOfferings(new ListOfferings(kind, category, state, q), workbook == true),
                        cancelled
                    );
                    return Results.File(table, type, "offerings" + ending);
                }
            )
            .Allow(Permission.ReadOfferings)
            .Says<ExportOfferings, byte[]>(
                200,
                "The list as a table; an enterprise's own that are open can be imported again.",
                401,
                403,
                422
            );
        offerings
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
                    var outcome = await mediator.Send(new ImportOfferings(file?.FileName ?? "", content, dryRun ?? false), cancelled);
                    var errors = outcome
                        .Errors.Select(e => new WrongCell(e.Row, e.Column, e.Code, texts["rule." + e.Code, e.Details]))
                        .ToList();
                    return errors.Count > 0 && dryRun != true
                        ? ImportRefusal.Of(errors, texts)
                        : Results.Json(
                            new OfferingsOutcome(outcome.Done, outcome.Added, outcome.Changed, outcome.Unchanged, errors),
                            statusCode: outcome.Done ? 201 : 200
                        );
                }
            )
            .Allow(Permission.OfferAndSeek)
            .DisableAntiforgery()
            .Says<ImportOfferings, OfferingsOutcome>(
                201,
                "Takes a table of one's own offers and seeks over, all or nothing; with dryRun=true (200) only says what it would do.",
                401,
                403,
                409,
                413,
                415,
                422,
                503
            )
            .Produces<OfferingsOutcome>();
    }
}
