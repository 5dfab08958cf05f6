using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Financing;
using MediatR;

namespace Commissioner.App.Features.Financing.Banks;

internal sealed class BanksApi : IApi
{
    internal sealed record BankAnswered(Id<FinancingPush> Id);

    internal sealed record BankAnswering(
        BankWord? Word,
        decimal? Amount,
        decimal? Rate,
        int? TermMonths,
        string? ContactName,
        string? ContactPhone,
        BankReason? Reason,
        string? Words
    );

    public static void Map(RouteGroupBuilder api)
    {
        var pushes = api.MapGroup("/financing-pushes").WithTags("Financing");
        pushes
            .MapGet(
                "",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListPushes(take ?? 50, after), cancelled))
            )
            .Allow(Permission.AnswerFinancing)
            .Says<ListPushes, Page<BankLine>>(200, "To a bank: needs that are released to it, the newest first.", 401, 403, 422);
        pushes
            .MapGet(
                "/{pushId}",
                async (Id<FinancingPush> pushId, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowPush(pushId), cancelled))
            )
            .Allow(Permission.AnswerFinancing)
            .Says<ShowPush, BankSheet>(200, "To a bank: what was released of one need; the rest is null.", 401, 403, 404);
        pushes
            .MapPost(
                "/{pushId}/answers",
                async (Id<FinancingPush> pushId, BankAnswering b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(
                        new BankAnswered(
                            await mediator.Send(
                                new AnswerPush(
                                    pushId,
                                    b.Word,
                                    b.Amount,
                                    b.Rate,
                                    b.TermMonths,
                                    b.ContactName,
                                    b.ContactPhone,
                                    b.Reason,
                                    b.Words
                                ),
                                cancelled
                            )
                        )
                    )
            )
            .Allow(Permission.AnswerFinancing)
            .Says<AnswerPush, BankAnswered>(200, "A bank offers, asks for more, or declines.", 401, 403, 404, 409, 422)
            .Example(
                """{"word":"Interested","amount":1500000,"rate":3.85,"termMonths":24,"contactName":"示例客户经理","contactPhone":"13900000002"}"""
            );
        pushes
            .MapGet(
                "/{pushId}/papers/{paperId}",
                async (
                    Id<FinancingPush> pushId,
                    Id<Attachment> paperId,
                    HttpResponse response,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Hand((await mediator.Send(new ReadReleasedPaper(pushId, paperId), cancelled)).Sealed(response))
            )
            .Allow(Permission.AnswerFinancing)
            .Says<ReadReleasedPaper, byte[]>(200, "A paper that was released with a need.", 401, 403, 404, 503);
    }

    private static IResult Hand(AttachedFile file) => Results.File(file.Content, file.MediaType, file.FileName);
}
