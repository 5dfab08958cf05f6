using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Requests;
using MediatR;

namespace Commissioner.App.Features.Report;

internal sealed class ReportApi : IApi
{
    internal sealed record AnonymousReport(string? Words, string? About, string? Occasion);

    internal sealed record ReportReceipt(string Receipt);

    internal sealed record ReportFollowing(string? Receipt);

    internal sealed record ReportAddition(string? Receipt, string? Words);

    public static void Map(RouteGroupBuilder api)
    {
        var report = api.MapGroup("/report").WithTags("Supervision");
        report
            .MapPost(
                "",
                async (AnonymousReport b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        new ReportReceipt(await mediator.Send(new SendTip(b.Words, b.About, b.Occasion), cancelled))
                    )
            )
            .ToStrangers()
            .Says<SendTip, ReportReceipt>(
                201,
                "Reports something to supervision, and to nobody else. Who sends it is neither asked nor kept, whatever token comes with it. The receipt is told this once; an idempotency key is not kept.",
                422,
                429
            )
            .Example("""{"words":"示例：有人要企业送礼才肯受理","about":"示例科室","occasion":"上周，窗口"}""");
        // By POST: a receipt in an address would stand in logs of proxies.
        report
            .MapPost(
                "/following",
                async (ReportFollowing b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new FollowTip(b.Receipt), cancelled))
            )
            .ToStrangers()
            .Says<FollowTip, FollowedTip>(
                200,
                "How a report stands and what was said, to who has its receipt; whatever is wrong with it, the same refusal.",
                404,
                422,
                429
            )
            .Example("""{"receipt":"7Q3K-9M2X-0VTB-4HRD"}""");
        report
            .MapPost(
                "/additions",
                async (ReportAddition b, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new AddToTip(b.Receipt, b.Words), cancelled);
                    return Results.Created((string?)null, await mediator.Send(new FollowTip(b.Receipt), cancelled));
                }
            )
            .ToStrangers()
            .Says<AddToTip, FollowedTip>(
                201,
                "Adds to a report, or answers what supervision asked, while it is not closed.",
                404,
                409,
                422,
                429
            )
            .Example("""{"receipt":"7Q3K-9M2X-0VTB-4HRD","words":"示例：补充一点"}""");
    }
}
