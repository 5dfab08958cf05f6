using System.Text;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Enterprises;

/// <summary>The columns of a table of enterprises.</summary>
internal static class EnterpriseColumn
{
    public static readonly TableColumn EnterpriseName = new("企业名称", "name");
    public static readonly TableColumn CreditCode = new("统一社会信用代码", "creditCode");
    public static readonly TableColumn Park = new("园区", "park");
    public static readonly TableColumn Industry = new("行业", "industry");
    public static readonly TableColumn ContactName = new("联系人", "contactName");
    public static readonly TableColumn ContactPhone = new("联系电话", "contactPhone");
    public static readonly TableColumn Commissioner = new("专员", "commissioner", Compulsory: false);
    public static readonly TableColumn Backup = new("AB角", "backup", Compulsory: false);
    public static readonly TableColumn FormerNames = new("曾用名", "formerNames", Compulsory: false);
    public static readonly TableColumn OwnerName = new("负责人", "ownerName", Compulsory: false);
    public static readonly TableColumn OwnerPhone = new("负责人手机", "ownerPhone", Compulsory: false);

    public static IReadOnlyList<TableColumn> All { get; } =
    [EnterpriseName, CreditCode, Park, Industry, ContactName, ContactPhone, Commissioner, Backup, FormerNames, OwnerName, OwnerPhone];
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
    IReadOnlyList<string> FormerNames,
    string OwnerName,
    PhoneNumber? OwnerPhone
);

/// <summary>Reads a table of enterprises: every wrong cell is an error with its row, its column and its reason.</summary>
internal sealed class EnterpriseTable(EnterpriseWords words)
{
    private const char Mark = '\\';

    private static readonly char[] BetweenNames = ['、', ';', '；', '/', '|', '\n'];

    private readonly Dictionary<CreditCode, int> _codes = [];
    private TableCells? _cells;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<ImportError> Errors => Cells.Errors;

    private TableCells Cells => _cells ?? throw new InvalidOperationException("No table was read.");

    /// <exception cref="RuleBroken"><see cref="ImportRules.TableColumnMissing"/>, <see cref="ImportRules.TableColumnTwice"/>.</exception>
    public List<EnterpriseEntry> Read(Table table)
    {
        _cells = new(table, EnterpriseColumn.All);
        return [.. table.Rows.Select(Read)];
    }

    /// <summary>Notes what is wrong with a cell.</summary>
    public void Wrong(int row, TableColumn column, Rule rule, params object[] details) => Cells.Wrong(row, column, rule, details);

    private EnterpriseEntry Read(TableRow row)
    {
        string Cell(TableColumn column) => Cells[row, column];
        void WrongNumber(TableColumn column, Rule rule) =>
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

        var formerNames = Split(Cell(EnterpriseColumn.FormerNames));
        if (formerNames.Exists(n => n.Length > 120))
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
            formerNames,
            Cell(EnterpriseColumn.OwnerName),
            OwnersPhone(row)
        );
    }

    /// <summary>Names as one cell; what stands between names is marked where it is part of one.</summary>
    public static string Join(IEnumerable<string> names)
    {
        var cell = new StringBuilder();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            cell.Append(cell.Length > 0 ? "、" : "");
            foreach (var character in name)
            {
                cell.Append(character == Mark || BetweenNames.Contains(character) ? Mark.ToString() : "").Append(character);
            }
        }

        return cell.ToString();
    }

    private static List<string> Split(string cell)
    {
        List<string> names = [];
        var name = new StringBuilder();
        for (var i = 0; i <= cell.Length; i++)
        {
            if (i == cell.Length || BetweenNames.Contains(cell[i]))
            {
                names.Add(name.ToString().Trim());
                name.Clear();
            }
            else
            {
                i += cell[i] == Mark && i + 1 < cell.Length && (cell[i + 1] == Mark || BetweenNames.Contains(cell[i + 1])) ? 1 : 0;
                name.Append(cell[i]);
            }
        }

        return names.FindAll(n => n.Length > 0);
    }

    // Who speaks for the enterprise first, and the number by which it signs in: both or none.
    private PhoneNumber? OwnersPhone(TableRow row)
    {
        var (name, number) = (Cells[row, EnterpriseColumn.OwnerName], Cells[row, EnterpriseColumn.OwnerPhone]);
        if (name.Length == 0 && number.Length == 0)
        {
            return null;
        }

        if (name.Length is 0 or > RoleChange.LongestName)
        {
            Wrong(row.Number, EnterpriseColumn.OwnerName, ColleagueRules.ColleagueNameMissing);
        }

        if (!PhoneReading.TryRead(number, out var ways) || ways.ForTexts is not { } phone)
        {
            Wrong(
                row.Number,
                EnterpriseColumn.OwnerPhone,
                TableRow.IsRounded(number) ? ImportRules.CellRounded : PhoneNumberRules.PhoneTakesNoTexts,
                number
            );
            return null;
        }

        return phone;
    }

    private Person? Official(TableRow row, TableColumn column)
    {
        var name = Cells[row, column];
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
