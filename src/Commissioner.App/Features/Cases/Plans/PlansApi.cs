using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using MediatR;

namespace Commissioner.App.Features.Plans;

internal sealed class PlansApi : IApi
{
    internal sealed record PlanWish(string? Measures, Id<Department>? DepartmentId, DateOnly? ReviewOn);

    internal sealed record PlanDecision(bool Grant, string? Reason);

    internal sealed record PlanLook(string? Findings, DateOnly? ReviewOn);

    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{id}/plans").WithTags("Plans");
        cases
            .MapPost(
                "",
                async (Id<Case> id, PlanWish b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new AskPlan(id, b.Measures, b.DepartmentId, b.ReviewOn), cancelled), cancelled)
            )
            .Allow(Permission.HandleCase)
            .Says<AskPlan, CaseSheet>(
                201,
                "The commissioner asks the Leader to plan the matter: measures, responsible department, next review at most 90 days ahead.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"measures":"列入下年度道路改造计划，其间先行修补","departmentId":"0193b0a0-0000-7000-8000-000000000001","reviewOn":"2027-02-05"}"""
            );
        cases
            .MapPost(
                "/decisions",
                async (Id<Case> id, PlanDecision b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new DecidePlan(id, b.Grant, b.Reason), cancelled), cancelled)
            )
            .Allow(Permission.DecidePlan)
            .Says<DecidePlan, CaseSheet>(
                201,
                "The Leader grants the plan that was asked for; without grant refuses it, or ends the one in force, with a reason.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"grant":true}""");
        cases
            .MapPost(
                "/reviews",
                async (Id<Case> id, PlanLook b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new ReviewPlan(id, b.Findings, b.ReviewOn), cancelled), cancelled)
            )
            .Allow(Permission.HandleCase)
            .Says<ReviewPlan, CaseSheet>(
                201,
                "The commissioner has looked at the planned matter: planned on until another day, or, without one, dealt with now.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"findings":"改造已开工","reviewOn":null}""");
    }
}
