using System.ComponentModel;
using Commissioner.App.Features.Cases.Due;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Cases;

internal sealed class LedgerApi : IApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{id}").WithTags("Clocks");
        cases
            .MapGet(
                "/ledger",
                async (Id<Case> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowLedger(id), cancelled))
            )
            .Allow(Permission.ReadCases)
            .Says<ShowLedger, LedgerSheet>(
                200,
                "Who held the case's clock, minute by minute; parts sum exactly to the whole, shares to what is late.",
                401,
                403,
                404
            );

        cases
            .MapGet(
                "/clocks/{kind}/explanation",
                async (
                    Id<Case> id,
                    [Description("Which promise.")] Named<PromiseKind> kind,
                    [Description("Whose promise, where the case has several of the kind: a leg's id.")] [FromQuery] Guid? subjectId,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ExplainDue(id, kind.Value, subjectId), cancelled))
            )
            .Allow(Permission.ReadCases)
            .Says<ExplainDue, DueSheet>(
                200,
                "Why a promise is due when it is: its limit and the working windows that it uses, day by day; subjectId is a leg's.",
                401,
                403,
                404
            );
    }
}
