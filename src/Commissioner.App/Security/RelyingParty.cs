using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Commissioner.App.Features.Logins.Passkeys;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain.People;
using Fido2NetLib;
using Fido2NetLib.Objects;

namespace Commissioner.App.Security;

/// <summary>
/// For whom passkeys are made: this installation, by the host of its public address. What a device says is checked here, by the library and the
/// standard, and nothing is remembered.
/// </summary>
public sealed class RelyingParty
{
    /// <summary>How long a device may take; what it was asked is good for as long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string PublicKey = "public-key";
    private const string Required = "required";
    private const int LongestText = 20_000;

    // What telephones, computers and security keys have: elliptic curves, and RSA for older Windows.
    private static readonly PubKeyCredParam[] Algorithms = [PubKeyCredParam.ES256, PubKeyCredParam.Ed25519, PubKeyCredParam.RS256];

    private readonly string _host = "";
    private readonly string _name;
    private readonly Fido2? _fido;

    public RelyingParty(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _name = settings.Signature.Length > 0 ? settings.Signature : "Commissioner";
        if (OriginOf(settings.PublicAddress) is not { } origin)
        {
            return;
        }

        _host = origin.Host;
        _fido = new(
            new()
            {
                RPID = _host,
                RPName = _name,
                Origins = new HashSet<string> { origin.GetLeftPart(UriPartial.Authority) },
            }
        );
    }

    /// <summary>Browsers make passkeys for this installation: it has a public address, of a name and by TLS.</summary>
    public bool IsThere => _fido is not null;

