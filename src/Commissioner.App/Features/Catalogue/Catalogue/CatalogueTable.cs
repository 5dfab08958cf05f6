using System.Globalization;
using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Catalogue;

/// <summary>A column of the catalogue's table.</summary>
/// <param name="Name">Its head, as it is exported.</param>
/// <param name="Alias">Its English head.</param>
/// <param name="Compulsory">The table needs it.</param>
internal sealed record CatalogueColumn(string Name, string Alias, bool Compulsory = true)
{
    public static readonly CatalogueColumn Code = new("编码", "code");
    public static readonly CatalogueColumn Matter = new("事项", "matter");
    public static readonly CatalogueColumn Category = new("类别", "category");
    public static readonly CatalogueColumn Words = new("关键词", "words");
    public static readonly CatalogueColumn Lead = new("主办部门", "lead");
    public static readonly CatalogueColumn Assisting = new("协办部门", "assisting", Compulsory: false);
    public static readonly CatalogueColumn LegalBasis = new("职责依据", "legalBasis");
    public static readonly CatalogueColumn Disclosure = new("默认可见范围", "disclosure", Compulsory: false);
    public static readonly CatalogueColumn EffectiveOn = new("生效日期", "effectiveOn", Compulsory: false);
    public static readonly CatalogueColumn Retired = new("停用", "retired", Compulsory: false);

    public static IReadOnlyList<CatalogueColumn> All { get; } =
    [Code, Matter, Category, Words, Lead, Assisting, LegalBasis, Disclosure, EffectiveOn, Retired];

    /// <summary>What the heads may say.</summary>
    public static IEnumerable<string> Names => All.SelectMany(c => new[] { c.Name, c.Alias });
}

/// <summary>A row of the table, understood as far as it can be.</summary>
internal sealed record CatalogueLine(int Row, string Code, CatalogueEntry Entry, DateOnly? EffectiveOn);

/// <summary>Reads a table of the catalogue: every wrong cell is an error with its row, its column and its reason.</summary>
internal sealed class CatalogueTable(IReadOnlyList<Department> departments, Texts texts)
{
    private static readonly string[] Yes = ["是", "停用", "yes", "y", "true", "1"];
    private static readonly string[] No = ["", "否", "no", "n", "false", "0"];

    private readonly ILookup<string, Id<Department>> _departments = departments
        .SelectMany(d => new[] { (d.Code, d.Id), (d.Name, d.Id) })
        .ToLookup(d => d.Item1, d => d.Id, StringComparer.OrdinalIgnoreCase);

    private readonly ILookup<string, string> _categories = CaseCategory
        .All.SelectMany(c => texts.InBoth("category." + c.Code).Append(c.Code).Select(w => (w, c.Code)))
        .ToLookup(w => w.w, w => w.Code, StringComparer.OrdinalIgnoreCase);

    private readonly ILookup<string, Disclosure> _disclosures = Enum.GetValues<Disclosure>()
        .SelectMany(d => texts.InBoth("disclosure." + d).Append(d.ToString()).Select(w => (w, d)))
        .ToLookup(w => w.w, w => w.d, StringComparer.OrdinalIgnoreCase);

    private readonly List<ImportError> _errors = [];
    private readonly Dictionary<CatalogueColumn, string> _heads = [];
    private readonly Dictionary<string, int> _codes = [];

    public IReadOnlyList<ImportError> Errors => _errors;

