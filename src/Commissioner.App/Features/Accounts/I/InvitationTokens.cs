using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Commissioner.App.Features.I;

/// <summary>What an invitation's link bears: 256 random bits, of which nothing is kept but a hash.</summary>
internal static class InvitationTokens
{
    private const int Length = 43;

    /// <summary>Another one.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of one; plain, since nobody guesses what it is of.</summary>
    public static string HashOf(string? token) =>
        Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token is { Length: Length } its ? its : "")));
}
