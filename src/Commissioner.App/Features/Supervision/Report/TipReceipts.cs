using System.Security.Cryptography;
using System.Text;

namespace Commissioner.App.Features.Report;

/// <summary>What a reporter goes on with: sixteen characters, 80 random bits, of which nothing is kept but a hash.</summary>
internal static class TipReceipts
{
    // Crockford's: read aloud and written by hand, none is taken for another.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;
    private const int Group = 4;

    /// <summary>Another one, in groups.</summary>
    public static string New() =>
        string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(Group).Select(group => new string(group)));

    /// <summary>What is kept of one, however it was typed; plain, since nobody guesses what it is of.</summary>
    public static string HashOf(string? typed)
    {
        var bare = string.Concat(
            (typed ?? "")
                .ToUpperInvariant()
                .Where(char.IsAsciiLetterOrDigit)
                .Take(Length + 1)
                .Select(c =>
                    c switch
                    {
                        'O' => '0',
                        'I' or 'L' => '1',
                        _ => c,
                    }
                )
        );
        return Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(bare)));
    }
}
