using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Appraisals;
using MediatR;

namespace Commissioner.App.Features.Scores;

internal sealed class ScoresApi : IApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/scorecards/{id}",
                async (
                    [Description("The person, department or park.")] Guid id,
                    [Description("The period's first day.")] DateOnly? from,
                    [Description("The period's last day.")] DateOnly? to,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ShowScorecard(id, from, to), cancelled))
            )
            .Allow(Permission.ReadScores)
            .WithTags("Scores")
            .Says<ShowScorecard, ScorecardSheet>(
                200,
                "The scores of one person, department or park over a period, by default the quarter that was over last.",
                401,
                403,
                404,
                422
            );
        var scores = api.MapGroup("/scores").WithTags("Scores");
        scores
            .MapGet(
                "",
                async (
                    [Description("Persons, departments or parks.")] UnitKind? kind,
                    [Description("The period's first day.")] DateOnly? from,
                    [Description("The period's last day.")] DateOnly? to,
                    [Description("The person, department or park.")] Guid? unitId,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListScores(kind, from, to, unitId, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadScores)
            .Says<ListScores, ScoreList>(
                200,
                "Scores of a period, each rate with its numbers, its interval and what was left out; who is appraised reads its own of quarters that are over.",
                401,
                403,
                422
            );
        scores
            .MapGet(
                "/export",
                async (
                    [Description("Persons, departments or parks.")] UnitKind? kind,
                    [Description("The period's first day.")] DateOnly? from,
                    [Description("The period's last day.")] DateOnly? to,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.File(await mediator.Send(new ExportScores(kind, from, to), cancelled), "text/csv; charset=utf-8", "scores.csv")
            )
            .Allow(Permission.ReadScores)
            .Says<ExportScores, byte[]>(200, "The same as a table.", 401, 403, 422);
        scores
            .MapGet(
                "/facts",
                async (
                    [Description("Persons, departments or parks.")] UnitKind kind,
                    [Description("The person, department or park.")] Guid unitId,
                    [Description("The period's first day.")] DateOnly from,
                    [Description("The period's last day.")] DateOnly to,
                    [AsParameters] FactFilter of,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListFacts(kind, unitId, from, to, take ?? 50, after, of), cancelled))
            )
            .Allow(Permission.Appraise)
            .Says<ListFacts, Page<FactLine>>(200, "What stands behind a unit's scores, one thing a row.", 401, 403, 422);
        scores
            .MapGet(
                "/recomputation",
                async (
                    [Description("The period's first day.")] DateOnly from,
                    [Description("The period's last day.")] DateOnly to,
                    [Description("The person, department or park.")] Guid? unitId,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new RecomputeScores(from, to, unitId), cancelled))
            )
            .Allow(Permission.RecomputeScores)
            .Says<RecomputeScores, Comparison>(
                200,
                "The period computed anew from the log, and where what is kept differs: nowhere, when all is well.",
                401,
                403,
                422
            );
    }
}
