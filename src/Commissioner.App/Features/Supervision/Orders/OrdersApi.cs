using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using MediatR;

namespace Commissioner.App.Features.Orders;

internal sealed class OrdersApi : IApi
{
    internal sealed record OrderBody(HolderKind? To, Id<Department>? DepartmentId, string? Demand);

    internal sealed record OrderAnswerBody(string? Answer, DateTimeOffset? DoneBy);

    internal sealed record OrderJudgement(bool Content, string? Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/orders",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListOrders(null, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadOrders)
            .WithTags("Supervision")
            .Says<ListOrders, Page<OrderRow>>(
                200,
                "Open supervision orders, what is due first first: to supervision all, to others those that are theirs to answer.",
                401,
                403,
                422
            );
        api.MapGet(
                "/cases/{id}/orders",
                async (Id<Case> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListOrders(id), cancelled))
            )
            .Allow(Permission.ReadOrders)
            .WithTags("Supervision")
            .Says<ListOrders, Page<OrderRow>>(200, "All supervision orders about a case; to a department its own.", 401, 403, 404)
            .WithName("listOrdersOfCase");
        api.MapPost(
                "/cases/{id}/orders",
                async (Id<Case> id, OrderBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new IssueOrder(id, b.To, b.DepartmentId, b.Demand), cancelled), cancelled)
            )
            .Allow(Permission.Supervise)
            .WithTags("Supervision")
            .Says<IssueOrder, CaseSheet>(
                201,
                "The Supervisor demands an answer: of the commissioner, of a department that was called, or of the service office.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"to":"Commissioner","demand":"请说明超期原因和办结时间"}""");
        api.MapPost(
                "/orders/{id}/answers",
                async (Id<SupervisionOrder> id, OrderAnswerBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new AnswerOrder(id, b.Answer, b.DoneBy), cancelled), cancelled)
            )
            .Allow(Permission.AnswerOrder)
            .WithTags("Supervision")
            .Says<AnswerOrder, CaseSheet>(201, "Who owes it answers: why it is late, what is done, and by when.", 401, 403, 404, 409, 422)
            .Example("""{"answer":"已约定现场勘查，三日内办结","doneBy":"2026-11-27T10:00:00Z"}""");
        api.MapPost(
                "/orders/{id}/judgements",
                async (Id<SupervisionOrder> id, OrderJudgement b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new JudgeOrder(id, b.Content, b.Reason), cancelled), cancelled)
            )
            .Allow(Permission.Supervise)
            .WithTags("Supervision")
            .Says<JudgeOrder, CaseSheet>(
                201,
                "The Supervisor closes the order, content with the answer; without content sends the answer back, with a reason.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"content":false,"reason":"没有写明谁负责"}""");
    }
}
