namespace Commissioner.App.Features.Logins.Passkeys;

// The messages of the Web Authentication standard, as its PublicKeyCredential reads and writes them: of these no name is ours.

/// <summary>What a browser is asked that finds a passkey: <c>PublicKeyCredential.parseRequestOptionsFromJSON</c> reads it.</summary>
/// <param name="Challenge">What is to be signed.</param>
/// <param name="Timeout">How long it may take, in milliseconds.</param>
/// <param name="RpId">For whom.</param>
/// <param name="AllowCredentials">None: the browser finds them by itself, and nobody learns who has which.</param>
/// <param name="UserVerification">Its owner is seen by finger, face or number.</param>
public sealed record PasskeyRequestOptions(
    string Challenge,
    int Timeout,
    string RpId,
    IReadOnlyList<PasskeyDescriptor> AllowCredentials,
    string UserVerification
);

/// <summary>What a browser is asked that makes a passkey: <c>PublicKeyCredential.parseCreationOptionsFromJSON</c> reads it.</summary>
/// <param name="Rp">For whom.</param>
/// <param name="User">Whose.</param>
/// <param name="Challenge">What is to be answered.</param>
/// <param name="PubKeyCredParams">By which algorithms, the dearest first.</param>
/// <param name="Timeout">How long it may take, in milliseconds.</param>
/// <param name="ExcludeCredentials">Those that one has: a device that keeps one of them makes no other.</param>
/// <param name="AuthenticatorSelection">It is found without a name, and sees its owner.</param>
/// <param name="Attestation">None: which make a device is of need not be proved.</param>
public sealed record PasskeyCreationOptions(
    PasskeyParty Rp,
    PasskeyUser User,
    string Challenge,
    IReadOnlyList<PasskeyParameter> PubKeyCredParams,
    int Timeout,
    IReadOnlyList<PasskeyDescriptor> ExcludeCredentials,
    PasskeySelection AuthenticatorSelection,
    string Attestation
);

/// <summary>For whom a passkey is.</summary>
public sealed record PasskeyParty(string Id, string Name);

/// <summary>Whose a passkey is, and as what its device shows it.</summary>
public sealed record PasskeyUser(string Id, string Name, string DisplayName);

/// <summary>An algorithm, by its number in COSE.</summary>
public sealed record PasskeyParameter(string Type, int Alg);

/// <summary>A passkey, and how it is reached.</summary>
public sealed record PasskeyDescriptor(string Type, string Id, IReadOnlyList<string> Transports);

/// <summary>What is demanded of the device.</summary>
public sealed record PasskeySelection(string ResidentKey, bool RequireResidentKey, string UserVerification);

/// <summary>What a browser brings that found a passkey, as its <c>toJSON()</c> writes it; what else stands there is not looked at.</summary>
public sealed record PasskeyAnswer(string? Id, string? Type, PasskeySigned? Response);

/// <summary>What was signed, by which passkey of whom.</summary>
public sealed record PasskeySigned(string? ClientDataJSON, string? AuthenticatorData, string? Signature, string? UserHandle);

/// <summary>What a browser brings that made a passkey, as its <c>toJSON()</c> writes it; what else stands there is not looked at.</summary>
public sealed record PasskeyMaking(string? Id, string? Type, PasskeyMade? Response);

/// <summary>The new passkey.</summary>
public sealed record PasskeyMade(string? ClientDataJSON, string? AttestationObject, IReadOnlyList<string>? Transports);
