using System.IO.Compression;
using System.Xml.Linq;

namespace Commissioner.App.Tests.Harness;

/// <summary>A workbook that we wrote, read as the markup that it is: neither by the library that wrote it nor by our own reader.</summary>
internal sealed class WrittenWorkbook
{
    private static readonly XNamespace Of = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public WrittenWorkbook(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content));
        XElement Part(string path)
        {
            using var part = zip.GetEntry(path)!.Open();
            return XElement.Load(part);
        }

        var targets = Part("xl/_rels/workbook.xml.rels")
            .Elements()
            .ToDictionary(r => r.Attribute("Id")!.Value, r => r.Attribute("Target")!.Value.TrimStart('/'));
        foreach (var sheet in Part("xl/workbook.xml").Descendants(Of + "sheet"))
        {
            var target = targets[sheet.Attribute(Relations + "id")!.Value];
            Sheets.Add(sheet.Attribute("name")!.Value, Part(target.StartsWith("xl/", StringComparison.Ordinal) ? target : "xl/" + target));
        }
    }

    /// <summary>The markup of each sheet, by its name.</summary>
    public Dictionary<string, XElement> Sheets { get; } = [];

    /// <summary>The values of a sheet's cells, the header among them.</summary>
    public List<string[]> Rows(string sheet) =>
        [.. Sheets[sheet].Descendants(Of + "row").Select(r => r.Elements(Of + "c").Select(c => c.Value).ToArray())];

    /// <summary>The elements of this name, of all sheets.</summary>
    public List<XElement> All(string name) => [.. Sheets.Values.SelectMany(s => s.Descendants(Of + name))];
}
