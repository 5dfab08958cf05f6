using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using MediatR;

namespace Commissioner.App.Features.Introductions;

internal sealed class IntroductionsApi : IApi
{
    internal sealed record IntroductionMoved(Id<Introduction> Id);

    internal sealed record IntroductionCounts(IReadOnlyList<IntroductionQuarter> Items);

    internal sealed record YesOrNo(bool Yes);

    internal sealed record Noted(string? Note);

    internal sealed record GivenUp(string? Because);

    internal sealed record CameOfIt(IntroductionOutcome? Outcome, string? Note, decimal? Amount);

    public static void Map(RouteGroupBuilder api)
    {
        var introductions = api.MapGroup("/introductions").WithTags("Introductions");
        introductions
            .MapGet(
                "",
                async (
                    [Description("Only those that go on")] bool? open,
                    [Description("Only those whose follow-up is nearly due or late")] bool? due,
                    [Description("Only those that stand so")] IntroductionState? state,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                    Results.Ok(await mediator.Send(new ListIntroductions(open ?? false, due ?? false, state, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadOfferings)
            .Says<ListIntroductions, Page<IntroductionLine>>(200, "Introductions that one may see, the newest first.", 401, 403, 422);
        introductions
            .MapGet(
                "/counts",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new IntroductionCounts(await mediator.Send(new CountIntroductions(), cancelled)))
            )
            .Allow(Permission.CountIntroductions)
            .Says<CountIntroductions, IntroductionCounts>(
                200,
                "Introductions of the last eight quarters, and what came of them.",
                401,
                403
            );
        introductions
            .MapGet(
                "/{id}",
                async (Id<Introduction> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowIntroduction(id), cancelled))
            )
            .Allow(Permission.ReadOfferings)
            .Says<ShowIntroduction, IntroductionSheet>(200, "One introduction, with what may be done about it now.", 401, 403, 404);
        introductions
            .MapPost(
                "",
                async (ProposeIntroduction command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new IntroductionMoved(await mediator.Send(command, cancelled)))
            )
            .Allow(Permission.ProposeIntroductions)
            .Says<ProposeIntroduction, IntroductionMoved>(
                201,
                "Asks two enterprises whether they want to be introduced. An enterprise that asks for it itself has said yes.",
                401,
                403,
                404,
                409
            )
            .Example("""{"offerId":"019a0000-0000-7000-8000-000000000001","seekId":"019a0000-0000-7000-8000-000000000002"}""");
        introductions
            .MapPost(
                "/{id}/answers",
                async (Id<Introduction> id, YesOrNo b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new IntroductionMoved(await mediator.Send(new AnswerIntroduction(id, b.Yes), cancelled)))
            )
            .Allow(Permission.AnswerIntroductions)
            .Says<AnswerIntroduction, IntroductionMoved>(200, "Says yes to it, or no; nobody asks why.", 401, 403, 404, 409)
            .Example("""{"yes":true}""");
        introductions
            .MapPost(
                "/{id}/contact-reveals",
                async (Id<Introduction> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new RevealPartner(id), cancelled))
            )
            .Allow(Permission.AnswerIntroductions)
            .Says<RevealPartner, PartnerContact>(200, "Whom to speak to at the other enterprise, once both said yes.", 401, 403, 404);
        Moves(introductions);
    }

    private static void Moves(RouteGroupBuilder introductions)
    {
        introductions
            .MapPost(
                "/{id}/making",
                async (Id<Introduction> id, Noted b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new IntroductionMoved(await mediator.Send(new MakeIntroduction(id, b.Note), cancelled)))
            )
            .Allow(Permission.Introduce)
            .Says<MakeIntroduction, IntroductionMoved>(
                200,
                "Says that the two were brought together; the follow-ups are owed from here on.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"note":"示例：已陪同到厂看样"}""");
        introductions
            .MapPost(
                "/{id}/follow-ups",
                async (Id<Introduction> id, CameOfIt b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(
                        new IntroductionMoved(await mediator.Send(new FollowUpIntroduction(id, b.Outcome, b.Note, b.Amount), cancelled))
                    )
            )
            .Allow(Permission.Introduce)
            .Says<FollowUpIntroduction, IntroductionMoved>(200, "Says what came of it.", 401, 403, 404, 409, 422)
            .Example("""{"outcome":"OrderMade","note":"示例：首批订单已签","amount":120000}""");
        introductions
            .MapPost(
                "/{id}/notes",
                async (Id<Introduction> id, Noted b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new IntroductionMoved(await mediator.Send(new NoteIntroduction(id, b.Note), cancelled)))
            )
            .Allow(Permission.Introduce)
            .Says<NoteIntroduction, IntroductionMoved>(200, "Writes something down.", 401, 403, 404, 422)
            .Example("""{"note":"示例：样品下周寄出"}""");
        introductions
            .MapPost(
                "/{id}/cancellation",
                async (Id<Introduction> id, GivenUp b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new IntroductionMoved(await mediator.Send(new CallOffIntroduction(id, b.Because), cancelled)))
            )
            .Allow(Permission.Introduce)
            .Says<CallOffIntroduction, IntroductionMoved>(
                200,
                "Gives it up, before the two were brought together.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"because":"示例：对方已停产"}""");
    }
}
