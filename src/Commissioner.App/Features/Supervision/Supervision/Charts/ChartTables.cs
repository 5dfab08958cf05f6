using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Microsoft.AspNetCore.Http.Extensions;

namespace Commissioner.App.Features.Supervision.Charts;

/// <summary>Lays the supervisor's figures out as tables, each number with the way to what stands behind it.</summary>
public sealed class ChartTables
{
    private const int MostHolders = 20;
    private const string Tenths = "0.#";

    private static readonly string[] OfRates = ["k", "n", "value", "lower", "upper", "excluded"];

    private readonly ChartSheet _sheet;
    private readonly Texts _texts;

    private ChartTables(ChartSheet sheet, Texts texts) => (_sheet, _texts) = (sheet, texts);

    /// <summary>All tables, in the order of the page.</summary>
    public static IReadOnlyList<ChartTable> Of(ChartSheet sheet, Texts texts)
    {
        var tables = new ChartTables(sheet, texts);
        return
        [
            tables.Red(),
            tables.Lateness(),
            tables.Period(),
            tables.Months("response", "rate", Measure.Response, m => m.Response),
            tables.Months("resolution", "rate", Measure.Resolution, m => m.Resolution),
            tables.Months("satisfaction", "rate", Measure.Satisfaction, m => m.Satisfaction),
            tables.Months("silent", "rate", null, m => m.Silent),
            tables.Months("replaced", "pair", Measure.Replaced, m => m.Replaced),
            tables.Whistles(),
            tables.Hotspots(),
        ];
    }

    /// <summary>A share in percent, cut off after two places.</summary>
    public static string Percent(decimal? share) =>
        Rate.Percent(share) is { } percent ? percent.ToString("0.00", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>The address of late cases of one holder, or of all.</summary>
    public static string RedHref(ChartSheet sheet, RedHolder? of = null)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return "~/supervision/red"
            + Query(("parkId", sheet.ParkId.ToString()), ("holder", of?.Holder.ToString()), ("unitId", of?.UnitId?.ToString()));
    }

    private ChartTable Red()
    {
        var rows = _sheet
            .Red.Take(MostHolders)
            .Select(r => new ChartRow([
                new(r.Name ?? (r.Holder == HolderKind.Commissioner ? _texts["shared.dutyDesk"] : _texts.Name(r.Holder))),
                Whole(r.Count, RedHref(_sheet, r)),
                Instant(r.Oldest),
            ]))
            .ToList();
        if (_sheet.Red.Skip(MostHolders).ToList() is { Count: > 0 } others)
        {
            rows.Add(
                new(
                    [
                        new(_texts["charts.others", others.Count]),
                        Whole(others.Sum(r => r.Count), RedHref(_sheet)),
                        Instant(others.Min(r => r.Oldest)),
                    ],
                    IsPart: true
                )
            );
        }

        return Table("red", "bars", ["holder", "count", "oldest"], rows);
    }

    private static ChartCell Instant(DateTimeOffset at) => new(Moments.Say(at)) { At = at };

    private ChartTable Period()
    {
        var (whole, span) = (_sheet.Whole, (_sheet.From, _sheet.To));
        return Table(
            "period",
            null,
            ["measure", .. OfRates],
            [
                new([
                    new(_texts.Name(Measure.Filed)),
                    new("–"),
                    Whole(whole.Filed, Facts(span, Measure.Filed)),
                    new("–"),
                    new("–"),
                    new("–"),
                    new("–"),
                ]),
                Row(Measure.Response, whole.Response),
                Row(Measure.Resolution, whole.Resolution),
                Row(Measure.Satisfaction, whole.Satisfaction),
                new([
                    new(_texts.Name(Measure.Rated)),
                    .. Cells(
                        whole.Rated,
                        Facts(span, Measure.Satisfaction, null, LeftOut.Counted, LeftOut.Frozen),
                        Facts(span, Measure.Rated)
                    ),
                ]),
                new([new(_texts["charts.table.silent"]), .. Cells(whole.Silent, span, null)]),
                Row(Measure.Replaced, whole.Replaced),
            ]
        );

        ChartRow Row(Measure measure, ChartRate rate) => new([new(_texts.Name(measure)), .. Cells(rate, span, measure)]);
    }

