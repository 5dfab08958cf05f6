using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain.Appraisals;
using MediatR;

namespace Commissioner.App.Features.Scores;

/// <summary>
/// The scores that one may see of a period as a table: one row a unit and rate, CSV in UTF-8 that spreadsheets recognise.
/// </summary>
[Allow(Permission.ReadScores)]
public sealed record ExportScores(UnitKind? Kind, DateOnly? From, DateOnly? To) : IQuery<byte[]>;

internal sealed class ExportScoresHandler(ScoreBook book, Texts texts) : IRequestHandler<ExportScores, byte[]>
{
    private static readonly string[] Columns = ["unit", "band", "composite", "measure", "k", "n", "value", "lower", "upper", "excluded"];

    public async Task<byte[]> Handle(ExportScores query, CancellationToken cancellationToken)
    {
        List<object?[]> rows = [];
        string? after = null;
        do
        {
            var list = await book.ReadAsync(new ListScores(query.Kind, query.From, query.To, null, 200, after), cancellationToken);
            rows.AddRange(
                list.Items.SelectMany(line => line.Rates.DefaultIfEmpty().Select(rate => (line, rate)))
                    .Select(r =>
                        new object?[]
                        {
                            r.line.Name,
                            r.line.Suppressed ? texts["scores.suppressed"] : texts.Name(r.line.Band!.Value),
                            r.line.Composite,
                            r.rate is null ? null : texts.Name(r.rate.Measure),
                            r.rate?.K,
                            r.rate?.N,
                            r.rate?.Value,
                            r.rate?.Lower,
                            r.rate?.Upper,
                            r.rate is null ? null : string.Join('；', r.rate.Excluded.Select(x => $"{texts.Name(x.Reason)} {x.Count}")),
                        }
                    )
            );
            after = list.Next;
        } while (after is not null);

        return TableWriter.Csv([.. Columns.Select(c => texts["scores.column." + c])], rows);
    }
}
