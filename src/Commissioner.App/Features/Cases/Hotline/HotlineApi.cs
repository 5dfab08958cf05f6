using System.ComponentModel;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Features.Hotline;

internal sealed class HotlineApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
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
}
