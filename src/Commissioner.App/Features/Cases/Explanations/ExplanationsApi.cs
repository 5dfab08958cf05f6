using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;

namespace Commissioner.App.Features.Explanations;

internal sealed class ExplanationsApi : IApi
{
    internal sealed record ExplanationOf(ExplainedWhy? Reason, string? Basis, string? Words);

    internal sealed record Approval(bool Approve = true, string? Reason = null);

    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{id}/explanations").WithTags("Explanations");
        cases
            .MapPost(
                "",
                async (Id<Case> id, ExplanationOf b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new ProposeExplanation(id, b.Reason, b.Basis, b.Words), cancelled), cancelled)
            )
            .Allow(Permission.HandleCase)
            .Says<ProposeExplanation, CaseSheet>(
                201,
                "The commissioner proposes to close the case explained: law, policy or competence forbids what is asked.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"reason":"Law","basis":"示例条例第十二条","words":"按规定不能减免，可申请分期缴纳"}""");
        cases
            .MapPost(
                "/approvals",
                async (Id<Case> id, Approval b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new ApproveExplanation(id, b.Approve, b.Reason), cancelled), cancelled)
            )
            .Allow(Permission.ApproveExplanation)
            .Says<ApproveExplanation, CaseSheet>(
                201,
                "The service office or supervision approves it, or refuses it with a reason; when both have approved, the case is closed and the enterprise may contest it for 30 days.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"approve":true}""");
    }
}
