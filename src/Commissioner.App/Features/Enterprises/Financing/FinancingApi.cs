using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Financing;
using MediatR;

namespace Commissioner.App.Features.Financing;

internal sealed class FinancingApi : IApi
{
    internal sealed record FinancingMade(Id<FinancingNeed> Id);

    internal sealed record FinancingProposal(string? Because);

    internal sealed record FinancingCheck(bool Taken, string? Because);

    internal sealed record FinancingPushing(IReadOnlyList<Id<Bank>>? Banks);

    internal sealed record FinancingReply(string? Words);

    internal sealed record FinancingEnding(FinancingOutcome? Outcome, decimal? Amount, DateOnly? On, Id<Bank>? BankId, string? Words);

    public static void Map(RouteGroupBuilder api)
    {
        var financing = api.MapGroup("/financing").WithTags("Financing");
        financing
            .MapGet(
                "",
                async (
                    [Description("Only those that are not over")] bool? open,
                    [Description("Only those that stand so")] FinancingState? state,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListFinancing(open ?? false, state, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadFinancing)
            .Says<ListFinancing, Page<FinancingLine>>(200, "Financing needs that one may see, the newest first.", 401, 403, 422);
        financing
            .MapGet(
                "/form",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowFinancingForm(), cancelled))
            )
            .Allow(Permission.StateFinancing)
            .Says<ShowFinancingForm, FinancingForm>(200, "What one's own enterprise can release, and to which banks.", 401, 403);
        financing
            .MapGet(
                "/figures",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new CountFinancing(), cancelled))
            )
            .Allow(Permission.CountFinancing)
            .Says<CountFinancing, FinancingFigures>(200, "How many needs were granted, and which bank answers in time.", 401, 403);
        financing
            .MapGet(
                "/export",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.File(await mediator.Send(new ExportFinancing(), cancelled), "text/csv", "financing.csv")
            )
            .Allow(Permission.CountFinancing)
            .Says<ExportFinancing, byte[]>(200, "All needs as a table, without any contact.", 401, 403);
        financing
            .MapGet(
                "/{id}",
                async (Id<FinancingNeed> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowFinancing(id), cancelled))
            )
            .Allow(Permission.ReadFinancing)
            .Says<ShowFinancing, FinancingSheet>(200, "One need, with what banks were shown of it and what they said.", 401, 403, 404);
        OfTheEnterprise(financing, api.MapGroup("/financing-pushes").WithTags("Financing"));
        OfTheDesk(financing);
    }

    private static void OfTheEnterprise(RouteGroupBuilder financing, RouteGroupBuilder pushes)
    {
        financing
            .MapPost(
                "",
                async (AskFinancing command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new FinancingMade(await mediator.Send(command, cancelled)))
            )
            .Allow(Permission.StateFinancing)
            .Says<AskFinancing, FinancingMade>(
                201,
                "States what financing one's own enterprise needs, and what of it which banks may see.",
                401,
                403,
                422
            )
            .Example(
                """{"amountFrom":1000000,"amountTo":2000000,"purpose":"示例：购置设备","termMonths":24,"wantedOn":"2027-03-31","collateral":"示例厂房","contactName":"示例联系人","contactPhone":"13900000001","release":{"fields":["Enterprise","Amount","Purpose"],"labels":["Staff"],"papers":[],"toAll":true,"banks":[]}}"""
            );
        financing
            .MapPost(
                "/{id}/corrections",
                async (Id<FinancingNeed> id, FinancingWish wish, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new FinancingMade(await mediator.Send(new CorrectFinancing(id, wish), cancelled)))
            )
            .Allow(Permission.StateFinancing)
            .Says<CorrectFinancing, FinancingMade>(
                200,
                "Corrects a need before it is proposed, or after it was refused.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"amountFrom":1000000,"purpose":"示例：购置设备","termMonths":24,"wantedOn":"2027-03-31","contactName":"示例联系人","contactPhone":"13900000001"}"""
            );
        financing
            .MapPost(
                "/{id}/releases",
                async (Id<FinancingNeed> id, FinancingChoice release, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new FinancingMade(await mediator.Send(new ReleaseFinancing(id, release), cancelled)))
            )
            .Allow(Permission.StateFinancing)
            .Says<ReleaseFinancing, FinancingMade>(
                200,
                "Says what of a need which banks may be shown; it counts for what is pushed from then on.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"fields":["Amount","Purpose"],"labels":[],"papers":[],"toAll":true,"banks":[]}""");
        pushes
            .MapPost(
                "/{pushId}/revocations",
                async (Id<FinancingPush> pushId, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new FinancingMade(await mediator.Send(new RevokePush(pushId), cancelled)))
            )
            .Allow(Permission.StateFinancing)
            .Says<RevokePush, FinancingMade>(
                200,
                "Takes back what a bank was shown: it sees nothing of it from that moment on.",
                401,
                403,
                404,
                409,
                422
            );
        pushes
            .MapPost(
                "/{pushId}/replies",
                async (Id<FinancingPush> pushId, FinancingReply b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new FinancingMade(await mediator.Send(new ReplyToBank(pushId, b.Words), cancelled)))
            )
            .Allow(Permission.StateFinancing)
            .Says<ReplyToBank, FinancingMade>(200, "Answers what a bank asked; the bank owes an answer again.", 401, 403, 404, 409, 422)
            .Example("""{"words":"示例：审计报告已附"}""");
    }

    private static void OfTheDesk(RouteGroupBuilder financing)
    {
        financing
            .MapPost(
                "/{id}/proposals",
                async (Id<FinancingNeed> id, FinancingProposal b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new FinancingMade(await mediator.Send(new ProposeFinancing(id, b.Because), cancelled)))
            )
            .Allow(Permission.ProposeFinancing)
            .Says<ProposeFinancing, FinancingMade>(200, "Proposes a need for the white list.", 401, 403, 404, 409, 422)
            .Example("""{"because":"示例：订单充足，经营正常"}""");
        financing
            .MapPost(
                "/{id}/checks",
                async (Id<FinancingNeed> id, FinancingCheck b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new FinancingMade(await mediator.Send(new CheckFinancing(id, b.Taken, b.Because), cancelled)))
            )
            .Allow(Permission.CheckFinancing)
            .Says<CheckFinancing, FinancingMade>(
                200,
                "Somebody else than who proposed it takes it onto the white list, or says why not.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"taken":true,"because":"示例：材料已核实"}""");
        financing
            .MapPost(
                "/{id}/pushes",
                async (Id<FinancingNeed> id, FinancingPushing b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new FinancingMade(await mediator.Send(new PushFinancing(id, b.Banks), cancelled)))
            )
            .Allow(Permission.ProposeFinancing)
            .Says<PushFinancing, FinancingMade>(
                200,
                "Pushes a need on the white list to banks that the enterprise released it to; without banks, to all of these.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"banks":["019400f0-0000-7000-8000-000000000001"]}""");
        financing
            .MapPost(
                "/{id}/outcomes",
                async (Id<FinancingNeed> id, FinancingEnding b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(
                        new FinancingMade(
                            await mediator.Send(new ConcludeFinancing(id, b.Outcome, b.Amount, b.On, b.BankId, b.Words), cancelled)
                        )
                    )
            )
            .Allow(Permission.ConcludeFinancing)
            .Says<ConcludeFinancing, FinancingMade>(200, "Says what became of a need.", 401, 403, 404, 409, 422)
            .Example("""{"outcome":"Granted","amount":1500000,"on":"2026-11-30","words":"示例：已放款"}""");
    }
}
