using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Retention;
using MediatR;

namespace Commissioner.App.Features.Retention;

internal sealed class RetentionApi : IApi
{
    internal sealed record Terms(int? ContactDays, int? TextDays, int? MessageDays, string? Reason, int? ArchiveDays);

    internal sealed record RetentionSet(int Version);

    internal sealed record Holding(Id<Case> CaseId, bool? WholeEnterprise, string? Reason);

    internal sealed record Held(Id<LegalHold> Id);

    internal sealed record Lifting(string? Reason);

    public static void Map(RouteGroupBuilder api)
    {
        var retention = api.MapGroup("/retention").WithTags("Supervision");
        retention
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ShowRetention(), cancelled))
            )
            .Allow(Permission.ReadRetention)
            .Says<ShowRetention, RetentionSheet>(200, "For how long what is personal is kept, now and from when on otherwise.", 401, 403);
        retention
            .MapPost(
                "/policies",
                async (Terms b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        new RetentionSet(
                            await mediator.Send(
                                new SetRetention(b.ContactDays, b.TextDays, b.MessageDays, b.Reason, b.ArchiveDays),
                                cancelled
                            )
                        )
                    )
            )
            .Allow(Permission.KeepRetention)
            .Says<SetRetention, RetentionSet>(
                201,
                "Supervision sets for how long what is personal is kept; it counts a week later.",
                401,
                403,
                409,
                422
            )
            .Example("""{"contactDays":1096,"textDays":1827,"messageDays":366,"archiveDays":30,"reason":"按示例档案管理要求"}""");
        retention
            .MapGet(
                "/erasures",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListErasures(take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadRetention)
            .Says<ListErasures, Page<ErasureLine>>(200, "The ledger of what was erased, newest first; never what it said.", 401, 403, 422);
        retention
            .MapGet(
                "/holds",
                async (
                    [Description("Those by which this case is held, itself or with its enterprise; all where it is left out.")]
                        Id<Case>? caseId,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListLegalHolds(caseId, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadRetention)
            .Says<ListLegalHolds, Page<LegalHoldLine>>(200, "Legal holds that stand, newest first.", 401, 403, 404, 422);
        retention
            .MapPost(
                "/holds",
                async (Holding b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        new Held(await mediator.Send(new SetLegalHold(b.CaseId, b.WholeEnterprise ?? false, b.Reason), cancelled))
                    )
            )
            .Allow(Permission.KeepRetention)
            .Says<SetLegalHold, Held>(
                201,
                "Supervision holds a case, or the whole enterprise of a case: nothing of it is erased until the hold is lifted.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"caseId":"0193b0a0-0000-7000-8000-000000000010","wholeEnterprise":false,"reason":"示例案件调查期间"}""");
        retention
            .MapPost(
                "/holds/{id}/lifts",
                async (Id<LegalHold> id, Lifting b, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new LiftLegalHold(id, b.Reason), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepRetention)
            .Says<LiftLegalHold, object>(
                204,
                "Supervision lifts a hold: what is past its time is erased by the next run.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"reason":"示例调查已结束"}""");
    }
}
