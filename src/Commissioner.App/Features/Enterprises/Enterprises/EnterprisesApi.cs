using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using MediatR;

namespace Commissioner.App.Features.Enterprises;

internal sealed class EnterprisesApi : IApi
{
    internal sealed record HotlineItems(IReadOnlyList<HotlineLine> Items, string? Next);

    internal sealed record HotlineAt(Id<Park>? ParkId, string? Phone);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/enterprises",
                async (
                    [Description("Words in the name or a former one, a part of the credit code, or digits of the contact's number.")]
                        string? q,
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
                "/enterprises/{id}/whom-to-call",
                async (Id<Enterprise> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new WhoServes(id), cancelled))
            )
            .Allow(Permission.ReadEnterprises)
            .WithTags("Enterprises")
            .Says<WhoServes, WhomToCall>(
                200,
                "Whom an enterprise calls just now: its commissioner, or out of hours the park's hotline.",
                401,
                403,
                404
            );
        api.MapGet(
                "/hotlines",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new HotlineItems(await mediator.Send(new ListHotlines(), cancelled), null))
            )
            .Allow(Permission.ManageRules)
            .WithTags("Enterprises")
            .Says<ListHotlines, HotlineItems>(200, "The hotline of each park.", 401, 403);
        api.MapPost(
                "/hotlines",
                async (HotlineAt body, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new SetHotline(body.ParkId ?? default, body.Phone), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.ManageRules)
            .WithTags("Enterprises")
            .Says<SetHotline, object>(
                204,
                "Says at which number a park's hotline is reached: enterprises read it when nobody is at work.",
                401,
                403,
                404,
                422
            )
            .Example("""{"parkId":"0193b0a0-0000-7000-8000-000000000001","phone":"12345"}""");
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
