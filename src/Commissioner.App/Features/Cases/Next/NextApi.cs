using System.ComponentModel;
using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Next;

internal sealed class NextApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/cases/next",
                async (
                    [Description("The case that was dealt with just now: the next is another one.")] [FromQuery] Id<Case>? finished,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(new Page<CaseRow>(await mediator.Send(new NextCase(finished), cancelled) is { } next ? [next] : [], null))
            )
            .Allow(Permission.ReadCases)
            .WithTags("Cases")
            .Says<NextCase, Page<CaseRow>>(
                200,
                "The case that one owes something next, by due time; an empty list where there is none.",
                401,
                403
            );
}
