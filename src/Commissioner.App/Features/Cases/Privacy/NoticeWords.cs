using System.Security.Cryptography;
using System.Text;
using Commissioner.App.Hosting;

namespace Commissioner.App.Features.Privacy;

/// <summary>A part of the notice.</summary>
/// <param name="Head">What it is about.</param>
/// <param name="Text">What it says.</param>
public sealed record NoticePart(string Head, string Text);

/// <summary>The notice's words in the reader's language.</summary>
public static class NoticeWords
{
    // By the law's order: who, what for and how, what of it and how long, which rights, whom to turn to.
    private static readonly string[] Parts =
    [
        "who",
        "contact",
        "request",
        "services",
        "banks",
        "files",
        "calls",
        "ratings",
        "visits",
        "shared",
        "kept",
        "rights",
        "refuse",
        "changes",
    ];

    public static IReadOnlyList<NoticePart> Read(Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return [.. Parts.Select(p => new NoticePart(texts[$"privacy.{p}"], texts[$"privacy.{p}.is"]))];
    }

    /// <summary>By which it is proved later which words were accepted: SHA-256 of all of them, hexadecimal.</summary>
    public static string Hash(Texts texts) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Read(texts).SelectMany(p => (string[])[p.Head, p.Text]))))
        );
}
