using System.Globalization;
using Commissioner.App.Features.Imports;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Undertakings;

namespace Commissioner.App.Features.Templates;

/// <summary>What is refused in a row of the templates' table.</summary>
public static class TemplateTableRules
{
    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule TemplateUnitUnknown = new("TemplateUnitUnknown", "No open department is meant by this unit.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule TemplateKindUnknown = new("TemplateKindUnknown", "There is no such kind: write 代办 or 一件事.");

    /// <summary>Detail 0: what its first row says.</summary>
    public static readonly Rule TemplateRowDiffers = new("TemplateRowDiffers", "An earlier row of this template says otherwise.");

    /// <summary>Detail 0: the name that its first row gives.</summary>
    public static readonly Rule TemplateNameDiffers = new("TemplateNameDiffers", "An earlier row gives this template another name.");
}

/// <summary>A template as rows say it.</summary>
internal sealed record TemplateLines(
    string Code,
    string Name,
    int Row,
    UndertakingKind Kind,
    TemplateTerms Terms,
    List<TemplateNode> Nodes
);

/// <summary>Reads a table of templates, one node a row: every wrong cell is an error with its row, its column and its reason.</summary>
internal sealed class TemplateTable(TableCells cells, IReadOnlyList<Department> departments)
{
    public static readonly TableColumn Template = new("模板编码", "template");
    public static readonly TableColumn Name = new("模板名称", "templateName");
    public static readonly TableColumn Node = new("节点编码", "node");
    public static readonly TableColumn NodeName = new("节点名称", "nodeName");
    public static readonly TableColumn Needs = new("前置节点", "needs", Compulsory: false);
    public static readonly TableColumn Unit = new("责任单位", "unit");
    public static readonly TableColumn Statutory = new("法定时限", "statutory");
    public static readonly TableColumn Promised = new("承诺时限", "promised");
    public static readonly TableColumn Green = new("绿色通道时限", "green", Compulsory: false);
    public static readonly TableColumn Papers = new("材料", "papers", Compulsory: false);

    public static readonly TableColumn Kind = new("种类", "kind", Compulsory: false);
    public static readonly TableColumn About = new("说明", "about", Compulsory: false);
    public static readonly TableColumn Limit = new("整体时限", "limit", Compulsory: false);
    public static readonly TableColumn Questions = new("问题", "questions", Compulsory: false);
    public static readonly TableColumn Excluded = new("失信限制月数", "excludedMonths", Compulsory: false);

    public static IReadOnlyList<TableColumn> All { get; } =
    [Template, Name, Node, NodeName, Needs, Unit, Statutory, Promised, Green, Papers, Kind, About, Limit, Questions, Excluded];

    /// <summary>What stands in the table for a kind.</summary>
    public static readonly Dictionary<UndertakingKind, string> KindWords = new()
    {
        [UndertakingKind.AgencyProject] = "代办",
        [UndertakingKind.Package] = "一件事",
    };

    // What is said of the whole stands in a template's first row; the others leave it out or say the same.
    private static readonly TableColumn[] OfTheWhole = [Kind, About, Limit, Questions, Excluded];

    private static readonly Dictionary<string, TableColumn> Fields = new()
    {
        ["code"] = Node,
        ["name"] = NodeName,
        ["needs"] = Needs,
        ["unit"] = Unit,
        ["statutory"] = Statutory,
        ["promised"] = Promised,
        ["green"] = Green,
        ["papers"] = Papers,
        ["about"] = About,
        ["limit"] = Limit,
        ["questions"] = Questions,
        ["excludedMonths"] = Excluded,
    };

