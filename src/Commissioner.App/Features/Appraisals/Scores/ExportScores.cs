using System.Globalization;
using System.Text;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain.Appraisals;
using CsvHelper;
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
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }, true))
        {
            csv.WriteRecord([.. Columns.Select(c => texts["scores.column." + c])]);
            string? after = null;
            do
            {
                var list = await book.ReadAsync(new ListScores(query.Kind, query.From, query.To, null, 200, after), cancellationToken);
                foreach (var (line, rate) in list.Items.SelectMany(l => l.Rates.DefaultIfEmpty().Select(r => (l, r))))
                {
                    csv.WriteRecord(
                        line.Name,
                        line.Suppressed ? texts["scores.suppressed"] : texts.Name(line.Band!.Value),
                        Say(line.Composite),
                        rate is null ? "" : texts.Name(rate.Measure),
                        Say(rate?.K),
                        Say(rate?.N),
                        Say(rate?.Value),
                        Say(rate?.Lower),
                        Say(rate?.Upper),
                        rate is null ? "" : string.Join('；', rate.Excluded.Select(x => $"{texts.Name(x.Reason)} {x.Count}"))
                    );
                }

                after = list.Next;
            } while (after is not null);
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Say(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
