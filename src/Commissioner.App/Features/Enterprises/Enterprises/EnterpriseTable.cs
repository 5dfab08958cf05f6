using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Enterprises;

/// <summary>A column of the table of enterprises.</summary>
/// <param name="Name">Its head, as the template writes it.</param>
/// <param name="Alias">Its English head.</param>
/// <param name="Compulsory">The table needs it.</param>
internal sealed record EnterpriseColumn(string Name, string Alias, bool Compulsory = true)
{
    public static readonly EnterpriseColumn EnterpriseName = new("企业名称", "name");
    public static readonly EnterpriseColumn CreditCode = new("统一社会信用代码", "creditCode");
    public static readonly EnterpriseColumn Park = new("园区", "park");
    public static readonly EnterpriseColumn Industry = new("行业", "industry");
    public static readonly EnterpriseColumn ContactName = new("联系人", "contactName");
    public static readonly EnterpriseColumn ContactPhone = new("联系电话", "contactPhone");
    public static readonly EnterpriseColumn Commissioner = new("专员", "commissioner", Compulsory: false);
    public static readonly EnterpriseColumn Backup = new("AB角", "backup", Compulsory: false);
    public static readonly EnterpriseColumn FormerNames = new("曾用名", "formerNames", Compulsory: false);

    public static IReadOnlyList<EnterpriseColumn> All { get; } =
    [EnterpriseName, CreditCode, Park, Industry, ContactName, ContactPhone, Commissioner, Backup, FormerNames];

    /// <summary>What the heads may say.</summary>
    public static IEnumerable<string> Names => All.SelectMany(c => new[] { c.Name, c.Alias });
}

/// <summary>A row of the table, understood; null where its cell was wrong or, of the two posts, empty.</summary>
internal sealed record EnterpriseEntry(
    int Row,
    string Name,
    CreditCode CreditCode,
    Id<Park> ParkId,
    string Industry,
    string ContactName,
    string ContactPhone,
    Person? Commissioner,
    Person? Backup,
    IReadOnlyList<string> FormerNames
);

/// <summary>Reads a table of enterprises: every wrong cell is an error with its row, its column and its reason.</summary>
internal sealed class EnterpriseTable(EnterpriseWords words)
{
    private static readonly char[] BetweenNames = ['、', ';', '；', '/', '|', '\n'];

    private readonly List<ImportError> _errors = [];
    private readonly Dictionary<EnterpriseColumn, string> _heads = [];
    private readonly Dictionary<CreditCode, int> _codes = [];

    public IReadOnlyList<ImportError> Errors => _errors;

    /// <exception cref="RuleBroken"><see cref="ImportRules.TableColumnMissing"/>, <see cref="ImportRules.TableColumnTwice"/>.</exception>
    public List<EnterpriseEntry> Read(Table table)
    {
        foreach (var column in EnterpriseColumn.All)
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
    public void Wrong(int row, EnterpriseColumn column, Rule rule, params object[] details) =>
        _errors.Add(new(row, _heads[column], rule.Code, details));

    private EnterpriseEntry Read(TableRow row)
    {
        string Cell(EnterpriseColumn column) => row[_heads[column]];
        void WrongNumber(EnterpriseColumn column, Rule rule) =>
            Wrong(row.Number, column, TableRow.IsRounded(Cell(column)) ? ImportRules.CellRounded : rule, Cell(column));

        if (Cell(EnterpriseColumn.EnterpriseName) is not { Length: > 0 and <= 120 })
        {
            Wrong(row.Number, EnterpriseColumn.EnterpriseName, EnterpriseRules.EnterpriseNameMissing);
        }

        if (!CreditCode.TryParse(Cell(EnterpriseColumn.CreditCode), out var code))
        {
            WrongNumber(EnterpriseColumn.CreditCode, CreditCodeRules.CreditCodeInvalid);
        }
        else if (!_codes.TryAdd(code, row.Number))
        {
            Wrong(row.Number, EnterpriseColumn.CreditCode, EnterpriseTableRules.CreditCodeTwice, _codes[code]);
        }

        var park = words.Parks[Cell(EnterpriseColumn.Park)].FirstOrDefault();
        if (park == default)
        {
            Wrong(row.Number, EnterpriseColumn.Park, EnterpriseTableRules.ParkUnknown, Cell(EnterpriseColumn.Park));
        }

        var industry = words.Industries[Cell(EnterpriseColumn.Industry)].FirstOrDefault();
        if (industry is null)
        {
            Wrong(row.Number, EnterpriseColumn.Industry, EnterpriseTableRules.IndustryUnknown, Cell(EnterpriseColumn.Industry));
        }

        if (Cell(EnterpriseColumn.ContactName) is not { Length: > 0 and <= 40 })
        {
            Wrong(row.Number, EnterpriseColumn.ContactName, EnterpriseTableRules.EnterpriseContactMissing);
        }

        if (!PhoneReading.TryRead(Cell(EnterpriseColumn.ContactPhone), out var ways))
        {
            WrongNumber(EnterpriseColumn.ContactPhone, PhoneNumberRules.PhoneNumberInvalid);
        }

        var commissioner = Official(row, EnterpriseColumn.Commissioner);
        var backup = Official(row, EnterpriseColumn.Backup);
        if (commissioner is not null && commissioner == backup)
        {
            Wrong(row.Number, EnterpriseColumn.Backup, EnterpriseRules.CommissionerIsNotItsOwnBackup);
        }

        var formerNames = Cell(EnterpriseColumn.FormerNames)
            .Split(BetweenNames, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Array.Exists(formerNames, n => n.Length > 120))
        {
            Wrong(row.Number, EnterpriseColumn.FormerNames, EnterpriseRules.EnterpriseNameMissing);
        }

        return new(
            row.Number,
            Cell(EnterpriseColumn.EnterpriseName),
            code,
            park,
            industry ?? "",
            Cell(EnterpriseColumn.ContactName),
            ways?.ToString() ?? "",
            commissioner,
            backup,
            formerNames
        );
    }

    private Person? Official(TableRow row, EnterpriseColumn column)
    {
        var name = row[_heads[column]];
        if (name.Length == 0)
        {
            return null;
        }

        var people = words.Commissioners[name].ToList();
        if (people.Count != 1)
        {
            Wrong(
                row.Number,
                column,
                people.Count == 0 ? EnterpriseTableRules.CommissionerUnknown : EnterpriseTableRules.CommissionerAmbiguous,
                name
            );
        }

        return people.Count == 1 ? people[0] : null;
    }
}
