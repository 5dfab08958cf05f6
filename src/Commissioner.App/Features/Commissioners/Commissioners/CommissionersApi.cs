using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using MediatR;

namespace Commissioner.App.Features.Commissioners;

internal sealed class CommissionersApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/commissioners",
                async (
                    [Description("The sub-park that they work in.")] Id<Park>? parkId,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListServing(parkId, take ?? 50, after), cancelled))
            )
            .Allow(Permission.AppointSuccessor)
            .WithTags("Commissioners")
            .Says<ListServing, Page<ServingLine>>(
                200,
                "Who serves enterprises: how many each has, may have and stands by for.",
                401,
                403,
                422
            )
            .WithName("listCommissioners");
}
