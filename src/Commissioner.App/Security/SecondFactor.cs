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
/// What is asked after the password: an authenticator's code, or a recovery code in its place. Each is taken once. Keys are kept encrypted,
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

    /// <summary>Whoever has one of these roles decides over others, or over the machine.</summary>
    public static readonly IReadOnlyList<Role> Bound =
    [
        Role.Supervisor,
        Role.Appraiser,
        Role.SystemAdmin,
        Role.SecurityAdmin,
        Role.Auditor,
    ];

    // No letter or digit that is taken for another when it is copied by hand.
    private const string Readable = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private readonly IDataProtector _keys = protection.CreateProtector("second-factor");
    private readonly IDataProtector _tickets = protection.CreateProtector("second-factor-ticket");

    /// <summary>Whether this person can't be without.</summary>
    public static bool IsDemanded(Settings settings, Person person)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(person);
        return settings.SecondFactor == Asked.Required && person.Roles.Any(Bound.Contains);
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
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(Readable, 10)).ToList();
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == account.Id).ToListAsync(cancellationToken));
        foreach (var one in codes)
        {
            db.RecoveryCodes.Add(new() { AccountId = account.Id, Hash = await HashAsync(account, one, cancellationToken) });
        }

        return [.. codes.Select(c => $"{c[..5]}-{c[5..]}")];
    }

    /// <summary>Takes a code of the authenticator, or a recovery code, and counts the sign-in as right; what is wrong is counted, too.</summary>
    /// <returns>False where it is wrong or was taken before, or the account rests.</returns>
    public async Task<bool> TakeAsync(Account account, string? typed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var isRight = false;
        foreach (var step in Find(account.TotpKey!, typed))
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
                    .SingleOrDefaultAsync(a => a.Id == key && a.SecurityStamp == stamp && a.TotpKey != null, cancellationToken);
            }
        }
        catch (CryptographicException)
        {
            // Somebody else's words.
        }

        return null;
    }

    private async Task<bool> TakeRecoveryAsync(Account account, string? typed, CancellationToken cancellationToken)
    {
        var code = string.Concat((typed ?? "").ToUpperInvariant().Where(Readable.Contains));
        if (code.Length != 10)
        {
            return false;
        }

        var hash = await HashAsync(account, code, cancellationToken);
        // Together: of an account that rests none is used up.
        await using var transaction = await db.BeginAsync(cancellationToken);
        var isRight =
            await db.RecoveryCodes.Where(c => c.AccountId == account.Id && c.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1
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
