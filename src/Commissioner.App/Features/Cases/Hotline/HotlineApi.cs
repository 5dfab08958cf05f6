using System.ComponentModel;
using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Hotline;

internal sealed class HotlineApi : IApi
{
    internal sealed record Opening(string? Number, Id<Case>? CaseId, Id<Call>? CallId);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/hotline/cases/{number}",
                async (
                    [Description("The whole number that the caller reads out, in either case, with or without its hyphens.")] string number,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new FindOpenCase(number), cancelled))
            )
            .Allow(Permission.FileByHotline)
            .WithTags("Cases")
            .Says<FindOpenCase, OpenCase>(
                200,
                "What a seat tells a caller of an open case: where it stands, who has it, and by when somebody comes back.",
                401,
                403,
                404
            );
        var hotline = api.MapGroup("/hotline").WithTags("Hotline");
        hotline
            .MapPost(
                "/openings",
                async (Opening o, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new OpenToSeat(o.Number, o.CaseId, o.CallId), cancelled), cancelled)
            )
            .Allow(Permission.AnswerCalls)
            .Says<OpenToSeat, CaseSheet>(
                201,
                "A call opens a case to its seat for two hours, by the number that is read out or as one of the caller's card; the enterprise reads that.",
                401,
                403,
                404
            )
            .Example("""{"number":"FL-20261120-0042"}""");
        hotline
            .MapGet(
                "/callers",
                async (
                    [Description("The call; left out where the exchange tells of none.")] [FromQuery] Id<Call>? callId,
                    [Description("The enterprise; left out it follows from the caller's number.")] [FromQuery] Id<Enterprise>? enterpriseId,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ShowCaller(callId, enterpriseId), cancelled))
            )
            .Allow(Permission.AnswerCalls)
            .Says<ShowCaller, CallersCard>(200, "A caller's card: whose number rings, its cases, and whom to ring now.", 401, 403, 404);
        hotline
            .MapGet(
                "/desk",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ShowDesk(), cancelled))
            )
            .Allow(Permission.AnswerCalls)
            .Says<ShowDesk, SeatsDesk>(200, "What stands on a seat's desk: who rings, its own calls, and hand-over notes.", 401, 403);
    }
}
