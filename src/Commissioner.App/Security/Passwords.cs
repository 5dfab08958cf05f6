using System.Security.Cryptography;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Security;

/// <summary>What a password must be, and which one an account has.</summary>
public sealed class Passwords(CommissionerDb db, IPasswordHasher<Account> hasher, DatabaseClock clock)
{
    /// <summary>So many of an account's passwords, with that which it has, are not taken again.</summary>
    public const int Remembered = 5;

    private const int Usual = 12;
    private const int OfThreeKinds = 10;
    private const int Most = 128;

    // No letter or digit that is taken for another when it is read out or copied by hand.
    private const string Readable = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static readonly Account Nobody = new();

    // Nobody's password, hashed as often as everybody's: comparing with it takes as long. Made once; a second making does no harm.
    private static string? _nobodys;

    /// <summary>
    /// Whether this is the account's password. One hash is computed for everybody, where there is no such account too: by the time that it
    /// takes nobody learns which names there are.
    /// </summary>
    public bool IsRight(Account? account, string? password)
    {
        var isRight =
            hasher.VerifyHashedPassword(
                account ?? Nobody,
                account?.PasswordHash ?? (_nobodys ??= hasher.HashPassword(Nobody, "nobody")),
                password ?? ""
            ) != PasswordVerificationResult.Failed;
        return isRight && account?.PasswordHash is not null;
    }

    /// <summary>Gives an account a password that its owner chose.</summary>
    /// <exception cref="RuleBroken">It is too short, too common, the account's name, or was had before.</exception>
    public async Task ChooseAsync(Account account, string? password, string field, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        password ??= "";
        Demand(IsLong(password), AccountRules.PasswordTooShort);
        var name = account.UserName ?? "";
        Demand(name.Length < 3 || !password.Contains(name, StringComparison.OrdinalIgnoreCase), AccountRules.PasswordIsName);
        Demand(!CommonPasswords.Hold(password), AccountRules.PasswordTooCommon);
        var earlier = await db
            .EarlierPasswords.AsNoTracking()
            .Where(p => p.AccountId == account.Id)
            .OrderByDescending(p => p.At)
            .Take(Remembered - 1)
            .Select(p => p.Hash)
            .ToListAsync(cancellationToken);
        Demand(
            earlier
                .Prepend(account.PasswordHash)
                .OfType<string>()
                .All(h => hasher.VerifyHashedPassword(account, h, password) == PasswordVerificationResult.Failed),
            AccountRules.PasswordUsedBefore
        );
        Set(account, password);
        account.MustChangePassword = false;

        void Demand(bool holds, Rule rule)
        {
            if (!holds)
            {
                throw new RuleBroken(rule) { Field = field };
            }
        }
    }

    /// <summary>Gives an account a password for once: with it, its owner can only choose another.</summary>
    public string Give(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var once = RandomNumberGenerator.GetString(Readable, 16);
        Set(account, once);
        account.MustChangePassword = true;
        // Who had guessed it to rest has guessed another password.
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        return once;
    }

    private void Set(Account account, string password)
    {
        var now = clock.GetUtcNow();
        if (account.PasswordHash is { } before)
        {
            db.EarlierPasswords.Add(
                new()
                {
                    Id = Id<EarlierPassword>.New(now),
                    AccountId = account.Id,
                    Hash = before,
                    At = now,
                }
            );
        }

        account.PasswordHash = hasher.HashPassword(account, password);
        // Of two who change it at once one wins.
        account.SecurityStamp = account.ConcurrencyStamp = RandomNumberGenerator.GetHexString(32);
    }

    private static bool IsLong(string password)
    {
        var kinds =
            (password.Any(char.IsLower) ? 1 : 0)
            + (password.Any(char.IsUpper) ? 1 : 0)
            + (password.Any(char.IsDigit) ? 1 : 0)
            + (password.Any(c => !char.IsLower(c) && !char.IsUpper(c) && !char.IsDigit(c)) ? 1 : 0);
        return password.Characters() is var length && length <= Most && length >= (kinds >= 3 ? OfThreeKinds : Usual);
    }
}
