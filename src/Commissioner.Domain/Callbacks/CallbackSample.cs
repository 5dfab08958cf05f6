using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Commissioner.Domain.Callbacks;

/// <summary>
/// Which closures are called back at random: drawn by a secret key from the case's own key, so that nobody can tell beforehand and
/// supervision can draw the same ones again.
/// </summary>
public static class CallbackSample
{
    /// <summary>So many of a hundred closures are called back (docs/trade.md, Call-backs).</summary>
    public const int Percent = 30;

    /// <summary>Whether this closure is drawn; the same key, case and cycle always give the same answer.</summary>
    /// <param name="key">The secret key.</param>
    /// <param name="case">The case.</param>
    /// <param name="cycle">Its cycle.</param>
    /// <param name="percent">Out of a hundred so many.</param>
    public static bool Draws(ReadOnlySpan<byte> key, Id<Cases.Case> @case, int cycle, int percent = Percent)
    {
        Span<byte> drawn = stackalloc byte[20];
        @case.Value.TryWriteBytes(drawn, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(drawn[16..], cycle);
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, drawn, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) % 10_000 < percent * 100;
    }
}
