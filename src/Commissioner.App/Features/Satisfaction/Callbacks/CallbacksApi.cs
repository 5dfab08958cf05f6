using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using MediatR;

namespace Commissioner.App.Features.Callbacks;

internal sealed class CallbacksApi : IApi
{
    internal sealed record Attempt(DateTimeOffset? At, string? Note);

    internal sealed record Result(
        Outcome? Solved,
        DateTimeOffset? ContactedAt,
        bool? PraiseAsked,
        bool? WithdrawalPressed,
        bool? AnotherCommissioner,
        bool? RaiseWasFree,
        string? Words,
        string? Recording
    );

    public static void Map(RouteGroupBuilder api)
    {
        var callbacks = api.MapGroup("/callbacks").WithTags("Callbacks");
        callbacks
            .MapGet(
                "",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListCallbacks(take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadCallbacks)
            .Says<ListCallbacks, Page<CallbackLine>>(
                200,
                "Call-backs that are owed, what is due first first; to an agent none of a case in which it has a part.",
                401,
                403,
                422
            );
        callbacks
            .MapGet(
                "/{id}",
                async (Id<CallbackTask> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowCallback(id), cancelled))
            )
            .Allow(Permission.ReadCallbacks)
            .Says<ShowCallback, CallbackSheet>(200, "One call-back with whom to ring and what to ask.", 401, 403, 404);
        callbacks
            .MapPost(
                "/{id}/attempts",
                async (Id<CallbackTask> id, Attempt b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        await mediator.Send(
                            new ShowCallback(await mediator.Send(new RecordAttempt(id, b.At, b.Note), cancelled)),
                            cancelled
                        )
                    )
            )
            .Allow(Permission.CallBack)
            .Says<RecordAttempt, CallbackSheet>(
                201,
                "A call in vain; the third, each on another half-day, ends it as not reached.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("recordCallbackAttempt")
            .Example("""{"at":"2026-11-20T10:00:00+08:00","note":"无人接听"}""");
        callbacks
            .MapPost(
                "/{id}/results",
                async (Id<CallbackTask> id, Result b, IMediator mediator, CancellationToken cancelled) =>
                {
                    var result = new RecordResult(
                        id,
                        b.Solved,
                        b.ContactedAt,
                        b.PraiseAsked ?? false,
                        b.WithdrawalPressed ?? false,
                        b.AnotherCommissioner ?? false,
                        b.RaiseWasFree,
                        b.Words,
                        b.Recording
                    );
                    return Results.Created(
                        (string?)null,
                        await mediator.Send(new ShowCallback(await mediator.Send(result, cancelled)), cancelled)
                    );
                }
            )
            .Allow(Permission.CallBack)
            .Says<RecordResult, CallbackSheet>(
                201,
                "What the enterprise said, in its own words; what follows from it happens at once.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("recordCallbackResult")
            .Example(
                """{"solved":"Resolved","contactedAt":"2026-11-20T10:00:00+08:00","praiseAsked":false,"withdrawalPressed":false,"anotherCommissioner":false,"words":"已经解决，谢谢","recording":"R-20261120-0001"}"""
            );
    }
}
