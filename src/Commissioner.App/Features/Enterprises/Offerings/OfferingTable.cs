using System.Globalization;
using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;

namespace Commissioner.App.Features.Offerings;

/// <summary>What is refused in a row of the table of offers and seeks.</summary>
public static class OfferingTableRules
{
    public static readonly Rule OfferingDayUnreadable = new("OfferingDayUnreadable", "A day is written as 2026-12-31.");

    public static readonly Rule OfferingRowTwice = new("OfferingRowTwice", "An earlier row says the same.");
}

/// <summary>Reads a table of an enterprise's offers and seeks, one a row: every wrong cell is an error with its row, its column and its reason.</summary>
internal sealed class OfferingTable(TableCells cells, Texts texts, IReadOnlyDictionary<string, Id<Park>> parks, DateOnly today)
{
    public static readonly TableColumn Kind = new("供需", "kind");
    public static readonly TableColumn Category = new("类别", "category");
    public static readonly TableColumn What = new("内容", "what");
    public static readonly TableColumn Amount = new("数量", "amount", Compulsory: false);
    public static readonly TableColumn Unit = new("单位", "unit", Compulsory: false);
    public static readonly TableColumn Place = new("园区", "place", Compulsory: false);
    public static readonly TableColumn City = new("城市", "city", Compulsory: false);
    public static readonly TableColumn UntilOn = new("有效期至", "untilOn");
    public static readonly TableColumn Audience = new("可见范围", "audience");

    public static IReadOnlyList<TableColumn> All { get; } = [Kind, Category, What, Amount, Unit, Place, City, UntilOn, Audience];

    /// <summary>What the rows say, in their order.</summary>
    public IReadOnlyList<OfferingText> Read()
    {
        List<OfferingText> all = [];
        HashSet<(OfferingKind?, OfferingCategory?, string)> known = [];
        foreach (var row in cells.Rows)
        {
            var (kind, category, audience) = (
                One<OfferingKind>(row, Kind),
                One<OfferingCategory>(row, Category),
                One<OfferingAudience>(row, Audience)
            );
            Demand(kind is not null, row, Kind, OfferingRules.OfferingKindMissing);
            Demand(category is not null, row, Category, OfferingRules.OfferingCategoryMissing);
            Demand(audience is not null, row, Audience, OfferingRules.OfferingAudienceMissing);
            var what = cells[row, What];
            Demand(what.Characters() is >= 1 and <= Offering.LongestWhat, row, What, OfferingRules.OfferingWhatMissing);
            Demand(known.Add((kind, category, what)), row, What, OfferingTableRules.OfferingRowTwice);
            var (amount, unit, city) = (AmountOf(row), cells[row, Unit], cells[row, City]);
            Demand(
                (cells[row, Amount].Length == 0) == (unit.Length == 0) && unit.Characters() <= Offering.LongestUnit,
                row,
                Unit,
                OfferingRules.OfferingUnitMissing
            );
            var place = PlaceOf(row);
            Demand(
                city.Characters() <= Offering.LongestCity && (city.Length == 0 || cells[row, Place].Length == 0),
                row,
                City,
                OfferingRules.OfferingPlaceTwice
            );
            all.Add(
                new(
                    kind,
                    category,
                    what,
                    amount,
                    unit.Length == 0 ? null : unit,
                    place,
                    city.Length == 0 ? null : city,
                    DayOf(row),
                    audience
                )
            );
        }

        return all;
    }

    /// <summary>The cells of one that is exported, so that it can be imported again.</summary>
    public static IReadOnlyList<object?> Cells(OfferingText says, Texts texts, IReadOnlyDictionary<Id<Park>, string> codes) =>
        [
            texts.Name(says.Kind!.Value),
            texts.Name(says.Category!.Value),
            says.What,
            says.Amount?.ToString("0.##", CultureInfo.InvariantCulture),
            says.Unit,
            says.PlaceId is { } place ? codes.GetValueOrDefault(place) : null,
            says.City,
            says.UntilOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            texts.Name(says.Audience!.Value),
        ];

    // A word of a closed list is read as it is written in either language, or by its code.
    private T? One<T>(TableRow row, TableColumn column)
        where T : struct, Enum
    {
        var cell = cells[row, column];
        var key = char.ToLowerInvariant(typeof(T).Name[0]) + typeof(T).Name[1..];
        foreach (var value in Enum.GetValues<T>())
        {
            if (
                string.Equals(cell, value.ToString(), StringComparison.OrdinalIgnoreCase)
                || texts.InBoth($"{key}.{value}").Contains(cell, StringComparer.OrdinalIgnoreCase)
            )
            {
                return value;
            }
        }

        return null;
    }

    private decimal? AmountOf(TableRow row)
    {
        var text = cells[row, Amount];
        if (text.Length == 0)
        {
            return null;
        }

        var read = decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount);
        read = read && decimal.Round(amount, 2) > 0 && amount < Offering.AmountBelow;
        Demand(read, row, Amount, OfferingRules.OfferingAmountUnusable);
        return read ? amount : null;
    }

    private Id<Park>? PlaceOf(TableRow row)
    {
        var text = cells[row, Place];
        if (text.Length == 0)
        {
            return null;
        }

        var found = parks.TryGetValue(text, out var park);
        Demand(found, row, Place, OfferingRules.OfferingPlaceUnknown);
        return found ? park : null;
    }

    private DateOnly? DayOf(TableRow row)
    {
        if (!DateOnly.TryParseExact(cells[row, UntilOn], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            cells.Wrong(row.Number, UntilOn, OfferingTableRules.OfferingDayUnreadable);
            return null;
        }

        Demand(day >= today && day <= today.AddYears(2), row, UntilOn, OfferingRules.OfferingUntilUnusable);
        return day;
    }

    private void Demand(bool holds, TableRow row, TableColumn column, Rule rule)
    {
        if (!holds)
        {
            cells.Wrong(row.Number, column, rule);
        }
    }
}
