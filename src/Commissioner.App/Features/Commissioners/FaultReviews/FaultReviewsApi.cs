using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.FaultReviews;

internal sealed class FaultReviewsApi : IApi
{
    internal sealed record Opening(Id<Person>? PersonId, string? PersonName, FaultGround? Ground, string? Occasion);

    internal sealed record StatementBody(bool Nothing, string? Words);

    internal sealed record DecisionBody(bool? Fault, FaultConsequence? Consequence, string? Reason);

    internal sealed record AppealBody(string? Words);

    internal sealed record RulingBody(FaultOutcome? Outcome, FaultConsequence? Consequence, string? Reason);

    internal sealed record WithdrawalBody(string? Reason);

    public static void Map(RouteGroupBuilder api)
    {
        var reviews = api.MapGroup("/fault-reviews").WithTags("FaultReviews");
        reviews
            .MapGet(
                "",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListFaultReviews(take ?? 50, after), cancelled))
            )
            .Allow(Permission.SignedIn)
            .Says<ListFaultReviews, Page<FaultReviewRow>>(
                200,
                "Fault reviews that one may see, newest first: one's own, to who reviews all, to the leader those that were appealed.",
                401,
                422
            );
        reviews
            .MapGet(
                "/{id}",
                async (Id<FaultReview> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowFaultReview(id), cancelled))
            )
            .Allow(Permission.SignedIn)
            .Says<ShowFaultReview, FaultReviewSheet>(
                200,
                "One review with all that was said, and what who asks may do about it now.",
                401,
                404
            );
        reviews
            .MapPost(
                "",
                async (Opening b, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(
                        await mediator.Send(new OpenFaultReview(b.PersonId, b.PersonName, b.Ground, b.Occasion), cancelled),
                        mediator,
                        cancelled
                    )
            )
            .Allow(Permission.ReviewFaults)
            .Says<OpenFaultReview, FaultReviewSheet>(
                201,
                "Supervision or appraisal opens a review of a commissioner's conduct; the person is heard first.",
                401,
                403,
                422
            )
            .Example("""{"personName":"示例专员1","ground":"FalseRecord","occasion":"登记的走访经核实没有发生"}""");
        reviews
            .MapPost(
                "/{id}/statements",
                async (Id<FaultReview> id, StatementBody b, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new StateOnFault(id, b.Nothing, b.Words), cancelled), mediator, cancelled)
            )
            .Allow(Permission.SignedIn)
            .Says<StateOnFault, FaultReviewSheet>(
                201,
                "The person states its view within five working days, or that it states nothing.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"nothing":false,"words":"当日改为电话联系，登记时选错了方式"}""");
        reviews
            .MapPost(
                "/{id}/decisions",
                async (Id<FaultReview> id, DecisionBody b, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new DecideFault(id, b.Fault, b.Consequence, b.Reason), cancelled), mediator, cancelled)
            )
            .Allow(Permission.ReviewFaults)
            .Says<DecideFault, FaultReviewSheet>(
                201,
                "Another one than who opened it decides, once the person was heard or its time is over.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"fault":true,"consequence":"Training","reason":"登记与事实不符，情节较轻"}""");
        reviews
            .MapPost(
                "/{id}/appeals",
                async (Id<FaultReview> id, AppealBody b, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new AppealFault(id, b.Words), cancelled), mediator, cancelled)
            )
            .Allow(Permission.SignedIn)
            .Says<AppealFault, FaultReviewSheet>(
                201,
                "The person appeals a finding of fault within ten working days; it has no consequence until that is ruled on.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"words":"通话记录可以证明当日已联系"}""");
        reviews
            .MapPost(
                "/{id}/appeal-rulings",
                async (Id<FaultReview> id, RulingBody b, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(
                        await mediator.Send(new RuleOnFaultAppeal(id, b.Outcome, b.Consequence, b.Reason), cancelled),
                        mediator,
                        cancelled
                    )
            )
            .Allow(Permission.RuleOnFaultAppeals)
            .Says<RuleOnFaultAppeal, FaultReviewSheet>(
                201,
                "A third person rules on the appeal, for good; never for the worse.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"outcome":"Changed","consequence":"Talk","reason":"核对通话记录，减轻处理"}""");
        reviews
            .MapPost(
                "/{id}/withdrawals",
                async (Id<FaultReview> id, WithdrawalBody b, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new WithdrawFaultReview(id, b.Reason), cancelled), mediator, cancelled)
            )
            .Allow(Permission.ReviewFaults)
            .Says<WithdrawFaultReview, FaultReviewSheet>(201, "Who opened it takes it back before it is decided.", 401, 403, 404, 409, 422)
            .Example("""{"reason":"核实后事由不成立"}""");
    }

    private static async Task<IResult> Shown(Id<FaultReview> id, IMediator mediator, CancellationToken cancelled) =>
        Results.Created($"/api/v1/fault-reviews/{id}", await mediator.Send(new ShowFaultReview(id), cancelled));
}
