using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Commissioner.App.Tests.Harness;

/// <summary>A device that keeps one passkey, with its browser: it says what it is told to say, right or wrong.</summary>
public sealed class SoftAuthenticator : IDisposable
{
    /// <summary>The public address of the applications that are tested with it.</summary>
    public const string Site = "https://park.example";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string _handle = "";

    /// <summary>The credential's id.</summary>
    public byte[] Id { get; set; } = RandomNumberGenerator.GetBytes(24);

    /// <summary>Which page its browser is on.</summary>
    public string Origin { get; set; } = Site;

    /// <summary>For whom it signs; null for whoever asks.</summary>
    public string? For { get; set; }

    /// <summary>It sees its owner.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>How often it has signed; null for one that does not count.</summary>
    public uint? Count { get; set; } = 0;

    /// <summary>Whom it says it is of.</summary>
    public string Handle
    {
        get => _handle;
        set => _handle = value;
    }

    /// <summary>How its attestation is called.</summary>
    public string Format { get; set; } = "none";

    /// <summary>Makes the passkey that it is asked for.</summary>
    public JsonObject Make(JsonNode options)
    {
        _handle = (string)options["user"]!["id"]!;
        var point = _key.ExportParameters(false).Q;
        var cose = new CborWriter();
        cose.WriteStartMap(5);
        Write(1, 2);
        Write(3, -7);
        Write(-1, 1);
        cose.WriteInt32(-2);
        cose.WriteByteString(point.X!);
        cose.WriteInt32(-3);
        cose.WriteByteString(point.Y!);
        cose.WriteEndMap();
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)Id.Length);
        var said = new CborWriter();
        said.WriteStartMap(3);
        said.WriteTextString("fmt");
        said.WriteTextString(Format);
        said.WriteTextString("attStmt");
        said.WriteStartMap(Format == "none" ? 0 : 1);
        if (Format != "none")
        {
            said.WriteTextString("x5c");
            said.WriteStartArray(0);
            said.WriteEndArray();
        }

        said.WriteEndMap();
        said.WriteTextString("authData");
        said.WriteByteString([.. Said((string)options["rp"]!["id"]!, 64), .. new byte[16], .. length, .. Id, .. cose.Encode()]);
        said.WriteEndMap();
        return new()
        {
            ["id"] = Base64Url.EncodeToString(Id),
            ["rawId"] = Base64Url.EncodeToString(Id),
            ["type"] = "public-key",
            ["authenticatorAttachment"] = "platform",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(Client("webauthn.create", options)),
                ["attestationObject"] = Base64Url.EncodeToString(said.Encode()),
                ["transports"] = new JsonArray("internal", "示例"),
            },
        };

        void Write(int name, int value)
        {
            cose.WriteInt32(name);
            cose.WriteInt32(value);
        }
    }

    /// <summary>Signs what it is asked.</summary>
    public JsonObject Answer(JsonNode options)
    {
        Count++;
        var (client, said) = (Client("webauthn.get", options), Said((string)options["rpId"]!, 0));
        var signature = _key.SignData(
            [.. said, .. SHA256.HashData(client)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        return new()
        {
            ["id"] = Base64Url.EncodeToString(Id),
            ["rawId"] = Base64Url.EncodeToString(Id),
            ["type"] = "public-key",
            ["clientExtensionResults"] = new JsonObject { ["appid"] = true },
            ["response"] = new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(client),
                ["authenticatorData"] = Base64Url.EncodeToString(said),
                ["signature"] = Base64Url.EncodeToString(signature),
                ["userHandle"] = _handle,
            },
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private byte[] Client(string type, JsonNode options) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type,
                challenge = (string)options["challenge"]!,
                origin = Origin,
                crossOrigin = false,
            }
        );

    // Present, verified, and fit to be backed up.
    private byte[] Said(string who, byte more)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count ?? 0);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(For ?? who)), (byte)(1 | (Verifies ? 4 : 0) | 8 | 16 | more), .. count];
    }
}
