using System.Text;
using System.Text.Unicode;
using Commissioner.Domain;
using CsvHelper;

namespace Commissioner.App.Features.Imports;

/// <summary>The rows of a CSV as offices in China save it: in UTF-8, UTF-16 or GB18030, split by commas, semicolons or tabs.</summary>
internal static class CsvRows
{
    internal static IEnumerable<TableLine> Read(byte[] bytes)
    {
        var text = Decode(bytes);
        if (text.Contains('\0'))
        {
            throw new RuleBroken(ImportRules.TableUnreadable);
        }

        using var source = new StringReader(text);
        using var reader = CsvReader.Create(
            source,
            new CsvReaderOptions
            {
                Separator = Delimiter(text),
                HasHeader = false,
                SkipEmptyLines = false, // they count as rows
                MalformedData = CsvMalformedDataHandling.Throw, // an unclosed quote would swallow the rows behind it
            }
        );
        while (Next(reader))
        {
            if (reader.FieldCount > TableFile.WidestSheet)
            {
                throw TableFile.TooLarge();
            }

            var row = new TableLine(
                (int)reader.RowNumber,
                [.. Enumerable.Range(0, reader.FieldCount).Select(i => TableFile.Clean(reader.GetString(i)))]
            );
            if (row.Width > 0)
            {
                yield return row;
            }
        }
    }

    private static bool Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException broken)
        {
            throw new RuleBroken(ImportRules.TableRowUnreadable, (int)broken.RecordNumber);
        }
    }

    private static string Decode(byte[] bytes)
    {
        // The code pages' provider is asked directly. Registering it would change decoding in the whole process.
        var encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ when Utf8.IsValid(bytes) => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            _ => CodePagesEncodingProvider.Instance.GetEncoding(
                "GB18030",
                EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback
            )!,
        };
        try
        {
            return encoding.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new RuleBroken(ImportRules.TableUnreadable);
        }
    }

    // The first line that is split decides, the header or a title as wide: whichever stands in it most often outside quotes.
    private static char Delimiter(string text)
    {
        var counts = new Dictionary<char, int>
        {
            [','] = 0,
            [';'] = 0,
            ['\t'] = 0,
        };
        var quoted = false;
        foreach (var character in text.AsSpan().TrimStart("\r\n"))
        {
            quoted ^= character == '"';
            if (!quoted && character is '\r' or '\n' && counts.Values.Any(count => count > 0))
            {
                break;
            }

            if (!quoted && counts.TryGetValue(character, out var count))
            {
                counts[character] = count + 1;
            }
        }

        return counts.MaxBy(count => count.Value).Key;
    }
}
