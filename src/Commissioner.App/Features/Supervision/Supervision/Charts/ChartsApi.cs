using System.ComponentModel;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Features.Supervision.Charts;

internal sealed class ChartsApi : IApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var charts = api.MapGroup("/supervision/charts").WithTags("Supervision");
        charts
            .MapGet(
                "",
                async (
                    [Description("The park.")] Guid? parkId,
                    [Description("The period's first day.")] DateOnly? from,
                    [Description("The period's last day.")] DateOnly? to,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ShowCharts(parkId, from, to), cancelled))
            )
            .Allow(Permission.Supervise)
            .Says<ShowCharts, ChartSheet>(
                200,
                "The supervisor's figures of a park over a period, and over the twelve months until it ends.",
                401,
                403,
                404,
                422
            );
        charts
            .MapGet(
                "/export",
                async (
                    [Description("The park.")] Guid? parkId,
                    [Description("The period's first day.")] DateOnly? from,
                    [Description("The period's last day.")] DateOnly? to,
                    [Description("Which table, as CSV; a workbook of all of them where it is left out.")] string? table,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                {
                    var file = await mediator.Send(new ExportCharts(parkId, from, to, table), cancelled);
                    return Results.File(file.Content, file.MediaType, file.Name);
                }
            )
            .Allow(Permission.Supervise)
            .Says<ExportCharts, byte[]>(
                200,
                "The same as tables: all of them in a workbook (XLSX), or one of them as CSV.",
                401,
                403,
                404,
                422
            );
    }
}
