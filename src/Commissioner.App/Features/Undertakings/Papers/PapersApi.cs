using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Undertakings;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Papers;

internal sealed class PapersApi : IApi
{
    internal sealed record PromiseBody(IReadOnlyList<string>? Papers);

    internal sealed record PaperMoveBody(PaperMove? Move, string? Words, IReadOnlyList<Id<Attachment>>? AttachmentIds);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/papers",
                async (
                    [Description("Those that were kept, broken or lifted, too.")] bool? all,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListPapers(all ?? false, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadUndertakings)
            .WithTags("Promised papers")
            .Says<ListPapers, Page<PaperRow>>(200, "Promised papers that one may see, by the day that was promised.", 401, 403, 422);
        var of = api.MapGroup("/undertakings/{id}").WithTags("Promised papers");
        of.MapPost(
                "/nodes/{code}/promises",
                async (
                    Id<Undertaking> id,
                    [Description("The node's code, such as LAND.")] string code,
                    PromiseBody p,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => await Shown(mediator, await mediator.Send(new SignPromise(id, code, p.Papers), cancelled), cancelled)
            )
            .Allow(Permission.PromisePapers)
            .Says<SignPromise, UndertakingSheet>(
                201,
                "The owner signs that papers of a node follow. Who broke a promise gives none until its day.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"papers":["消防安全检查意见书"]}""");
        of.MapGet(
                "/promises/{paperId}",
                async (
                    Id<Undertaking> id,
                    [Description("The promised paper.")] Id<PaperPromise> paperId,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ShowPromise(id, paperId), cancelled))
            )
            .Allow(Permission.ReadUndertakings)
            .Says<ShowPromise, PromiseDocument>(200, "One promised paper, with what its notice and its letter say.", 401, 403, 404);
        of.MapPost(
                "/promises/{paperId}/moves",
                async (
                    Id<Undertaking> id,
                    [Description("The promised paper.")] Id<PaperPromise> paperId,
                    PaperMoveBody m,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                    await Shown(
                        mediator,
                        await mediator.Send(new MovePaper(id, paperId, m.Move, m.Words, m.AttachmentIds), cancelled),
                        cancelled
                    )
            )
            .Allow(Permission.MovePapers)
            .Says<MovePaper, UndertakingSheet>(
                201,
                "Whose it is hands a promised paper in, verifies it, orders it, revokes, or claims and decides on force majeure.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"move":"OrderCorrection","words":"示例：请补交意见书","attachmentIds":[]}""");
    }

    private static async Task<IResult> Shown(IMediator mediator, Id<Undertaking> id, CancellationToken cancelled) =>
        Results.Created($"/api/v1/undertakings/{id}", await mediator.Send(new ShowUndertaking(id), cancelled));
}
