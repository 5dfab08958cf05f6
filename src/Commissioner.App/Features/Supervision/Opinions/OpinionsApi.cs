using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;

namespace Commissioner.App.Features.Opinions;

internal sealed class OpinionsApi : IApi
{
    internal sealed record OpinionBody(string? Opinion);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/opinions",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowOpinions(take ?? 50, after), cancelled))
            )
            .Allow(Permission.WriteOpinion)
            .WithTags("Supervision")
            .Says<ShowOpinions, OpinionSheet>(
                200,
                "The Leader's page: opinions owed, what is due first first; plans that wait for a decision; what it wrote on lately.",
                401,
                403,
                422
            );
        api.MapPost(
                "/cases/{id}/opinions",
                async (Id<Case> id, OpinionBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new GiveOpinion(id, b.Opinion), cancelled), cancelled)
            )
            .Allow(Permission.WriteOpinion)
            .WithTags("Supervision")
            .Says<GiveOpinion, CaseSheet>(
                201,
                "The Leader writes the opinion that it owes on what was escalated to it.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"opinion":"请示例部门牵头，本周五前办结并报告"}""");
    }
}
