using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Commissioner.App.Features.Attachments.Kinds;

/// <summary>What begins as text: pages and other markup, mail, and plain text.</summary>
internal static partial class MarkedText
{
    private static readonly string[] MailHeads = ["From", "To", "Subject", "Date", "Received", "Message-ID", "Return-Path", "MIME-Version"];

    /// <summary>The markup that a browser or an office program would run; null for everything else.</summary>
    internal static NotTaken? Of(ReadOnlySpan<byte> head)
    {
        var text = Read(head);
        var start = text.AsSpan().TrimStart(" \t\r\n\f\0\uFEFF");
        if (ArchivedPage().IsMatch(text))
        {
            return NotTaken.WebPage;
        }

        if (start is not ['<', ..])
        {
            return null;
        }

        return Page().IsMatch(start) ? NotTaken.WebPage
            : Drawing().IsMatch(text) ? NotTaken.Svg
            : start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
                ? text.Contains("<html", StringComparison.OrdinalIgnoreCase) ? NotTaken.WebPage
                    : NotTaken.Xml
            : Element().IsMatch(start) ? NotTaken.WebPage
            : null;
    }

    /// <summary>Whether it begins with the head of a message, RFC 5322: a sender or a way, and two of the usual fields.</summary>
    internal static bool IsMail(ReadOnlySpan<byte> head)
    {
        var fields = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Encoding.Latin1.GetString(head).TrimStart('\r', '\n').EnumerateLines())
        {
            if (line.Length == 0)
            {
                break;
            }

            // A field goes on in lines that are moved in, and some programs put an envelope's line before the first one.
            if (line[0] is ' ' or '\t' || fields.Count == 0 && line.StartsWith("From "))
            {
                continue;
            }

            if (Field().Match(line.ToString()) is not { Success: true } field)
            {
                break;
            }

            fields.Add(field.Groups[1].Value);
        }

        return MailHeads.Count(fields.Contains) >= 2
            && (fields.Contains("From") || fields.Contains("Received") || fields.Contains("Return-Path"));
    }

    /// <summary>Whether it is text and nothing else, in an encoding of offices in China.</summary>
    internal static bool IsText(ReadOnlySpan<byte> head) =>
        Read(head) is { Length: > 0 } text && !text.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\f'));

    // In a long text the last character may be cut off, so what can't be decoded is replaced and does not count as a control.
    private static string Read(ReadOnlySpan<byte> head)
    {
        var encoding = head switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ when Utf8.IsValid(head) || Utf8.IsValid(head[..Math.Max(0, head.Length - 3)]) => Encoding.UTF8,
            _ => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!,
        };
        return encoding.GetString(head).TrimStart('\uFEFF');
    }

    // A page with its pictures in one file, as browsers and Office save it under .mht, .doc or .xls.
    [GeneratedRegex(
        @"\A(?:[^\n]*\n){0,12}?(?:From: <?Saved by |Snapshot-Content-Location:|X-Document-Type:)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex ArchivedPage();

    [GeneratedRegex(@"<(?:\w{1,20}:)?svg[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Drawing();

    [GeneratedRegex(
        @"\A<(?:!doctype|html|head|body|script|style|meta|table|div|iframe|title|a|p|br|h1|font|img|center)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Page();

    // Browsers run what stands behind a comment, too.
    [GeneratedRegex(@"\A<(?:!--|[A-Za-z][A-Za-z0-9:-]*[\s>/])", RegexOptions.CultureInvariant)]
    private static partial Regex Element();

    [GeneratedRegex(@"\A([A-Za-z][A-Za-z0-9-]{0,60}):", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