    /// <exception cref="RuleBroken"><see cref="ImportRules.TableColumnMissing"/>, <see cref="ImportRules.TableColumnTwice"/>.</exception>
    public List<CatalogueLine> Read(Table table)
    {
        foreach (var column in CatalogueColumn.All)
        {
            var heads = table
                .Columns.Where(c =>
                    string.Equals(c, column.Name, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(c, column.Alias, StringComparison.OrdinalIgnoreCase)
                )
                .ToList();
            _heads[column] = heads switch
            {
                [var head] => head,
                [] when column.Compulsory => throw new RuleBroken(ImportRules.TableColumnMissing, column.Name) { Field = "file" },
                [] => column.Name,
                _ => throw new RuleBroken(ImportRules.TableColumnTwice, column.Name) { Field = "file" },
            };
        }

        return [.. table.Rows.Select(Read)];
    }

    /// <summary>Notes what is wrong with a cell.</summary>
    public void Wrong(int row, CatalogueColumn column, Rule rule, params object[] details) =>
        _errors.Add(new(row, _heads[column], rule.Code, details));

    private CatalogueLine Read(TableRow row)
    {
        string Cell(CatalogueColumn column) => row[_heads[column]];
        var code = Cell(CatalogueColumn.Code).ToUpperInvariant();
        if (!CatalogueItem.IsCode(code))
        {
            Wrong(
                row.Number,
                CatalogueColumn.Code,
                TableRow.IsRounded(code) ? ImportRules.CellRounded : CatalogueRules.CatalogueCodeUnusable,
                Cell(CatalogueColumn.Code)
            );
        }
        else if (!_codes.TryAdd(code, row.Number))
        {
            Wrong(row.Number, CatalogueColumn.Code, CatalogueTableRules.CatalogueCodeTwice, _codes[code]);
        }

        void Demand(bool holds, CatalogueColumn column, Rule rule, params object[] details)
        {
            if (!holds)
            {
                Wrong(row.Number, column, rule, details);
            }
        }

        Demand(Cell(CatalogueColumn.Matter).Length is > 0 and <= 60, CatalogueColumn.Matter, CatalogueRules.MatterMissing);
        var category = _categories[Cell(CatalogueColumn.Category)].FirstOrDefault();
        Demand(category is not null, CatalogueColumn.Category, CatalogueTableRules.CategoryNameUnknown, Cell(CatalogueColumn.Category));
        var words = CatalogueEntry.WordsOf(Cell(CatalogueColumn.Words));
        Demand(CatalogueEntry.AreUsable(words), CatalogueColumn.Words, CatalogueRules.WordsUnusable);
        var lead = _departments[Cell(CatalogueColumn.Lead)].FirstOrDefault();
        Demand(lead != default, CatalogueColumn.Lead, CatalogueTableRules.DepartmentNameUnknown, Cell(CatalogueColumn.Lead));
        List<Id<Department>> assisting = [];
        foreach (var name in CatalogueEntry.WordsOf(Cell(CatalogueColumn.Assisting)))
        {
            var found = _departments[name].FirstOrDefault();
            Demand(found != default, CatalogueColumn.Assisting, CatalogueTableRules.DepartmentNameUnknown, name);
            assisting.Add(found);
        }

        Demand(Cell(CatalogueColumn.LegalBasis).Length is > 0 and <= 300, CatalogueColumn.LegalBasis, CatalogueRules.LegalBasisMissing);
        var said = Cell(CatalogueColumn.Disclosure);
        var disclosure = said.Length == 0 ? Disclosure.Full : _disclosures[said].Select(d => (Disclosure?)d).FirstOrDefault();
        Demand(disclosure is not null, CatalogueColumn.Disclosure, CatalogueTableRules.DisclosureNameUnknown, said);
        DateOnly? day = DateOnly.TryParseExact(
            Cell(CatalogueColumn.EffectiveOn),
            ["yyyy-MM-dd", "yyyy/M/d", "yyyy年M月d日"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var read
        )
            ? read
            : null;
        Demand(
            day is not null || Cell(CatalogueColumn.EffectiveOn).Length == 0,
            CatalogueColumn.EffectiveOn,
            CatalogueTableRules.DayUnreadable,
            Cell(CatalogueColumn.EffectiveOn)
        );
        var retired = Cell(CatalogueColumn.Retired);
        Demand(
            Yes.Concat(No).Contains(retired, StringComparer.OrdinalIgnoreCase),
            CatalogueColumn.Retired,
            CatalogueTableRules.YesOrNoUnreadable,
            retired
        );
        return new(
            row.Number,
            code,
            new(
                Cell(CatalogueColumn.Matter),
                category ?? "",
                words,
                lead,
                assisting,
                Cell(CatalogueColumn.LegalBasis),
                disclosure ?? Disclosure.Full,
                Yes.Contains(retired, StringComparer.OrdinalIgnoreCase)
            ),
            day
        );
    }
}
