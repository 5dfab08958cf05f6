using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using MediatR;

namespace Commissioner.App.Features.Exclusions;

internal sealed class ExclusionsApi : IApi
{
    internal sealed record Proposal(Id<Case>? CaseId, FactKind? Kind, ExclusionGround? Ground, string? Reason, string? CaseNumber = null);

    internal sealed record Answer(bool? Agrees, string? Reason);

    internal sealed record Contest(string? Reason);

    internal sealed record Moved(Id<Exclusion> Id);

    public static void Map(RouteGroupBuilder api)
    {
        var exclusions = api.MapGroup("/exclusions").WithTags("Exclusions");
        exclusions
            .MapGet(
                "",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListExclusions(take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadScores)
            .Says<ListExclusions, Page<ExclusionLine>>(
                200,
                "What is or was to be left out of scores, newest first; what was approved is public to all who read scores.",
                401,
                403,
                422
            );
        exclusions
            .MapPost(
                "",
                async (Proposal b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        new Moved(await mediator.Send(new ProposeExclusion(b.CaseId, b.Kind, b.Ground, b.Reason, b.CaseNumber), cancelled))
                    )
            )
            .Allow(Permission.ProposeExclusion)
            .Says<ProposeExclusion, Moved>(
                201,
                "Who is appraised proposes to leave something of a case out of its own figures.",
                401,
                403,
                409,
                422
            )
            .Example(
                """{"caseId":"0193b0a0-0000-7000-8000-000000000001","kind":"Settle","ground":"AtItsWish","reason":"企业来函要求延后办理"}"""
            );
        exclusions
            .MapPost(
                "/{id}/checks",
                (Id<Exclusion> id, Answer b, IMediator mediator, CancellationToken cancelled) =>
                    Do(new(id, ExclusionStep.Check, b.Agrees, b.Reason), mediator, cancelled)
            )
            .Allow(Permission.DecideExclusions)
            .Says<DecideExclusion, Moved>(201, "Supervision has looked into it, or refuses it.", 401, 403, 404, 409, 422)
            .WithName("checkExclusion")
            .Example("""{"agrees":true,"reason":null}""");
        exclusions
            .MapPost(
                "/{id}/decisions",
                (Id<Exclusion> id, Answer b, IMediator mediator, CancellationToken cancelled) =>
                    Do(new(id, ExclusionStep.Approve, b.Agrees, b.Reason), mediator, cancelled)
            )
            .Allow(Permission.DecideExclusions)
            .Says<DecideExclusion, Moved>(
                201,
                "Appraisal approves it, and it is public and left out from then on; or refuses it.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("decideExclusion")
            .Example("""{"agrees":true,"reason":null}""");
        exclusions
            .MapPost(
                "/{id}/contests",
                (Id<Exclusion> id, Contest b, IMediator mediator, CancellationToken cancelled) =>
                    Do(new(id, ExclusionStep.Contest, null, b.Reason), mediator, cancelled)
            )
            .Allow(Permission.DecideExclusions)
            .Says<DecideExclusion, Moved>(
                201,
                "Within five working days somebody says that it should count: it does until that is decided.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("contestExclusion")
            .Example("""{"reason":"企业没有要求延后"}""");
        exclusions
            .MapPost(
                "/{id}/settlements",
                (Id<Exclusion> id, Answer b, IMediator mediator, CancellationToken cancelled) =>
                    Do(new(id, ExclusionStep.Settle, b.Agrees, b.Reason), mediator, cancelled)
            )
            .Allow(Permission.DecideExclusions)
            .Says<DecideExclusion, Moved>(
                201,
                "The contest is decided by somebody else than who approved it and who contests.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("settleExclusion")
            .Example("""{"agrees":false,"reason":"经核实，应计入"}""");
    }

    private static async Task<IResult> Do(DecideExclusion step, IMediator mediator, CancellationToken cancelled) =>
        Results.Created((string?)null, new Moved(await mediator.Send(step, cancelled)));
}
