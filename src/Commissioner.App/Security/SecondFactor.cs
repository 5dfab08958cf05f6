using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Security;

/// <summary>
/// What is asked after the password: an authenticator's code, or a recovery code in its place; of whoever has a passkey that, or a recovery code. Each is taken once. Keys are kept encrypted,
/// recovery codes as keyed hashes.
/// </summary>
public sealed class SecondFactor(
    CommissionerDb db,
    Guesses guesses,
    IDataProtectionProvider protection,
    Seals seals,
    Settings settings,
    DatabaseClock clock
)
{
    /// <summary>How many recovery codes somebody gets.</summary>
    public const int RecoveryCodes = 10;

    // A telephone's clock may be off by half a minute.
    private static readonly long[] Around = [0, -1, 1];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>For so long the code is good that stands in for a lost authenticator.</summary>
    public static readonly TimeSpan ForOnce = TimeSpan.FromHours(72);

    // No letter or digit that is taken for another when it is copied by hand.
    private const string Readable = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private const int Letters = 10;

    private readonly IDataProtector _keys = protection.CreateProtector("second-factor");
    private readonly IDataProtector _tickets = protection.CreateProtector("second-factor-ticket");

    /// <summary>Whether this person can't be without.</summary>
    public static bool IsDemanded(Settings settings, Person person, Role? lent = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(person);
        return settings.SecondFactor == Asked.Required
            && (person.Roles.Any(FactorReset.Bound.Contains) || (lent is { } role && FactorReset.Bound.Contains(role)));
    }

    /// <summary>Whether more than the password is asked of this account: it has an authenticator that was not reset, or a passkey.</summary>
    public async Task<bool> IsAskedAsync(Account account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account is { TotpKey: not null, MustSetUpSecondFactor: false }
            || await db.Passkeys.AnyAsync(p => p.AccountId == account.Id, cancellationToken);
    }

    /// <summary>Shows an authenticator a new key; what it had before counts until it has proved that it has this one.</summary>
    /// <returns>The key, to be typed, and the address by which an authenticator takes it.</returns>
    public SecondFactorKey Begin(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var key = RandomNumberGenerator.GetBytes(20);
        account.TotpNextKey = Convert.ToBase64String(_keys.Protect(key));
        account.ConcurrencyStamp = RandomNumberGenerator.GetHexString(32);
        var issuer = Uri.EscapeDataString(settings.Signature.Length > 0 ? settings.Signature : "Commissioner");
        var said = Totp.Base32(key);
        return new(said, $"otpauth://totp/{issuer}:{Uri.EscapeDataString(account.UserName!)}?secret={said}&issuer={issuer}");
    }

    /// <summary>An authenticator proves that it has the new key, which counts from then on.</summary>
    /// <returns>The recovery codes, in the place of any before, told this once; null where the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(Account account, string? code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (Find(account.TotpNextKey!, code) is not [var step, ..])
        {
            await guesses.WrongAsync(account.Id, cancellationToken);
            return null;
        }

        (account.TotpKey, account.TotpNextKey, account.TotpStep) = (account.TotpNextKey, null, step);
        account.ConcurrencyStamp = RandomNumberGenerator.GetHexString(32);
        account.MustSetUpSecondFactor = false;
        return await RenewRecoveryAsync(account, cancellationToken);
    }

    /// <summary>Other recovery codes in the place of those that the account has.</summary>
    /// <returns>They themselves, told this once.</returns>
    public async Task<IReadOnlyList<string>> RenewRecoveryAsync(Account account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(Readable, Letters)).ToList();
        await RecoverAsync(account, codes, null, cancellationToken);
        return [.. codes.Select(Grouped)];
    }

    /// <summary>
    /// What this account had counts no longer, and in the place of its password's second there is a code for once, told this one time. So the
    /// password alone lets nobody in meanwhile, and whoever comes in by the code can only set another authenticator up.
    /// </summary>
    /// <param name="account">Whose.</param>
    /// <param name="half">The first half, where it was told somebody else; then only the second is answered.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string> ResetAsync(Account account, string? half, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        // Whoever lost its telephone lost the passkeys on it, too.
        db.Passkeys.RemoveRange(await db.Passkeys.Where(p => p.AccountId == account.Id).ToListAsync(cancellationToken));
        // A key that no authenticator was ever shown: the sign-in still asks, and nothing but the code for once answers.
        account.TotpKey = Convert.ToBase64String(_keys.Protect(RandomNumberGenerator.GetBytes(20)));
        (account.TotpNextKey, account.MustSetUpSecondFactor) = (null, true);
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        account.SecurityStamp = account.ConcurrencyStamp = RandomNumberGenerator.GetHexString(32);
        var first = half is null ? "" : Encoding.ASCII.GetString(_keys.Unprotect(Convert.FromBase64String(half)));
        var rest = RandomNumberGenerator.GetString(Readable, Letters - first.Length);
        await RecoverAsync(account, [first + rest], clock.GetUtcNow() + ForOnce, cancellationToken);
        return half is null ? Grouped(rest) : rest;
    }

    /// <summary>The first half of a code for once.</summary>
    /// <returns>What is told this one time, and the same as it is kept, encrypted.</returns>
    public (string Told, string Kept) Halve()
    {
        var half = RandomNumberGenerator.GetString(Readable, Letters / 2);
        return (half, Convert.ToBase64String(_keys.Protect(Encoding.ASCII.GetBytes(half))));
    }

    /// <summary>Takes a code of the authenticator, or a recovery code, and counts the sign-in as right; what is wrong is counted, too.</summary>
    /// <returns>False where it is wrong or was taken before, or the account rests.</returns>
    public async Task<bool> TakeAsync(Account account, string? typed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var isRight = false;
        // Whoever has a passkey and no authenticator has recovery codes alone to type.
        foreach (var step in account.TotpKey is { } kept ? Find(kept, typed) : [])
        {
            isRight = isRight || await guesses.RightAsync(account, cancellationToken, step);
        }

        if (!isRight && !(isRight = await TakeRecoveryAsync(account, typed, cancellationToken)))
        {
            await guesses.WrongAsync(account.Id, cancellationToken);
        }

        return isRight;
    }

    /// <summary>That this account's password was right, for the one who brings it back with a code.</summary>
    public string Ticket(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var until = (clock.GetUtcNow() + Patience).ToUnixTimeSeconds();
        return _tickets.Protect(string.Create(CultureInfo.InvariantCulture, $"{account.Id:N} {until} {account.SecurityStamp}"));
    }

    /// <summary>Whose password was right; null where the ticket is not ours or too old, or the password has changed.</summary>
    public async Task<Account?> OfAsync(string? ticket, CancellationToken cancellationToken)
    {
        try
        {
            if (
                _tickets.Unprotect(ticket ?? "").Split(' ') is [var id, var until, var stamp]
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds()
            )
            {
                var key = Guid.ParseExact(id, "N");
                return await db
                    .Accounts.AsNoTracking()
                    .SingleOrDefaultAsync(
                        a => a.Id == key && a.SecurityStamp == stamp && (a.TotpKey != null || db.Passkeys.Any(p => p.AccountId == a.Id)),
                        cancellationToken
                    );
            }
        }
        catch (CryptographicException)
        {
            // Somebody else's words.
        }

        return null;
    }

    // Recovery codes in the place of any before.
    private async Task RecoverAsync(
        Account account,
        IEnumerable<string> codes,
        DateTimeOffset? goodUntil,
        CancellationToken cancellationToken
    )
    {
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == account.Id).ToListAsync(cancellationToken));
        foreach (var one in codes)
        {
            var hash = await HashAsync(account, one, cancellationToken);
            db.RecoveryCodes.Add(
                new()
                {
                    AccountId = account.Id,
                    Hash = hash,
                    GoodUntil = goodUntil,
                }
            );
        }
    }

    private static string Grouped(string code) => $"{code[..(Letters / 2)]}-{code[(Letters / 2)..]}";

    private async Task<bool> TakeRecoveryAsync(Account account, string? typed, CancellationToken cancellationToken)
    {
        var code = string.Concat((typed ?? "").ToUpperInvariant().Where(Readable.Contains));
        if (code.Length != Letters)
        {
            return false;
        }

        var hash = await HashAsync(account, code, cancellationToken);
        var now = clock.GetUtcNow();
        // Together: of an account that rests none is used up.
        await using var transaction = await db.BeginAsync(cancellationToken);
        var isRight =
            await db
                .RecoveryCodes.Where(c => c.AccountId == account.Id && c.Hash == hash && (c.GoodUntil == null || c.GoodUntil > now))
                .ExecuteDeleteAsync(cancellationToken) == 1
            && await guesses.RightAsync(account, cancellationToken);
        if (isRight)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return isRight;
    }

    private List<long> Find(string kept, string? typed)
    {
        var code = string.Concat((typed ?? "").Where(char.IsAsciiDigit));
        var key = _keys.Unprotect(Convert.FromBase64String(kept));
        var now = Totp.StepAt(clock.GetUtcNow());
        return [.. Around.Select(a => now + a).Where(s => Totp.Is(key, s, code))];
    }

    private async Task<string> HashAsync(Account account, string code, CancellationToken cancellationToken) =>
        Convert.ToHexString(
            HMACSHA256.HashData(
                await seals.KeyAsync(Seals.SignIn, cancellationToken),
                Encoding.UTF8.GetBytes($"recovery:{account.Id}:{code}")
            )
        );
}

/// <summary>What an authenticator is given.</summary>
/// <param name="Key">To be typed.</param>
/// <param name="Address">To be opened on the telephone, <c>otpauth:</c>.</param>
public sealed record SecondFactorKey(string Key, string Address);

/// <summary>Whether roles that decide over others need a second factor.</summary>
public enum Asked
{
    Required,
    Optional,
}
