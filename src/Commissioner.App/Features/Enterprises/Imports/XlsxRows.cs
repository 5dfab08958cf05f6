using System.Globalization;
using System.IO.Compression;
using Commissioner.Domain;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Commissioner.App.Features.Imports;

/// <summary>The rows of an XLSX's first visible sheet, every cell as the text that it stands for.</summary>
internal static class XlsxRows
{
    private const int MostParts = 2_000;

    private const long LargestUnpacked = 64L * 1024 * 1024;

    internal static List<(int Number, List<string> Cells)> Read(byte[] bytes)
    {
        try
        {
            using var content = new MemoryStream();
            content.Write(bytes);
            RefuseBomb(content);
            // Editable, for a mail address typed wrong is stored as a link that is no address: the package reader gives up the whole file
            // over it unless it may write another in its place.
            using var workbook = SpreadsheetDocument.Open(
                content,
                isEditable: true,
                new OpenSettings
                {
                    AutoSave = false,
                    MaxCharactersInPart = LargestUnpacked,
                    RelationshipErrorHandlerFactory = RelationshipErrorHandler.CreateRewriterFactory((_, _, _) => "about:blank"),
                }
            );
            return Read(workbook.WorkbookPart!);
        }
        // The readers of zip, package and XML throw all kinds of exceptions on hostile files: any of them means that it can't be read.
        catch (Exception broken) when (broken is not (RuleBroken or OutOfMemoryException))
        {
            throw new RuleBroken(ImportRules.TableUnreadable);
        }
    }

    // Unpacking stops at the length that the zip declares, so summing the declared lengths bounds what a hostile file can unpack to.
    private static void RefuseBomb(Stream content)
    {
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostParts || zip.Entries.Sum(entry => entry.Length) > LargestUnpacked)
        {
            throw TableFile.TooLarge();
        }
    }

    private static List<(int, List<string>)> Read(WorkbookPart workbook)
    {
        var sheet = workbook
            .Workbook.Sheets!.Elements<Sheet>()
            .Where(sheet => sheet.State is null || sheet.State == SheetStateValues.Visible)
            .Select(sheet => workbook.GetPartById(sheet.Id!.Value!))
            .OfType<WorksheetPart>()
            .First();
        var texts = new XlsxTexts(workbook);
        var rows = new List<(int Number, List<string> Cells)>();
        var number = 0;
        var column = 0;
        using var reader = OpenXmlReader.Create(sheet);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement)
            {
                number = reader.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value is { } r
                    ? int.Parse(r, CultureInfo.InvariantCulture)
                    : number + 1;
                column = 0;
            }
            else if (reader.ElementType == typeof(Cell) && reader.IsStartElement)
            {
                var cell = (Cell)reader.LoadCurrentElement()!;
                column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : column + 1;
                var text = texts.Of(cell);
                if (string.IsNullOrWhiteSpace(text))
                {
                    continue;
                }

                if (column > TableFile.MostColumns || rows.Count > TableFile.MostRows + 1)
                {
                    throw TableFile.TooLarge();
                }

                if (rows.Count == 0 || rows[^1].Number != number)
                {
                    rows.Add((number, []));
                }

                var cells = rows[^1].Cells;
                cells.AddRange(Enumerable.Repeat("", Math.Max(0, column - cells.Count)));
                cells[column - 1] = text;
            }
        }

        return rows;
    }

    // The column's number from a cell's reference: AB12 is in column 28.
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
}
