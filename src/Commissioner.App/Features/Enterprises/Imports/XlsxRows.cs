using System.Globalization;
using System.IO.Compression;
using System.Text;
using Commissioner.Domain;

namespace Commissioner.App.Features.Imports;

/// <summary>The visible sheets of an XLSX, in their order, and the rows of each as they are read.</summary>
internal sealed class XlsxRows : IDisposable
{
    private const int MostParts = 2_000;

    // The highest row of a sheet.
    private const int LastRow = 1_048_576;

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly XlsxPart.Unpacked unpacked = new();
    private readonly XlsxTexts texts;

    internal XlsxRows(Stream content)
    {
        zip = new(content, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostParts)
        {
            throw TableFile.TooLarge();
        }

        foreach (var entry in zip.Entries)
        {
            parts[entry.FullName.Replace('\\', '/')] = entry;
        }

        var workbook = Related("", "_rels/.rels").First(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Path;
        var folder = workbook[..(workbook.LastIndexOf('/') + 1)];
        var related = Related(folder, $"{folder}_rels/{workbook[folder.Length..]}.rels");
        using var part = Open(workbook)!;
        Sheets = Shown(part, related, out var from1904);
        texts = new(Open(Path(related, "/sharedStrings")), Open(Path(related, "/styles")), from1904);
    }

    /// <summary>The parts of the sheets that are shown.</summary>
    internal List<string> Sheets { get; }

    public void Dispose() => zip.Dispose();

    /// <summary>The rows of a sheet that are not blank. Each is given as soon as it is read.</summary>
    internal IEnumerable<TableLine> Read(string sheet)
    {
        using var part = Open(sheet) ?? throw new InvalidDataException();
        var text = new StringBuilder();
        List<string> row = [];
        var (number, column, cells) = (0, 0, 0);
        var hidden = false;
        var (type, style) = ("", "");
        while (part.Read() && !part.Ends("sheetData"))
        {
            if (part.Starts("row"))
            {
                number = part["r"] is { Length: > 0 } said ? int.Parse(said, NumberStyles.None, CultureInfo.InvariantCulture) : number + 1;
                if (number is < 1 or > LastRow)
                {
                    throw new InvalidDataException();
                }

                hidden = part["hidden"] is "1" or "true";
                row = [];
                column = 0;
            }
            else if (part.Starts("c"))
            {
                if (++cells > TableFile.MostRows * TableFile.MostColumns)
                {
                    throw TableFile.TooLarge();
                }

                column = part["r"] is { Length: > 0 } reference ? ColumnOf(reference) : column + 1;
                (type, style) = (part["t"], part["s"]);
                text.Clear();
            }
            else if (part.IsTextOf("v") || XlsxTexts.IsText(part))
            {
                XlsxTexts.Append(text, part);
            }

            if (part.Ends("c") && texts.Of(type, style, text.ToString()) is { Length: > 0 } cell)
            {
                if (column > TableFile.MostColumns)
                {
                    throw TableFile.TooLarge();
                }

                row.AddRange(Enumerable.Repeat("", Math.Max(0, column - row.Count)));
                row[column - 1] = cell;
            }
            else if (part.Ends("row") && row.Count > 0)
            {
                yield return new(number, row, hidden);
            }
        }
    }

    private static List<string> Shown(XlsxPart workbook, List<Relation> related, out bool from1904)
    {
        var (sheets, shown) = (0, new List<string>());
        from1904 = false;
        while (workbook.Read())
        {
            if (workbook.Starts("workbookPr"))
            {
                from1904 = workbook["date1904"] is "1" or "true";
            }
            else if (workbook.Starts("sheet") && workbook.IsIn("sheets"))
            {
                if (++sheets > TableFile.MostSheets)
                {
                    throw TableFile.TooLarge();
                }

                var id = workbook.Relation;
                if (
                    workbook["state"] is "" or "visible"
                    && related.Find(r => r.Id == id && r.Type.EndsWith("/worksheet", StringComparison.Ordinal)) is { Path: { } path }
                )
                {
                    shown.Add(path);
                }
            }
        }

        return shown.Count > 0 ? shown : throw new InvalidDataException();
    }

    private static string? Path(List<Relation> related, string type) =>
        related.Find(r => r.Type.EndsWith(type, StringComparison.Ordinal)).Path;

    // The 28 of AB12.
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetter))
        {
            column = column * 26 + (char.ToUpperInvariant(letter) - 'A' + 1);
            if (column > TableFile.WidestSheet)
            {
                throw new InvalidDataException();
            }
        }

        return column > 0 ? column : throw new InvalidDataException();
    }

    private List<Relation> Related(string folder, string path)
    {
        using var part = Open(path) ?? throw new InvalidDataException();
        var related = new List<Relation>();
        var here = new Uri("part:///" + folder);
        while (part.Read())
        {
            // What lies outside the file is of no use, and often no address at all.
            if (part.Starts("Relationship") && part["TargetMode"] != "External")
            {
                if (related.Count >= MostParts)
                {
                    throw TableFile.TooLarge();
                }

                related.Add(new(part["Id"], part["Type"], Uri.UnescapeDataString(new Uri(here, part["Target"]).AbsolutePath)[1..]));
            }
        }

        return related;
    }

    private XlsxPart? Open(string? path) => path is not null && parts.TryGetValue(path, out var entry) ? new(entry, unpacked) : null;

    private readonly record struct Relation(string Id, string Type, string Path);
}
