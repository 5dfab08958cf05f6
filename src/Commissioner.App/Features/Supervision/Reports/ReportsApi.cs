using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Tips;
using MediatR;

namespace Commissioner.App.Features.Reports;

internal sealed class ReportsApi : IApi
{
    internal sealed record TipAnswer(string? Words);

    internal sealed record TipClosing(TipOutcome? Outcome, string? Words);

    public static void Map(RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Supervision");
        reports
            .MapGet(
                "",
                async (
                    [Description("Only those that stand so.")] Named<TipState>? state,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListTips(state?.Value, take ?? 50, after), cancelled))
            )
            .Allow(Permission.HearTips)
            .Says<ListTips, Page<TipLine>>(
                200,
                "Anonymous reports, the newest first, without what is in them: to supervision alone.",
                401,
                403,
                422
            );
        reports
            .MapGet(
                "/{id}",
                async (Id<Tip> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ReadTip(id), cancelled))
            )
            .Allow(Permission.HearTips)
            .Says<ReadTip, TipSheet>(
                200,
                "One anonymous report. Who reads it and when is recorded; of its reporter and of the time of day nothing is known.",
                401,
                403,
                404
            );
        reports
            .MapPost(
                "/{id}/answers",
                async (Id<Tip> id, TipAnswer b, IMediator mediator, CancellationToken cancelled) =>
                    await ShownAsync(mediator, await mediator.Send(new AnswerTip(id, b.Words), cancelled), cancelled)
            )
            .Allow(Permission.HearTips)
            .Says<AnswerTip, TipSheet>(201, "Asks the reporter something, or answers it.", 401, 403, 404, 409, 422)
            .Example("""{"words":"示例：请说明是哪一天、哪个窗口"}""");
        reports
            .MapPost(
                "/{id}/closings",
                async (Id<Tip> id, TipClosing b, IMediator mediator, CancellationToken cancelled) =>
                    await ShownAsync(mediator, await mediator.Send(new CloseTip(id, b.Outcome, b.Words), cancelled), cancelled)
            )
            .Allow(Permission.HearTips)
            .Says<CloseTip, TipSheet>(201, "Says what came of it, with words to its reporter.", 401, 403, 404, 409, 422)
            .Example("""{"outcome":"Founded","words":"示例：已核实，责任人已处理"}""");
        reports
            .MapPost(
                "/{id}/recusals",
                async (Id<Tip> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new DeclineTip(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.HearTips)
            .Says<DeclineTip, object>(
                204,
                "Whoever is biased declines a report, and hears no more of it. The last of supervision can't.",
                401,
                403,
                404,
                409
            );
    }

    private static async Task<IResult> ShownAsync(IMediator mediator, Id<Tip> id, CancellationToken cancelled) =>
        Results.Created($"/api/v1/reports/{id}", await mediator.Send(new ReadTip(id), cancelled));
}
