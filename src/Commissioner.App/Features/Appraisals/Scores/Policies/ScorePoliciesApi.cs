using System.ComponentModel;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Appraisals;
using MediatR;

namespace Commissioner.App.Features.Scores.Policies;

internal sealed class ScorePoliciesApi : IApi
{
    internal sealed record ScorePolicyBody(
        DateOnly? From,
        decimal Response,
        decimal Resolution,
        decimal Satisfaction,
        int Least,
        int LeastEnterprises,
        decimal LeastRated,
        decimal Good,
        decimal Fair,
        string? Reason
    );

    public static void Map(RouteGroupBuilder api)
    {
        var policies = api.MapGroup("/scores/policies").WithTags("Scores");
        policies
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowScorePolicies(), cancelled))
            )
            .Allow(Permission.ReadPublications)
            .Says<ShowScorePolicies, ScorePolicySheet>(
                200,
                "By what scores are made: all versions, newest first; to who may decide, what a proposed one would have done to the last quarter.",
                401,
                403
            );
        policies
            .MapPost(
                "",
                async (ScorePolicyBody b, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(
                        new ProposeScorePolicy(
                            b.From,
                            new ScoreTerms(
                                b.Response,
                                b.Resolution,
                                b.Satisfaction,
                                b.Least,
                                b.LeastEnterprises,
                                b.LeastRated,
                                b.Good,
                                b.Fair
                            ),
                            b.Reason
                        ),
                        cancelled
                    );
                    return Results.Created("/api/v1/scores/policies", await mediator.Send(new ShowScorePolicies(), cancelled));
                }
            )
            .Allow(Permission.SetScorePolicy)
            .Says<ProposeScorePolicy, ScorePolicySheet>(
                201,
                "Proposes another version, from a quarter on that has not begun; a second person puts it in force.",
                401,
                403,
                409,
                422
            )
            .Example(
                """{"from":"2027-01-01","response":0.30,"resolution":0.40,"satisfaction":0.30,"least":5,"leastEnterprises":5,"leastRated":0.30,"good":0.70,"fair":0.50,"reason":"解决率更受企业关注"}"""
            );
        policies
            .MapPost(
                "/{version}/confirmations",
                async ([Description("A version of the score policy.")] int version, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new DecideScorePolicy(version, true), cancelled);
                    return Results.Created("/api/v1/scores/policies", await mediator.Send(new ShowScorePolicies(), cancelled));
                }
            )
            .Allow(Permission.SetScorePolicy)
            .Says<DecideScorePolicy, ScorePolicySheet>(
                201,
                "A second person puts it in force, before its quarter begins.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("confirmScorePolicy");
        policies
            .MapPost(
                "/{version}/refusals",
                async ([Description("A version of the score policy.")] int version, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new DecideScorePolicy(version, false), cancelled);
                    return Results.Created("/api/v1/scores/policies", await mediator.Send(new ShowScorePolicies(), cancelled));
                }
            )
            .Allow(Permission.SetScorePolicy)
            .Says<DecideScorePolicy, ScorePolicySheet>(201, "The proposed version is let go.", 401, 403, 404, 409)
            .WithName("refuseScorePolicy");
    }
}
