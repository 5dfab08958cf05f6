using System.Buffers.Binary;
using System.Text;

namespace Commissioner.App.Features.Attachments.Kinds;

/// <summary>Sound, video and photos by how they begin.</summary>
internal static class Recorded
{
    private static readonly string[] StillBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "mif2"];

    /// <summary>What is in the boxes of ISO/IEC 14496-12, by the brands that the first one names.</summary>
    internal static IReadOnlyList<FileKind> InBoxes(ReadOnlySpan<byte> head)
    {
        var length = (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(head), 8, (uint)Math.Min(head.Length, 512));
        var brands = new List<string>();
        for (var at = 8; at + 4 <= length; at += at == 8 ? 8 : 4)
        {
            brands.Add(Encoding.Latin1.GetString(head.Slice(at, 4)));
        }

        return brands switch
        {
            _ when brands.Exists(b => b is "avif" or "avis") => [FileKind.Avif],
            _ when brands.Exists(StillBrands.Contains) => [FileKind.Heic],
            ["M4A " or "M4B " or "M4P ", ..] => [FileKind.M4a],
            ["qt  ", ..] => [FileKind.Mov],
            [['3', 'g', ..], ..] => [FileKind.ThreeGp, FileKind.Mp4],
            // A recorder of sound may name the brand of video: its ending is believed.
            [_, ..] => [FileKind.Mp4, FileKind.M4a, FileKind.Mov, FileKind.ThreeGp],
            _ => [],
        };
    }

    /// <summary>A sound; null for anything else.</summary>
    internal static FileKind? Of(ReadOnlySpan<byte> head) =>
        head switch
        {
            _ when head.StartsWith("#!AMR\n"u8) || head.StartsWith("#!AMR-WB\n"u8) => FileKind.Amr,
            _ when head.StartsWith("ID3"u8) => FileKind.Mp3,
            [0x1A, 0x45, 0xDF, 0xA3, ..] => IsSoundOfWebM(head) ? FileKind.Weba : null,
            // The first page of a stream (RFC 3533) names what is in it.
            _ when head.StartsWith("OggS"u8) => head[..Math.Min(head.Length, 64)].IndexOf("OpusHead"u8) >= 0
            || head[..Math.Min(head.Length, 64)].IndexOf("\u0001vorbis"u8) >= 0
                ? FileKind.Ogg
                : null,
            [0xFF, 0xF0 or 0xF1 or 0xF8 or 0xF9, ..] => FileKind.Aac,
            _ when FrameOfMp3(head) is { } next && (next >= head.Length || FrameOfMp3(head[next..]) is not null) => FileKind.Mp3,
            _ => null,
        };

    // Matroska (RFC 9559): the codecs of the tracks are named before the first cluster of what they hold.
    private static bool IsSoundOfWebM(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> cluster = [0x1F, 0x43, 0xB6, 0x75];
        var tracks = head[..(head.IndexOf(cluster) is var at and >= 0 ? at : Math.Min(head.Length, 4096))];
        return tracks.IndexOf("webm"u8) >= 0
            && tracks.IndexOf("V_"u8) < 0
            && (tracks.IndexOf("A_OPUS"u8) >= 0 || tracks.IndexOf("A_VORBIS"u8) >= 0);
    }

    // The length of a frame of ISO/IEC 11172-3, layer III; null where none begins here.
    private static int? FrameOfMp3(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4 || head[0] != 0xFF || (head[1] & 0xE6) != 0xE2)
        {
            return null;
        }

        // 3 is MPEG-1, 2 is MPEG-2, 0 is MPEG-2.5; 1 is none.
        var (version, rate, samples) = ((head[1] >> 3) & 3, head[2] >> 4, (head[2] >> 2) & 3);
        if (version == 1 || rate is 0 or 15 || samples == 3)
        {
            return null;
        }

        ReadOnlySpan<int> first = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
        ReadOnlySpan<int> second = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
        ReadOnlySpan<int> hertz = [44_100, 48_000, 32_000];
        var kilobits = version == 3 ? first[rate] : second[rate];
        var frequency =
            hertz[samples]
            / version switch
            {
                3 => 1,
                2 => 2,
                _ => 4,
            };
        return (version == 3 ? 144 : 72) * 1000 * kilobits / frequency + ((head[2] >> 1) & 1);
    }
}
