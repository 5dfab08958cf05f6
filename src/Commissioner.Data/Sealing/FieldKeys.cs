using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commissioner.Data.Sealing;

/// <summary>
/// The keys by which names and numbers of people are encrypted in the database. They are kept in a file, outside of it: a copy of the
/// database alone tells neither. The last key of the file encrypts, all of them decrypt.
/// </summary>
/// <remarks>
/// AES-256-GCM with the first 12 bytes of HMAC-SHA256 of the text as the nonce: one text always becomes the same, so that it is found by what
/// it is equal to, and two texts never share a nonce. Whoever reads the database alone sees which rows hold the same text, as by any blind
/// index, and nothing else.
/// </remarks>
public sealed class FieldKeys
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int MarkSize = 5;

    private readonly Dictionary<string, Key> _keys;
    private readonly Key _current;

    private FieldKeys(IReadOnlyList<(string Id, byte[] Material)> keys)
    {
        _keys = keys.ToDictionary(k => k.Id, k => new Key(k.Id, k.Material));
        _current = _keys[keys[^1].Id];
        Current = $"{_current.Id} {_current.Print}";
    }

    /// <summary>Which key encrypts: a name, and what it is known by without telling it.</summary>
    public string Current { get; }

    /// <summary>Keys that nobody keeps, for what stores nothing.</summary>
    public static FieldKeys Unkept() => new([("k0", RandomNumberGenerator.GetBytes(KeySize))]);

    /// <summary>Reads the keys of a file, and makes it with a first key where there is none.</summary>
    /// <exception cref="FormatException">The file is no such file.</exception>
    /// <exception cref="IOException">It can't be read or made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read or made.</exception>
    public static FieldKeys ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            Make(path, [("k1", RandomNumberGenerator.GetBytes(KeySize))], overwrite: false);
        }

        return new(Read(path));
    }

    /// <summary>Adds a key to the file; from now on it encrypts.</summary>
    public static FieldKeys Add(string path)
    {
        var kept = Read(path);
        var next = kept.Max(k => int.Parse(k.Id.AsSpan(1), CultureInfo.InvariantCulture)) + 1;
        Make(path, [.. kept, ($"k{next}", RandomNumberGenerator.GetBytes(KeySize))], overwrite: true);
        return ReadOrMake(path);
    }

    /// <summary>A text as it is stored: <c>k1:</c> and Base64. Nothing stays nothing.</summary>
    public string Seal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return text;
        }

        var plain = Encoding.UTF8.GetBytes(text);
        var stored = new byte[NonceSize + TagSize + plain.Length];
        var nonce = stored.AsSpan(0, NonceSize);
        HMACSHA256.HashData(_current.Nonces, plain).AsSpan(0, NonceSize).CopyTo(nonce);
        using var aes = new AesGcm(_current.Texts, TagSize);
        aes.Encrypt(nonce, plain, stored.AsSpan(NonceSize + TagSize), stored.AsSpan(NonceSize, TagSize));
        return $"{_current.Id}:{Convert.ToBase64String(stored)}";
    }

    /// <summary>What was stored as a text again. What was written past the application, unencrypted, is what it is.</summary>
    /// <exception cref="CryptographicException">It was changed in the database, or its key is not among these.</exception>
    public string Open(string stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (IdOf(stored) is not { } id)
        {
            return stored;
        }

        if (!_keys.TryGetValue(id, out var key))
        {
            throw new CryptographicException($"The key {id} is not in the file of keys.");
        }

        var end = stored.IndexOf(' ', StringComparison.Ordinal);
        var bytes = Convert.FromBase64String(stored[(id.Length + 1)..(end < 0 ? stored.Length : end)]);
        var plain = new byte[bytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key.Texts, TagSize);
        aes.Decrypt(bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize + TagSize), bytes.AsSpan(NonceSize, TagSize), plain);
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>What digits are found by: ten hexadecimal digits that tell them only to who has the key.</summary>
    public string Mark(string digits) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_current.Marks, Encoding.UTF8.GetBytes(digits)).AsSpan(0, MarkSize));

    /// <summary>Whether this is how the current key stores something, or nothing.</summary>
    public bool IsCurrent(string stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.Length == 0 || IdOf(stored) == _current.Id;
    }

    private static string? IdOf(string stored)
    {
        var end = stored.IndexOf(':', StringComparison.Ordinal);
        return end is > 1 and < 8 && stored[0] == 'k' && stored.AsSpan(1, end - 1).IndexOfAnyExceptInRange('0', '9') < 0
            ? stored[..end]
            : null;
    }

    private static List<(string Id, byte[] Material)> Read(string path)
    {
        var keys = File.ReadAllLines(path)
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l =>
                l.Split(' ') is [var id, var material]
                && IdOf(id + ":") is not null
                && Convert.FromBase64String(material) is { Length: KeySize } bytes
                    ? (id, bytes)
                    : throw new FormatException("A line is no key: k1 and 32 bytes as Base64.")
            )
            .ToList();
        return keys.Count > 0 ? keys : throw new FormatException("It holds no key.");
    }

    // Whole or not at all, and for its owner alone.
    private static void Make(string path, IReadOnlyList<(string Id, byte[] Material)> keys, bool overwrite)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var beside = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // On the disk before anything is encrypted by it: a key that the power took would take the data with it.
        using (var bytes = new FileStream(beside, options))
        using (var file = new StreamWriter(bytes))
        {
            file.WriteLine(
                "# Keys of the personal data in the database. Every node needs this file, and so does whoever restores a backup."
            );
            foreach (var (id, material) in keys)
            {
                file.WriteLine($"{id} {Convert.ToBase64String(material)}");
            }

            file.Flush();
            bytes.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(beside, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            // Another node that shares the directory made it at the same instant: its keys are used.
            File.Delete(beside);
        }
    }

    private sealed record Key(string Id, byte[] Material)
    {
        public byte[] Texts { get; } = Derived(Material, "texts");
        public byte[] Nonces { get; } = Derived(Material, "nonces");
        public byte[] Marks { get; } = Derived(Material, "marks");
        public string Print { get; } = Convert.ToHexStringLower(Derived(Material, "print").AsSpan(0, 8));

        private static byte[] Derived(byte[] material, string use) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, material, KeySize, info: Encoding.UTF8.GetBytes($"commissioner {use}"));
    }
}
