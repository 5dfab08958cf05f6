using System.Globalization;
using System.Text;

namespace Commissioner.App.Features.Audit;

/// <summary>A day's line: how far the chain went then.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Number">The last number.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditAnchor(DateOnly Day, long Number, string Hash);

/// <summary>
/// A line a day in a file beside the database, which says how far the chain went: whoever cuts its end off, or makes the whole of it anew, has to
/// change that file too, on every node that has one.
/// </summary>
public sealed class AuditAnchors(string directory)
{
    private readonly string _path = Path.Combine(directory, "anchors");

    /// <summary>The lines, the oldest first.</summary>
    public IReadOnlyList<AuditAnchor> Read() => File.Exists(_path) ? [.. File.ReadLines(_path).Select(Line).OfType<AuditAnchor>()] : [];

    /// <summary>Writes the day's line, unless it has one.</summary>
    /// <returns>It was written.</returns>
    public bool Write(AuditAnchor anchor)
    {
        ArgumentNullException.ThrowIfNull(anchor);
        if (Read() is [.., var last] && last.Day >= anchor.Day)
        {
            return false;
        }

        Directory.CreateDirectory(directory);
        try
        {
            // Nodes may share a directory: whoever has the file open writes the line, and the other finds it next time.
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
            file.Write(
                Encoding.ASCII.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"{anchor.Day:yyyy-MM-dd} {anchor.Number} {anchor.Hash}\n")
                )
            );
            file.Flush(flushToDisk: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // A line that was cut off by a crash is none; the next day's begins after it, and says more.
    private static AuditAnchor? Line(string text) =>
        text.Split(' ') is [var day, var number, { Length: 64 } hash]
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new(on, last, hash)
            : null;
}
