using System.Globalization;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain.Appraisals;
using MediatR;

namespace Commissioner.App.Features.Scores;

/// <summary>
/// The scores that one may see of a period as a table: one row a unit and rate, CSV in UTF-8 that spreadsheets recognise, or a workbook that
/// says beside it what it is of.
/// </summary>
[Allow(Permission.ReadScores)]
public sealed record ExportScores(UnitKind? Kind, DateOnly? From, DateOnly? To, bool Workbook = false) : IQuery<byte[]>, IExport;

internal sealed class ExportScoresHandler(ScoreBook book, Texts texts) : IRequestHandler<ExportScores, byte[]>
{
    private static readonly string[] Columns =
    [
        "from",
        "to",
        "policy",
        "unit",
        "span",
        "band",
        "composite",
        "measure",
        "k",
        "n",
        "value",
        "lower",
        "upper",
        "excluded",
    ];

    public async Task<byte[]> Handle(ExportScores query, CancellationToken cancellationToken)
    {
        List<object?[]> rows = [];
        ScoreList? first = null;
        string? after = null;
        do
        {
            var list = await book.ReadAsync(new ListScores(query.Kind, query.From, query.To, null, 200, after), cancellationToken);
            first ??= list;
            rows.AddRange(
                list.Items.SelectMany(line => line.Rates.DefaultIfEmpty().Select(rate => (line, rate)))
                    .Select(r =>
                        new object?[]
                        {
                            list.From,
                            list.To,
                            list.PolicyVersion,
                            r.line.Name,
                            texts.Name(r.line.Span),
                            r.line.Suppressed ? texts["scores.suppressed"] : texts.Name(r.line.Band!.Value),
                            Rate.Percent(r.line.Composite),
                            r.rate is null ? null : texts.Name(r.rate.Measure),
                            r.rate?.K,
                            r.rate?.N,
                            Rate.Percent(r.rate?.Value),
                            Rate.Percent(r.rate?.Lower),
                            Rate.Percent(r.rate?.Upper),
                            r.rate is null ? null : string.Join('；', r.rate.Excluded.Select(x => $"{texts.Name(x.Reason)} {x.Count}")),
                        }
                    )
            );
            after = list.Next;
        } while (after is not null);

        string[] heads = [.. Columns.Select(c => texts["scores.column." + c])];
        return query.Workbook
            ? TableWriter.Workbook([About(first!), new(texts["scores.title"], heads, rows)])
            : TableWriter.Csv(heads, rows);
    }

    private WrittenTable About(ScoreList list) =>
        new(
            texts["charts.about"],
            [texts["scores.kind"], texts.Name(list.Kind)],
            [
                [texts["scores.column.from"], list.From],
                [texts["scores.column.to"], list.To],
                [texts["scores.column.policy"], list.PolicyVersion],
                [
                    texts["charts.read"],
                    list.ReadAt is { } read
                        ? Moments.Local(read).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
                        : texts["charts.unread"],
                ],
                [texts["charts.notes"], texts["scores.export.notes", list.Terms.LeastEnterprises, list.Terms.Least]],
            ]
        );
}
