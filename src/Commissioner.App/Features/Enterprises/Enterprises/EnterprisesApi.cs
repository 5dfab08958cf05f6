using System.ComponentModel;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using MediatR;

namespace Commissioner.App.Features.Enterprises;

internal sealed class EnterprisesApi : IApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/enterprises",
                async (
                    [Description("Words in the name, or the whole credit code.")] string? q,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListEnterprises(q, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadEnterprises)
            .WithTags("Enterprises")
            .Says<ListEnterprises, EnterprisePage>(200, "Enterprises that one may see, by name.", 401, 403, 422);
        api.MapGet(
                "/enterprises/{id}",
                async (Id<Enterprise> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowEnterprise(id), cancelled))
            )
            .Allow(Permission.ReadEnterprises)
            .WithTags("Enterprises")
            .Says<ShowEnterprise, EnterpriseSheet>(200, "One enterprise with who serves it and who served it.", 401, 403, 404);
        api.MapGet(
                "/enterprises/{id}/views",
                async (Id<Enterprise> id, int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListViews(id, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadEnterprises)
            .WithTags("Enterprises")
            .Says<ListViews, ViewPage>(
                200,
                "Who looked at this enterprise's contact and what for, newest first; for the enterprise itself and supervision.",
                401,
                403,
                404,
                422
            );
    }
}
