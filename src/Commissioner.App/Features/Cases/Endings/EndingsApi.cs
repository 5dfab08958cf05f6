using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Endings;

internal sealed class EndingsApi : IApi
{
    internal sealed record Redirection(RedirectReason? Reason, string? GoTo);

    internal sealed record Merger(string? Into, string? Reason);

    internal sealed record Separation(string? Reason);

    internal sealed record Withdrawal(string? Reason, Spoken? Spoken) : ISpoken;

    internal sealed record Reopening(string? Words, Spoken? Spoken) : ISpoken;

    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{id}").WithTags("Endings");
        cases
            .MapPost(
                "/redirections",
                async (Id<Case> id, Redirection b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new RedirectCase(id, b.Reason, b.GoTo), cancelled), cancelled)
            )
            .Allow(Permission.DecideCase)
            .Says<RedirectCase, CaseSheet>(
                201,
                "The service office says why the matter belongs elsewhere, and where.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"reason":"AnotherAuthority","goTo":"示例市税务局办税服务厅"}""");
        cases
            .MapGet(
                "/like",
                async (Id<Case> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Page<LikeCase>(await mediator.Send(new LikeCases(id), cancelled), null))
            )
            .Allow(Permission.HandleCase)
            .Says<LikeCases, Page<LikeCase>>(
                200,
                "Earlier requests of the same enterprise that say much the same, why they are thought alike, and what this one says anew: open ones first, closed ones of 90 days.",
                401,
                403,
                404
            );
        cases
            .MapPost(
                "/mergers",
                async (Id<Case> id, Merger b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new MergeCase(id, b.Into, b.Reason), cancelled), cancelled)
            )
            .Allow(Permission.DecideCase)
            .Says<MergeCase, CaseSheet>(201, "The case goes on in another of the same enterprise.", 401, 403, 404, 409, 422)
            .Example("""{"into":"FL-20261120-0042","reason":"同一件事"}""");
        cases
            .MapPost(
                "/separations",
                async (Id<Case> id, Separation b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new SeparateCase(id, b.Reason), cancelled), cancelled)
            )
            .Allow(Permission.DecideCase)
            .Says<SeparateCase, CaseSheet>(
                201,
                "A merged case is dealt with by itself again, from where it stood; what was promised is due when it was due.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"reason":"核对后是另一处路面"}""");
        cases
            .MapPost(
                "/withdrawals",
                async (Id<Case> id, Withdrawal b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new WithdrawCase(id, b.Reason), cancelled), cancelled)
            )
            .Allow(Permission.AnswerForEnterprise)
            .Says<WithdrawCase, CaseSheet>(201, "The enterprise withdraws its request.", 401, 403, 404, 409, 422)
            .Example("""{"reason":"已自行解决"}""");
        cases
            .MapPost(
                "/reopenings",
                async (Id<Case> id, Reopening b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new ReopenCase(id, b.Words), cancelled), cancelled)
            )
            .Allow(Permission.AnswerForEnterprise)
            .Says<ReopenCase, CaseSheet>(201, "The enterprise takes a closed request up again.", 401, 403, 404, 409, 422)
            .Example("""{"words":"又出现了同样的问题"}""");
    }
}
