using Commissioner.App.Jobs;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Security;

/// <summary>
/// Counts wrong passwords and codes of an account, and lets it rest after five. What is typed is compared first and counted then, each by one
/// statement on the account's row: so whatever arrives at once, on however many nodes, counts as if one had come after the other, and what is
/// right after five wrong ones is refused.
/// </summary>
public sealed class Guesses(CommissionerDb db, DatabaseClock clock)
{
    public const int Most = 5;

    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(30);

    /// <summary>One that was wrong; of an account that there is not, the same is asked of the database.</summary>
    public Task WrongAsync(Guid account, CancellationToken cancellationToken)
    {
        DateTimeOffset? until = clock.GetUtcNow() + Rest;
        return Awake(account)
            .ExecuteUpdateAsync(
                a =>
                    a.SetProperty(x => x.LockoutEnd, x => x.AccessFailedCount + 1 >= Most ? until : null)
                        .SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount + 1 >= Most ? 0 : x.AccessFailedCount + 1),
                cancellationToken
            );
    }

    /// <summary>One that was right, and all that was to be asked: counting begins anew.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="step">The half minute of an authenticator's code: taken once, and none before it afterwards.</param>
    /// <param name="alone">It was the password, and no passkey was asked for: none must have been made meanwhile.</param>
    /// <returns>False where the account rests, or has changed since it was read.</returns>
    public async Task<bool> RightAsync(Account account, CancellationToken cancellationToken, long? step = null, bool alone = false)
    {
        ArgumentNullException.ThrowIfNull(account);
        return await Awake(account.Id)
                .Where(a => a.SecurityStamp == account.SecurityStamp && a.TotpKey == account.TotpKey)
                .Where(a => step == null || a.TotpStep < step)
                .Where(a => !alone || !db.Passkeys.Any(p => p.AccountId == a.Id))
                .ExecuteUpdateAsync(
                    a =>
                        a.SetProperty(x => x.AccessFailedCount, 0)
                            .SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null)
                            .SetProperty(x => x.TotpStep, x => step ?? x.TotpStep),
                    cancellationToken
                ) == 1;
    }

    /// <summary>A password that was right while more is to be asked: counted in the row's order, and what was wrong before stays counted.</summary>
    /// <returns>False where the account rests, or has changed since it was read.</returns>
    public async Task<bool> StandsAsync(Account account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        return await Awake(account.Id)
                .Where(a => a.SecurityStamp == account.SecurityStamp)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount), cancellationToken) == 1;
    }

    private IQueryable<Account> Awake(Guid account)
    {
        var now = clock.GetUtcNow();
        return db.Accounts.Where(a => a.Id == account && (a.LockoutEnd == null || a.LockoutEnd <= now));
    }
}
