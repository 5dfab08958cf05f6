using System.Buffers.Text;
using System.Security.Cryptography;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins.Passkeys;

/// <summary>
/// What passkeys are asked, and who may keep them. A challenge is a row until it is answered, so that it is taken once on however many nodes; whoever
/// was asked holds a ticket of it that nobody else can make.
/// </summary>
public sealed class PasskeyBook(
    CommissionerDb db,
    CurrentActor who,
    SecondFactor second,
    Passwords passwords,
    Guesses guesses,
    IDataProtectionProvider protection,
    DatabaseClock clock
)
{
    /// <summary>How many passkeys an account has at the most.</summary>
    public const int Most = 10;

    /// <summary>For so long after showing who one is nothing is asked again.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>What a ticket is for that nobody in particular was given.</summary>
    public const string SigningIn = "sign-in";

    private const int Bytes = 32;

    private readonly IDataProtector _tickets = protection.CreateProtector("passkey-ticket");

    /// <summary>What a ticket is for by which whoever acts makes a passkey, in the session that it is in.</summary>
    public string Making => $"make:{who.Actor.Id}:{who.Session}";

    /// <summary>A new challenge, and the ticket of who was asked; it counts once it is saved.</summary>
    public (byte[] Challenge, string Ticket) Ask(string what)
    {
        var challenge = RandomNumberGenerator.GetBytes(Bytes);
        db.PasskeyChallenges.Add(new() { Hash = HashOf(challenge), GoodUntil = clock.GetUtcNow() + RelyingParty.Patience });
        return (challenge, _tickets.Protect($"{what} {Base64Url.EncodeToString(challenge)}"));
    }

    /// <summary>Takes what was asked by this ticket, whatever is answered: of however many who bring it one does.</summary>
    /// <returns>The challenge; null where the ticket is not ours or for something else, too old, or was brought before.</returns>
    public async Task<byte[]?> TakeAsync(string what, string? ticket, CancellationToken cancellationToken)
    {
        try
        {
            if (_tickets.Unprotect(ticket ?? "").Split(' ') is [var its, var said] && its == what)
            {
                var challenge = Base64Url.DecodeFromChars(said);
                var (hash, now) = (HashOf(challenge), clock.GetUtcNow());
                return await db.PasskeyChallenges.Where(c => c.Hash == hash && c.GoodUntil > now).ExecuteDeleteAsync(cancellationToken) == 1
                    ? challenge
                    : null;
            }
        }
        catch (CryptographicException)
        {
            // Somebody else's words.
        }

        return null;
    }

    /// <summary>What whoever acts must bring before its passkeys change.</summary>
    public async Task<PasskeyProof> ProofOfAsync(Account account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var (session, since) = (who.Session, clock.GetUtcNow() - Fresh);
        return await db.Sessions.AnyAsync(s => s.Id == session && s.ProvenAt > since, cancellationToken) ? PasskeyProof.None
            // Whoever has no password was never told recovery codes, and whoever has used them all has none to bring.
            : account is { TotpKey: not null, MustSetUpSecondFactor: false }
            || await db.RecoveryCodes.AnyAsync(c => c.AccountId == account.Id, cancellationToken)
                ? PasskeyProof.Code
            : account.PasswordHash is not null && !await second.IsAskedAsync(account, cancellationToken) ? PasskeyProof.Password
            : PasskeyProof.SignIn;
    }

    /// <summary>Demands that whoever acts is who it says: a desk that was left open is not enough.</summary>
    /// <exception cref="RuleBroken">It brought nothing, or something wrong, which counts as a wrong password.</exception>
    public async Task DemandProofAsync(Account account, string? code, string? password, CancellationToken cancellationToken)
    {
        switch (await ProofOfAsync(account, cancellationToken))
        {
            case PasskeyProof.Code when !await second.TakeAsync(account, code, cancellationToken):
                throw new RuleBroken(AccountRules.SecondFactorWrong) { Field = "code" };
            case PasskeyProof.Password when !passwords.IsRight(account, password):
                await guesses.WrongAsync(account.Id, cancellationToken);
                throw new RuleBroken(AccountRules.PasswordWrong) { Field = "password" };
            case PasskeyProof.SignIn:
                throw new RuleBroken(AccountRules.SignInAnew);
        }
    }

    private static string HashOf(byte[] challenge) => Convert.ToHexString(SHA256.HashData(challenge));
}

/// <summary>What somebody brings before its passkeys change.</summary>
public enum PasskeyProof
{
    /// <summary>Nothing: it signed in within the last ten minutes.</summary>
    None,

    /// <summary>A code of its authenticator, or a recovery code.</summary>
    Code,

    /// <summary>Its password, where nothing else is asked of it.</summary>
    Password,

    /// <summary>It has neither: it signs in anew.</summary>
    SignIn,
}
