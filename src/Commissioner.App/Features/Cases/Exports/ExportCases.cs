using System.ComponentModel;
using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Lists;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Turns;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Exports;

/// <summary>The whole of a list of cases as a table, filtered and sorted as it is on the page: CSV, or a workbook.</summary>
[Allow(Permission.ReadCases)]
public sealed record ExportCases(ListCases List, bool Workbook = false) : IQuery<byte[]>, IExport;

internal sealed class ExportCasesHandler(CaseBook book, Texts texts) : IRequestHandler<ExportCases, byte[]>
{
    /// <summary>More rows than this are no table that anybody reads: who wants them narrows the list, or reads the changes.</summary>
    private const int Most = 20_000;

    private static readonly string[] Columns =
    [
        "number",
        "title",
        "category",
        "urgency",
        "status",
        "enterprise",
        "holder",
        "submittedAt",
        "updatedAt",
        "dueAt",
        "nextWordBy",
        "alarm",
        "closedAt",
    ];

    public async Task<byte[]> Handle(ExportCases query, CancellationToken cancellationToken)
    {
        List<object?[]> rows = [];
        var list = query.List with { Take = 200, After = null };
        do
        {
            var page = await book.ReadAsync(list, cancellationToken);
            rows.AddRange(page.Items.Select(Row));
            if (rows.Count > Most)
            {
                throw new RuleBroken(PipelineRules.TooManyRows);
            }

            list = list with { After = page.Next };
        } while (list.After is not null);

        string[] heads = [.. Columns.Select(c => texts["exports.column." + c])];
        return query.Workbook ? TableWriter.Workbook([new(texts["exports.title"], heads, rows)]) : TableWriter.Csv(heads, rows);
    }

    private object?[] Row(CaseRow row) =>
        [
            row.Number,
            row.Title,
            texts["category." + row.Category],
            texts.Name(row.Urgency),
            texts.Name(row.Status),
            row.Enterprise.Name ?? texts["cases.desk.hidden"],
            row.HolderName ?? texts.Name(row.HolderKind),
            Local(row.SubmittedAt),
            Local(row.UpdatedAt),
            Local(row.DueAt),
            Local(row.NextWordBy),
            row.NextWordBy is null ? null : texts.Name(row.Alarm),
            Local(row.ClosedAt),
        ];

    // As a spreadsheet sorts it, in the park's own time.
    private static string? Local(DateTimeOffset? at) =>
        at is { } instant ? Moments.Local(instant).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) : null;
}

internal sealed class ExportsApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/cases/export",
                async (
                    [Description("Which list; all where it is left out.")] [FromQuery] Named<Box>? box,
                    [Description("Where the cases stand.")] [FromQuery] Named<CaseStatus>? status,
                    [Description("The number or its last digits, or words, as in the list.")] [FromQuery] string? q,
                    [Description("The code of the cases' category.")] [FromQuery] string? category,
                    [Description("The enterprise that filed them.")] [FromQuery] Id<Enterprise>? enterpriseId,
                    [Description("How near the cases are to their next promise.")] [FromQuery] Named<Alarm>? alarm,
                    [Description("Of the queue: whose the next step is.")] [FromQuery] Named<Turn>? turn,
                    [AsParameters] Features.Cases.Dates.CaseDates dates,
                    [Description("Words of the enterprise's name, or of a former one.")] [FromQuery] string? enterprise,
                    [Description("The department that has an open leg.")] [FromQuery] Id<Department>? departmentId,
                    [Description("The sub-park that the cases were filed from.")] [FromQuery] Id<Park>? subParkId,
                    [Description("With whom the cases are now.")] [FromQuery] Named<HolderKind>? holder,
                    [Description("Until when something is due, by the park's days; what is late is due, too.")]
                    [FromQuery]
                        Named<DueWithin>? due,
                    [Description("The order; without it as the list is by itself.")] [FromQuery] Named<CaseSort>? sort,
                    [Description("A workbook instead of CSV.")] [FromQuery] bool? workbook,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                    File(
                        await mediator.Send(
                            new ExportCases(
                                new ListCases(
                                    box?.Value ?? Box.All,
                                    status?.Value,
                                    q,
                                    category,
                                    enterpriseId,
                                    alarm?.Value,
                                    Turn: turn?.Value,
                                    Dates: dates,
                                    Sort: sort?.Value,
                                    Narrowing: new(enterprise, departmentId, subParkId, holder?.Value, due?.Value)
                                ),
                                workbook ?? false
                            ),
                            cancelled
                        ),
                        workbook ?? false
                    )
            )
            .Allow(Permission.ReadCases)
            .WithTags("Cases")
            .Says<ExportCases, byte[]>(200, "A list of cases as a table, at most 20,000 rows.", 401, 403, 409, 422);

    private static IResult File(byte[] table, bool workbook) =>
        Results.File(table, workbook ? TableWriter.WorkbookType : TableWriter.TextType, workbook ? "cases.xlsx" : "cases.csv");
}