    private ChartTable Months(string id, string drawn, Measure? measure, Func<SpanFigures, ChartRate> rate) =>
        Table(
            id,
            drawn,
            ["month", .. OfRates],
            _sheet.Months.Select(m => new ChartRow([
                new(m.From.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
                .. Cells(rate(m), (m.From, m.To), measure),
            ]))
        );

    private ChartTable Whistles() =>
        Table(
            "whistles",
            "stack",
            ["department", "called", "inTime", "late", "ended", "value", "lower", "upper", "objected", "upheld", "upheldValue", "interval"],
            _sheet.Departments.Select(d =>
            {
                var (calls, objections, id) = (d.CheckIn, d.Objected, d.DepartmentId);
                string Behind(Measure measure, bool? met = null, params LeftOut[] why) =>
                    Facts((_sheet.From, _sheet.To), measure, met, why, UnitKind.Department, id);
                return new ChartRow([
                    new(d.Name),
                    Whole(d.Called, Behind(Measure.CheckIn)),
                    Whole((long)calls.K, Behind(Measure.CheckIn, true, LeftOut.Counted)),
                    Whole(calls.N - (long)calls.K, Behind(Measure.CheckIn, false, LeftOut.Counted)),
                    Whole(d.Called - calls.N, Behind(Measure.CheckIn, null, [.. calls.Excluded.Select(x => x.Reason)])),
                    .. Share(calls),
                    Whole(objections.N, Behind(Measure.Objected)),
                    Whole((long)objections.K, Behind(Measure.Objected, true)),
                    Share(objections)[0],
                    Interval(objections),
                ]);
            })
        );

    private ChartTable Lateness()
    {
        var span = (_sheet.From, _sheet.To);
        var departments = _sheet
            .Departments.Where(d => d.LateTimes > 0)
            .OrderByDescending(d => d.LateMinutes)
            .Select(d =>
            {
                var href = Facts(span, Measure.LateMinutes, null, [], UnitKind.Department, d.DepartmentId);
                return new ChartRow(
                    [new(_texts["charts.part", d.Name]), Whole(d.LateMinutes, href), Whole(d.LateTimes, href)],
                    IsPart: true
                );
            });
        // Rows of single departments follow directly after the departments' total.
        return Table(
            "lateness",
            "bars",
            ["holder", "minutes", "times"],
            _sheet.Lateness.SelectMany(h =>
            {
                var href = Facts(span, Measure.LateMinutes, null, [], UnitKind.Park, _sheet.WholeId, holder: h.Holder);
                var row = new ChartRow([new(_texts.Name(h.Holder)), Whole(h.Minutes, href), Whole(h.Times, href)]);
                return h.Holder == HolderKind.Department ? departments.Prepend(row) : [row];
            })
        );
    }

    private ChartTable Hotspots()
    {
        var span = (_sheet.From, _sheet.To);
        List<ChartPlace> places = _sheet.Hotspots is [var first, ..]
            ? [.. first.Places.Select(p => _sheet.Places.First(x => x.Id == p.ParkId))]
            : [];
        List<ChartColumn> columns =
        [
            .. Columns(["category"]),
            .. places.Select(p => new ChartColumn("place", p.Name)),
            .. Columns(["filed", "inTimeCases", "due", "onTime", "interval", "resolved", "settled", "resolution", "interval"]),
        ];
        return new(
            "hotspots",
            "heat",
            _texts["charts.table.hotspots"],
            _texts.Find("charts.note.hotspots"),
            columns,
            [
                .. _sheet.Hotspots.Select(h => new ChartRow([
                    new(_texts["category." + h.Category]),
                    .. h.Places.Select(p => Whole(p.Count, Facts(span, Measure.Filed, null, [], UnitKind.Park, p.ParkId, h.Category))),
                    Whole(h.Filed, Facts(span, Measure.Filed, null, [], category: h.Category)),
                    .. Fared(h.OnTime, Measure.OnTime, h.Category),
                    .. Fared(h.Resolution, Measure.Resolution, h.Category),
                ])),
            ]
        );

        ChartCell[] Fared(ChartRate rate, Measure measure, string category)
        {
            string Behind(bool? met) => Facts(span, measure, met, [LeftOut.Counted], category: category);
            return [Numerator(rate, Behind(true)), Whole(rate.N, Behind(null)), Share(rate)[0], Interval(rate)];
        }
    }

    private ChartTable Table(string id, string? drawn, string[] columns, IEnumerable<ChartRow> rows) =>
        new(id, drawn, _texts["charts.table." + id], _texts.Find("charts.note." + id), [.. Columns(columns, id)], [.. rows]);

    // A column's title in this table, if the texts have one; else the common one.
    private IEnumerable<ChartColumn> Columns(IEnumerable<string> keys, string? of = null) =>
        keys.Select(k => new ChartColumn(k, _texts.Find($"charts.column.{of}.{k}") ?? _texts["charts.column." + k]));

    // Unanswered cases have no measure: their link leads to what the resolution rate leaves out as unanswered.
    private ChartCell[] Cells(ChartRate rate, (DateOnly, DateOnly) span, Measure? measure) =>
        measure is { } of
            ? Cells(rate, Facts(span, of, true, LeftOut.Counted), Facts(span, of, null, LeftOut.Counted))
            : Cells(
                rate,
                Facts(span, Measure.Resolution, null, LeftOut.Unanswered),
                Facts(span, Measure.Resolution, null, LeftOut.Counted, LeftOut.Unanswered)
            );

    private ChartCell[] Cells(ChartRate rate, string numerator, string denominator) =>
        [
            Numerator(rate, numerator),
            Whole(rate.N, denominator),
            .. Share(rate),
            new(rate.Excluded.Count == 0 ? "–" : string.Join('；', rate.Excluded.Select(x => $"{_texts.Name(x.Reason)} {x.Count}"))),
        ];

    private ChartCell[] Share(ChartRate rate) =>
        [
            rate.N > 0 && rate.Value is null ? new(_texts["charts.few"]) : new(Percent(rate.Value), Rate.Percent(rate.Value)),
            new(Percent(rate.Lower), Rate.Percent(rate.Lower)),
            new(Percent(rate.Upper), Rate.Percent(rate.Upper)),
        ];

    private static ChartCell Numerator(ChartRate rate, string href) =>
        new(rate.K.ToString(Tenths, CultureInfo.InvariantCulture), rate.K, rate.K == 0 ? null : href);

    private static ChartCell Interval(ChartRate rate) =>
        new(
            rate.Lower is null
                ? "–"
                : string.Create(CultureInfo.InvariantCulture, $"{Rate.Percent(rate.Lower):0.00}–{Rate.Percent(rate.Upper):0.00}")
        );

    private static ChartCell Whole(long count, string href) =>
        new(count.ToString("N0", CultureInfo.InvariantCulture), count, count == 0 ? null : href);

    private string Facts((DateOnly, DateOnly) span, Measure measure, bool? met = null, params LeftOut[] why) =>
        Facts(span, measure, met, why, UnitKind.Park);

    private string Facts(
        (DateOnly From, DateOnly To) span,
        Measure measure,
        bool? met,
        LeftOut[] why,
        UnitKind kind = UnitKind.Park,
        Guid? unit = null,
        string? category = null,
        HolderKind? holder = null
    ) =>
        $"~/scores/{unit ?? _sheet.ParkId}"
        + Query([
            ("kind", kind.ToString()),
            ("from", span.From.ToString("O", CultureInfo.InvariantCulture)),
            ("to", span.To.ToString("O", CultureInfo.InvariantCulture)),
            ("measure", measure.ToString()),
            ("met", met?.ToString()),
            ("category", category),
            ("holder", holder?.ToString()),
            .. why.Select(w => ("why", (string?)w.ToString())),
        ]);

    private static string Query(params (string Key, string? Value)[] parts) =>
        new QueryBuilder(parts.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, p.Value!))).ToString();
}
