using System.Globalization;
using System.Text;
using QRCoder;

namespace Commissioner.App.Features.Q;

/// <summary>An address as a code that phones read, to be drawn: squares on a field of so many, with the light edge that readers need.</summary>
/// <param name="Address">What it says.</param>
/// <param name="Size">How many squares a side has.</param>
/// <param name="Path">The dark ones, as a path of SVG.</param>
public sealed record CodePicture(string Address, int Size, string Path)
{
    /// <summary>Draws an address. A seventh of it may be dirty or scratched.</summary>
    public static CodePicture Of(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        var rows = code.ModuleMatrix;
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new(address, rows.Count, path.ToString());
    }
}
