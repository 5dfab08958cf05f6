using System.IO.Compression;
using System.Xml;
using Commissioner.Domain;

namespace Commissioner.App.Features.Imports;

/// <summary>
/// A part of a workbook, read forward only. Nothing is built of it: one node is held at a time, and how deep it may lie, how large it may be
/// and how much may be unpacked of the whole file is counted while it is read, whatever the file says of itself.
/// </summary>
internal sealed class XlsxPart : IDisposable
{
    // A cell with a phonetic run lies 8 deep, a drawing's anchor 11.
    private const int Deepest = 32;

    // The longest cell that a spreadsheet takes, each character written as a number.
    private const int LargestNode = 512 * 1024;

    private readonly Counted bytes;
    private readonly XmlReader reader;
    private readonly string[] names = new string[Deepest + 1];

    internal XlsxPart(ZipArchiveEntry entry, Unpacked unpacked)
    {
        bytes = new(entry.Open(), unpacked);
        reader = XmlReader.Create(
            bytes,
            new XmlReaderSettings
            {
                CloseInput = true,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                NameTable = new FewNames(),
                XmlResolver = null,
            }
        );
    }

    /// <summary>What was unpacked of a file so far; shared by its parts.</summary>
    internal sealed class Unpacked
    {
        internal long Bytes { get; set; }
    }

    internal string this[string attribute] => reader.GetAttribute(attribute) ?? "";

    internal string Text => reader.Value;

    internal bool IsEmpty => reader.IsEmptyElement;

    /// <summary>Goes on to the next node.</summary>
    /// <exception cref="RuleBroken">A bound is exceeded.</exception>
    internal bool Read()
    {
        bytes.SinceNode = 0;
        if (!reader.Read())
        {
            return false;
        }

        if (reader.Depth > Deepest)
        {
            throw new RuleBroken(ImportRules.TableUnreadable);
        }

        if (reader.NodeType == XmlNodeType.Element)
        {
            names[reader.Depth] = reader.LocalName;
        }

        return true;
    }

    internal bool Starts(string name) => reader.NodeType == XmlNodeType.Element && reader.LocalName == name;

    /// <summary>Also true of an element without content, which has no end of its own.</summary>
    internal bool Ends(string name) =>
        reader.LocalName == name && (reader.NodeType == XmlNodeType.EndElement || reader.NodeType == XmlNodeType.Element && IsEmpty);

    /// <summary>Whether the node is text of an element of this name.</summary>
    internal bool IsTextOf(string name) =>
        reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace
        && IsIn(name);

    /// <summary>Whether the node's parent has this name.</summary>
    internal bool IsIn(string name) => reader.Depth > 0 && names[reader.Depth - 1] == name;

    /// <summary>Whether any element around the node has this name.</summary>
    internal bool IsWithin(string name) => names.AsSpan(0, reader.Depth).Contains(name);

    /// <summary>The attribute by which a sheet names its part: its namespace differs between the two kinds of the format.</summary>
    internal string Relation
    {
        get
        {
            var id = "";
            for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
            {
                id = reader is { LocalName: "id", Prefix.Length: > 0 } ? reader.Value : id;
            }

            reader.MoveToElement();
            return id;
        }
    }

    public void Dispose() => reader.Dispose();

    // A reader keeps every name it meets: a document of nothing but new names would be kept as a whole.
    private sealed class FewNames : NameTable
    {
        private const int MostCharacters = 64 * 1024;

        private int characters;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(len, base.Add(key, start, len));

        public override string Add(string key) => Get(key) ?? Counted(key.Length, base.Add(key));

        private string Counted(int length, string name) => (characters += length) <= MostCharacters ? name : throw TableFile.TooLarge();
    }

    private sealed class Counted(Stream packed, Unpacked unpacked) : Stream
    {
        internal int SinceNode { get; set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = packed.Read(buffer, offset, count);
            SinceNode += read;
            unpacked.Bytes += read;
            return SinceNode <= LargestNode && unpacked.Bytes <= TableFile.LargestUnpackedMegabytes * 1024L * 1024
                ? read
                : throw TableFile.TooLarge();
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            packed.Dispose();
            base.Dispose(disposing);
        }
    }
}