    /// <summary>Where pages come from, as a browser says it; null where no browser makes passkeys for this address.</summary>
    /// <param name="address">The public address.</param>
    public static Uri? OriginOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var its)
        && its.HostNameType == UriHostNameType.Dns
        && (its.Scheme == Uri.UriSchemeHttps || (its.Scheme == Uri.UriSchemeHttp && its.IsLoopback))
            ? its
            : null;

    /// <summary>In Development the application listens at an address of this machine, of which browsers make passkeys by its name alone.</summary>
    public static string Named(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var its)
        && IPAddress.TryParse(its.Host.Trim('[', ']'), out var ip)
        && IPAddress.IsLoopback(ip)
            ? new UriBuilder(its) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority)
            : address;

    /// <summary>What a browser is asked that finds a passkey by itself.</summary>
    public PasskeyRequestOptions Ask(byte[] challenge) =>
        new(Base64Url.EncodeToString(challenge), (int)Patience.TotalMilliseconds, _host, [], Required);

    /// <summary>What a browser is asked that makes one.</summary>
    public PasskeyCreationOptions AskForNew(
        byte[] challenge,
        byte[] handle,
        string name,
        string displayName,
        IEnumerable<Passkey> others
    ) =>
        new(
            new(_host, _name),
            new(Base64Url.EncodeToString(handle), name, displayName),
            Base64Url.EncodeToString(challenge),
            [.. Algorithms.Select(a => new PasskeyParameter(PublicKey, (int)a.Alg))],
            (int)Patience.TotalMilliseconds,
            [
                .. others.Select(p => new PasskeyDescriptor(
                    PublicKey,
                    Base64Url.EncodeToString(p.CredentialId),
                    p.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                )),
            ],
            new(Required, true, Required),
            "none"
        );

    /// <summary>The id of what a browser brought; null where it is none.</summary>
    public static byte[]? IdOf(string? id)
    {
        if (id is not { Length: > 0 and <= 2 * Passkey.LongestId } || !Base64Url.IsValid(id))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(id);
        return bytes.Length is > 0 and <= Passkey.LongestId ? bytes : null;
    }

    /// <summary>A passkey that was made for this challenge; null where it was not, or nobody was verified.</summary>
    public Task<RegisteredPublicKeyCredential?> MadeAsync(byte[] challenge, byte[] handle, PasskeyMaking? said) =>
        TryAsync(
            said?.Response is { } its && Fits(said.Id, said.Type, its.ClientDataJSON, its.AttestationObject) ? said : null,
            async made =>
            {
                var response = new AuthenticatorAttestationRawResponse
                {
                    Id = made.Id!,
                    RawId = Base64Url.DecodeFromChars(made.Id),
                    Type = PublicKeyCredentialType.PublicKey,
                    Response = new()
                    {
                        AttestationObject = Base64Url.DecodeFromChars(made.Response!.AttestationObject),
                        ClientDataJson = Base64Url.DecodeFromChars(made.Response.ClientDataJSON),
                        Transports = [],
                    },
                    ClientExtensionResults = new(),
                };
                // We ask for no attestation. One with certificates would have us build chains, and fetch what those name.
                var attested = AuthenticatorAttestationResponse.Parse(response).AttestationObject;
                if (attested.Fmt != "none" && (attested.Fmt != "packed" || attested.AttStmt["x5c"] is not null))
                {
                    return null;
                }

                var key = await _fido!.MakeNewCredentialAsync(
                    new()
                    {
                        AttestationResponse = response,
                        OriginalOptions = new()
                        {
                            Challenge = challenge,
                            Rp = new(_host, _name),
                            User = new Fido2User
                            {
                                Id = handle,
                                Name = "",
                                DisplayName = "",
                            },
                            PubKeyCredParams = Algorithms,
                            AuthenticatorSelection = new()
                            {
                                ResidentKey = ResidentKeyRequirement.Required,
                                UserVerification = UserVerificationRequirement.Required,
                            },
                        },
                        // Whether somebody has it already is asked by who stores it.
                        IsCredentialIdUniqueToUserCallback = (_, _) => Task.FromResult(true),
                    }
                );
                return key.Id.AsSpan().SequenceEqual(response.RawId) && key.PublicKey.Length <= 4000 ? key : null;
            }
        );

    /// <summary>What a passkey signed, where it was this challenge, for this installation, with its owner verified; null where not.</summary>
    public Task<VerifyAssertionResult?> AnsweredAsync(byte[] challenge, PasskeyAnswer? said, Passkey passkey, byte[] handle) =>
        TryAsync(
            said?.Response is { } its && Fits(said.Id, said.Type, its.ClientDataJSON, its.AuthenticatorData, its.Signature, its.UserHandle)
                ? said
                : null,
            async answer =>
                await _fido!.MakeAssertionAsync(
                    new()
                    {
                        AssertionResponse = new()
                        {
                            Id = answer.Id!,
                            RawId = Base64Url.DecodeFromChars(answer.Id),
                            Type = PublicKeyCredentialType.PublicKey,
                            Response = new()
                            {
                                AuthenticatorData = Base64Url.DecodeFromChars(answer.Response!.AuthenticatorData),
                                Signature = Base64Url.DecodeFromChars(answer.Response.Signature),
                                ClientDataJson = Base64Url.DecodeFromChars(answer.Response.ClientDataJSON),
                                UserHandle = Base64Url.DecodeFromChars(answer.Response.UserHandle),
                            },
                            // No extension was asked for, and none changes for whom it is signed.
                            ClientExtensionResults = new(),
                        },
                        OriginalOptions = new()
                        {
                            Challenge = challenge,
                            RpId = _host,
                            UserVerification = UserVerificationRequirement.Required,
                        },
                        StoredPublicKey = passkey.PublicKey,
                        // The counter is compared by who stores it, since one that goes back is told apart from what is wrong.
                        StoredSignatureCounter = 0,
                        IsUserHandleOwnerOfCredentialIdCallback = (owner, _) =>
                            Task.FromResult(owner.UserHandle.AsSpan().SequenceEqual(handle)),
                    }
                )
        );

    private static bool Fits(string? id, string? type, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text is not { Length: > 0 and <= LongestText })
            {
                return false;
            }
        }

        return IdOf(id) is not null && type == PublicKey;
    }

    // Whatever a browser sends is read here: what the library can't read it throws in many ways.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Nothing but what was sent is looked at.")]
    private async Task<TResult?> TryAsync<T, TResult>(T? said, Func<T, Task<TResult?>> look)
        where T : class
        where TResult : class
    {
        if (said is null || _fido is null)
        {
            return null;
        }

        try
        {
            return await look(said);
        }
        catch (Exception)
        {
            return null;
        }
    }
}