    /// <summary>The templates, in the order of their first rows.</summary>
    public IReadOnlyList<TemplateLines> Read()
    {
        Dictionary<string, TemplateLines> templates = [];
        foreach (var row in cells.Rows)
        {
            var code = cells[row, Template].ToUpperInvariant();
            if (!UndertakingTemplate.IsCode(code))
            {
                cells.Wrong(row.Number, Template, TemplateRules.TemplateCodeUnusable);
                continue;
            }

            var name = cells[row, Name];
            if (!templates.TryGetValue(code, out var its))
            {
                var kind = KindOf(row);
                templates[code] = its = new(code, name, row.Number, kind, Terms(row), []);
                foreach (var (field, rule, detail) in its.Terms.Wrongs(kind))
                {
                    cells.Wrong(row.Number, Fields[field], rule, detail is null ? [] : [detail]);
                }

                Demand(name.Characters() is >= 1 and <= 60, row, Name, TemplateRules.TemplateNameMissing);
            }
            else if (name != its.Name)
            {
                cells.Wrong(row.Number, Name, TemplateTableRules.TemplateNameDiffers, its.Name);
            }

            var first = cells.Rows.First(r => r.Number == its.Row);
            foreach (var column in OfTheWhole.Where(c => cells[row, c].Length > 0 && cells[row, c] != cells[first, c]))
            {
                cells.Wrong(row.Number, column, TemplateTableRules.TemplateRowDiffers, cells[first, column]);
            }

            var node = new TemplateNode(
                cells[row, Node].ToUpperInvariant(),
                cells[row, NodeName],
                Words(cells[row, Needs].ToUpperInvariant()),
                cells[row, Unit],
                Time(cells[row, Statutory]),
                Time(cells[row, Promised]),
                cells[row, Green].Length == 0 ? null : Time(cells[row, Green]),
                [.. Words(cells[row, Papers]).Select(TemplatePaper.Read)]
            );
            foreach (var (field, rule, detail) in UndertakingTemplate.Wrongs(node, [.. its.Nodes.Select(n => n.Code)], its.Kind, its.Terms))
            {
                cells.Wrong(row.Number, Fields[field], rule, detail is null ? [] : [detail]);
            }

            if (node.Unit.Length > 0 && Domain.Undertakings.Undertaking.UnitOf(node.Unit, departments) is null)
            {
                cells.Wrong(row.Number, Unit, TemplateTableRules.TemplateUnitUnknown, node.Unit);
            }

            its.Nodes.Add(node);
            Demand(its.Nodes.Count <= UndertakingTemplate.MostNodes, row, Node, TemplateRules.TemplateNodesMissing);
        }

        return [.. templates.Values];
    }

    private UndertakingKind KindOf(TableRow row)
    {
        var said = cells[row, Kind];
        if (said.Length == 0)
        {
            return UndertakingKind.AgencyProject;
        }

        foreach (var (kind, word) in KindWords)
        {
            if (said == word || string.Equals(said, kind.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        cells.Wrong(row.Number, Kind, TemplateTableRules.TemplateKindUnknown, said);
        return UndertakingKind.AgencyProject;
    }

    private TemplateTerms Terms(TableRow row)
    {
        var (about, limit, excluded) = (cells[row, About], cells[row, Limit], cells[row, Excluded]);
        return new(
            about.Length == 0 ? null : about,
            limit.Length == 0 ? null : Time(limit),
            [
                .. cells[row, Questions]
                    .Split(['；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(TemplateQuestion.Read),
            ],
            excluded.Length == 0 ? TemplateTerms.UsualExclusion
                : int.TryParse(excluded, NumberStyles.None, CultureInfo.InvariantCulture, out var months) ? months
                : 0
        );
    }

    private static List<string> Words(string cell) =>
        [.. cell.Split(['、', ',', '，', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    // "20", "20d", "20 个工作日" and "16h", "16 小时" as people write them.
    private static WorkingTime Time(string cell)
    {
        var text = cell.Replace(" ", "", StringComparison.Ordinal)
            .Replace("个工作日", "d", StringComparison.Ordinal)
            .Replace("工作日", "d", StringComparison.Ordinal)
            .Replace("天", "d", StringComparison.Ordinal)
            .Replace("小时", "h", StringComparison.Ordinal);
        return WorkingTime.TryParse(text, out var limit) || WorkingTime.TryParse(text + "d", out limit) ? limit : WorkingTime.Days(0);
    }

    private void Demand(bool holds, TableRow row, TableColumn column, Rule rule)
    {
        if (!holds)
        {
            cells.Wrong(row.Number, column, rule);
        }
    }
}
