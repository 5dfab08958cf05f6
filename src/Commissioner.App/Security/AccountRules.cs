using System.Text.RegularExpressions;
using Commissioner.Domain;

namespace Commissioner.App.Security;

/// <summary>What is refused about accounts, and how one signs in.</summary>
public static partial class AccountRules
{
    public static readonly Rule PasswordTooShort = new(
        "PasswordTooShort",
        "A password has 12 characters or more, or 10 of three kinds among small letters, capitals, digits and others; 128 at the most."
    );

    /// <summary>Whoever guesses tries these first.</summary>
    public static readonly Rule PasswordTooCommon = new(
        "PasswordTooCommon",
        "This password is made of what is guessed first: a common word or row of keys, with digits."
    );

    public static readonly Rule PasswordIsName = new("PasswordIsName", "A password doesn't hold the account's own name.");

    public static readonly Rule PasswordUsedBefore = new("PasswordUsedBefore", "This is one of the account's last five passwords.");

    /// <summary>Of the old one, asked for before it is changed.</summary>
    public static readonly Rule PasswordWrong = new("PasswordWrong", "The password that counts until now is another.");

    public static readonly Rule PasswordMustBeChanged = new(
        "PasswordMustBeChanged",
        "Somebody else knows this account's password: it needs another before it may do anything.",
        RuleKind.Role
    );

    public static readonly Rule SecondFactorMustBeSetUp = new(
        "SecondFactorMustBeSetUp",
        "This role needs an authenticator or a passkey before it may do anything.",
        RuleKind.Role
    );

    /// <summary>A whole table leaves the house with who takes it: a stolen password alone must not be enough.</summary>
    public static readonly Rule ExportNeedsSecondFactor = new(
        "ExportNeedsSecondFactor",
        "Whoever takes a table along has an authenticator or a passkey.",
        RuleKind.Role
    );

    /// <summary>A code of an authenticator, or a recovery code.</summary>
    public static readonly Rule SecondFactorWrong = new("SecondFactorWrong", "This code is wrong, or was taken before.");

    public static readonly Rule SecondFactorNotBegun = new("SecondFactorNotBegun", "No authenticator was given a key to prove.");

    public static readonly Rule SignInAnew = new(
        "SignInAnew",
        "Whoever changes its passkeys signed in within the last ten minutes: sign in anew."
    );

    /// <summary>It was asked something else or long ago, is of another site, did not see its owner, or is somebody's already.</summary>
    public static readonly Rule PasskeyRefused = new(
        "PasskeyRefused",
        "This passkey was not taken: it answers another question, or did not see its owner. Begin anew."
    );

    public static readonly Rule PasskeyNameMissing = new("PasskeyNameMissing", "A passkey has a name of 1 to 64 characters.");

    public static readonly Rule TooManyPasskeys = new(
        "TooManyPasskeys",
        "This account has ten passkeys already: remove one first.",
        RuleKind.Conflict
    );

    public static readonly Rule LastPasskey = new(
        "LastPasskey",
        "This role can't be without: have another passkey or an authenticator before the last is removed.",
        RuleKind.Conflict
    );

    public static readonly Rule NoPasskeysHere = new(
        "NoPasskeysHere",
        "Browsers make passkeys for a public address by TLS alone, and this installation has none.",
        RuleKind.Conflict
    );

    public static readonly Rule NotOnesOwnAccount = new("NotOnesOwnAccount", "Of one's own account another decides this.", RuleKind.Role);

    /// <summary>Whoever knows one account's password need not hold the number that others have, too.</summary>
    public static readonly Rule ChangedByCodeOnly = new(
        "ChangedByCodeOnly",
        "Whoever signed in by a code changes to another enterprise of its number.",
        RuleKind.Role
    );

    public static readonly Rule UserNameUnfit = new(
        "UserNameUnfit",
        "A user name has 3 to 64 small letters, digits, dots, hyphens or underscores, and begins with a letter."
    );

    public static readonly Rule UserNameTaken = new("UserNameTaken", "This user name is somebody's.", RuleKind.Conflict);

    public static readonly Rule KeyMayNotDoThis = new(
        "KeyMayNotDoThis",
        "No key does this: whoever signs in does it itself.",
        RuleKind.Role
    );

    public static readonly Rule KeyOnlyReads = new("KeyOnlyReads", "This key only reads.", RuleKind.Role);

    public static readonly Rule KeyNameMissing = new("KeyNameMissing", "A key has a name of 1 to 64 characters.");

    public static readonly Rule KeyScopeMissing = new("KeyScopeMissing", "A key says whether it reads only, or writes too.");

    public static readonly Rule KeyDaysOutOfRange = new("KeyDaysOutOfRange", "A key is good for 1 to 365 days.");

    public static readonly Rule TooManyKeys = new(
        "TooManyKeys",
        "This account has twenty keys already: revoke one first.",
        RuleKind.Conflict
    );

    /// <summary>Whoever gave another's account a key could do what that other does, and nobody would ask for its authenticator.</summary>
    public static readonly Rule NoKeyForThisAccount = new(
        "NoKeyForThisAccount",
        "Keys are made for accounts of systems: not of administrators, supervision or appraisal, and not where somebody has an authenticator.",
        RuleKind.Conflict
    );

    /// <summary>Whether a user name may be so.</summary>
    public static bool IsUserName(string userName) => UserName().IsMatch(userName);

    [GeneratedRegex(@"\A[a-z][a-z0-9._-]{2,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserName();
}
