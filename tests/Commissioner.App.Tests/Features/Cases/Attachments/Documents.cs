using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ImageMagick;

namespace Commissioner.App.Tests.Features.Attachments;

/// <summary>Files of every kind that people send, as small as they can be.</summary>
internal static class Documents
{
    internal const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    internal const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    internal const string Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";

    /// <summary>A photo of 320 by 200 points as a phone writes it, with HEVC inside.</summary>
    internal static byte[] Heic { get; } =
        Convert.FromBase64String(
            "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAT9tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAA"
                + "AAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAFjAAEAAAAAAAABQgAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAv2lwcnAA"
                + "AAChaXBjbwAAAHVodmNDAQNwAAAAAAAAAAAAPPAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAPLoCQCEAAQAoQgEBA3AAAAMAkA"
                + "AAAwAAAwA8oAoIDJZbqSSmubAgAAADACAAAAMAISIAAQAHRAHBcrBiQAAAABRpc3BlAAAAAAAAAUAAAADIAAAAEHBpeGkAAAAAAwgICAAAABZp"
                + "cG1hAAAAAAAAAAEAAQOBAoMAAAFKbWRhdAAAAT4oAa8TIIvi4vh5BwE4rngTv/8LFR//wLGeHflLlUo2K6ifFTyrqm9cYbHTQjzaem7dOqtE2G"
                + "qr1pUwUzdZ4x9jWf6txi0bE1y3xudNbhbsTVaNS2nKrqj6NMwiWqQeptUy7e9fBhh5qv8KAHZwl9/A+ogPxm80XYezctKqiBasoRYrGO3sRzjL"
                + "DTtMC6abo88m1ZLLEmIDqZAPKUXihu+3PoXncPZe0ioZwjqPqDmrl3CzaemBTvI9ogCYInjZEdzygKFQAd4ICNDsrEV7rxWdZueelBOPVriGQ+"
                + "qjMTwQw4FRoLx10/3174ox/d8+wAEDQEGA0hZwYyWRIOWQ8Fh+MYw8bBZsxDiiyMwl13K3Kbw2hvgU0cRBNJcNligAOAABFeIAge5ANK0BKO6z"
                + "l4FsVYVnAgEXABSQF6CrF/A="
        );

    internal static byte[] Pdf => "%PDF-1.7\n%%EOF"u8.ToArray();

    internal static byte[] Ofd => Zip(("OFD.xml", "<ofd:OFD/>"), ("Doc_0/Document.xml", ""));

    internal static byte[] Word => Zip(Types(Docx), ("word/document.xml", ""));

    internal static byte[] Mail =>
        Encoding.UTF8.GetBytes(
            "Received: from example.test\r\n by example.test\r\nFrom: a@example.test\r\nSubject: =?utf-8?B?5Zue5aSN?=\r\n\r\n正文"
        );

    internal static byte[] Mp3 => [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0, 0xFF, 0xFB, 0x90, 0x64];

    internal static byte[] Amr => [.. "#!AMR\n"u8, 0x3C, 0x91];

    internal static byte[] Wav => [.. "RIFF"u8, 4, 0, 0, 0, .. "WAVE"u8];

    /// <summary>The first workbook's records: the beginning, then the one that says that the rest is encrypted.</summary>
    internal static byte[] EncryptedBook => [0x09, 0x08, 4, 0, 0, 6, 5, 0, 0x2F, 0, 2, 0, 1, 0];

    internal static byte[] PlainBook => [0x09, 0x08, 4, 0, 0, 6, 5, 0, 0xE1, 0, 2, 0, 1, 0];

    /// <summary>A picture of a red and a blue half, in a format that the library writes.</summary>
    internal static byte[] Picture(MagickFormat format, uint width = 64, uint height = 48, Action<MagickImage>? more = null)
    {
        using var picture = new MagickImage(MagickColors.Blue, width, height);
        using var red = new MagickImage(MagickColors.Red, width / 2, height);
        picture.Composite(red, 0, 0, CompositeOperator.Over);
        more?.Invoke(picture);
        return picture.ToByteArray(format);
    }

    /// <summary>A box of ISO/IEC 14496-12.</summary>
    internal static byte[] Box(string type, params byte[] payload) =>
        [.. Pictures.Big((uint)payload.Length + 8, 4), .. Encoding.Latin1.GetBytes(type), .. payload];

    /// <summary>A recording with these brands and boxes.</summary>
    internal static byte[] Recording(string brand, params byte[][] boxes) =>
        [.. Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), 0, 0, 2, 0, .. Encoding.ASCII.GetBytes(brand)]), .. boxes.SelectMany(b => b)];

    internal static (string, string) Types(params string[] types) =>
        (
            "[Content_Types].xml",
            $"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>{string.Concat(types.Select(t => $"<Override PartName='/p' ContentType='{t}'/>"))}</Types>"
        );

    internal static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Changes each entry of a zip's list, and what stands before each part, as a field at this place.</summary>
    internal static byte[] ZipWith(byte[] zip, int inList, int inPart, uint value, int size)
    {
        byte[] changed = [.. zip];
        for (var at = 0; at + 4 <= changed.Length; at++)
        {
            var place =
                changed.AsSpan(at).StartsWith("PK\x1\x2"u8) ? inList
                : changed.AsSpan(at).StartsWith("PK\x3\x4"u8) ? inPart
                : -1;
            if (place >= 0)
            {
                Pictures.Little(value)[..size].CopyTo(changed, at + place);
            }
        }

        return changed;
    }

    // The header, one sector of the table, then the directory; the names stand in its last sector.
    internal static byte[] Ole(int directorySectors, params string[] streams)
    {
        var tables = (directorySectors + 127 + 4) / 128;
        var file = new byte[512 * (1 + tables + directorySectors)];
        Convert.FromHexString("D0CF11E0A1B11AE1").CopyTo(file, 0);
        file[30] = 9;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(48), tables);
        for (var i = 0; i < tables; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(76 + i * 4), i);
        }

        for (var i = 0; i < directorySectors; i++)
        {
            var sector = tables + i;
            BinaryPrimitives.WriteUInt32LittleEndian(
                file.AsSpan(512 + sector * 4),
                i == directorySectors - 1 ? 0xFFFFFFFE : (uint)sector + 1
            );
        }

        for (var i = 0; i < streams.Length; i++)
        {
            Name(file.AsSpan(512 * (tables + directorySectors) + i * 128, 128), streams[i]);
        }

        return file;
    }

    internal static void Name(Span<byte> entry, string name)
    {
        var length = Encoding.Unicode.GetBytes(name, entry);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)(length + 2));
        entry[66] = 2;
    }

    /// <summary>The same with what the streams begin with.</summary>
    internal static byte[] OleOf(params (string Name, byte[] Head)[] streams)
    {
        byte[] file = [.. Ole(1, [.. streams.Select(s => s.Name)]), .. new byte[streams.Length * 512]];
        for (var i = 0; i < streams.Length; i++)
        {
            var entry = file.AsSpan(512 * 2 + i * 128, 128);
            BinaryPrimitives.WriteInt32LittleEndian(entry[116..], 2 + i);
            BinaryPrimitives.WriteInt32LittleEndian(entry[120..], 4096);
            streams[i].Head.CopyTo(file, 512 * (3 + i));
        }

        return file;
    }
}
