using Commissioner.Domain;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>Whom somebody else vouches for, its word checked.</summary>
/// <param name="Way">How it was asked.</param>
/// <param name="Issuer">Who vouches.</param>
/// <param name="Subject">What it calls the person; another's subject of the same name is somebody else.</param>
public sealed record ExternalIdentity(ExternalWay Way, string Issuer, string Subject)
{
    /// <summary>It has asked the person for a second factor, by a value that the settings name.</summary>
    public bool IsStrong { get; init; }

    /// <summary>How a newcomer's account is to be named; null where it does not say.</summary>
    public string? UserName { get; init; }

    /// <summary>The person's name; null where it does not say.</summary>
    public string? Name { get; init; }

    /// <summary>What the table of roles reads.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The code of its department; null where it does not say.</summary>
    public string? Department { get; init; }
}

/// <summary>What is refused about sign-ins elsewhere.</summary>
public static class ExternalLoginRules
{
    /// <summary>
    /// Forged, brought again, too late, of another issuer or for somebody else: which, the log says, and nobody who tries.
    /// </summary>
    public static readonly Rule ExternalLoginRefused = new(
        "ExternalLoginRefused",
        "What came back from the sign-in elsewhere is not taken: begin again.",
        RuleKind.Conflict
    );

    public static readonly Rule ExternalLoginAway = new(
        "ExternalLoginAway",
        "The sign-in elsewhere does not answer at the moment.",
        RuleKind.Conflict
    );

    /// <summary>The same whether nobody was ever bound, somebody has unbound itself, or has left.</summary>
    public static readonly Rule ExternalLoginUnbound = new(
        "ExternalLoginUnbound",
        "No account here is bound to it: sign in as before and bind it at your logins.",
        RuleKind.Conflict
    );

    public static readonly Rule ExternalLoginRests = new(
        "ExternalLoginRests",
        "This account lets nobody in at the moment.",
        RuleKind.Conflict
    );

    public static readonly Rule ExternalLoginTaken = new(
        "ExternalLoginTaken",
        "It is bound to another account: end it there first.",
        RuleKind.Conflict
    );

    public static readonly Rule ExternalLoginBefore = new(
        "ExternalLoginBefore",
        "Another one is bound to this account: end that first.",
        RuleKind.Conflict
    );

    public static readonly Rule ExternalLoginLast = new(
        "ExternalLoginLast",
        "This is the only way into the account: it is given a password first.",
        RuleKind.Conflict
    );

    public static readonly Rule NoRoleByProvider = new(
        "NoRoleByProvider",
        "The provider of identities gives this person no role here.",
        RuleKind.Conflict
    );
}
