using System.Security.Cryptography;
using Commissioner.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Channels;

/// <summary>A token as a provider gave it; without one, what was wrong.</summary>
public sealed record TokenGiven(string? Token, TimeSpan GoodFor, Domain.Told.Handed? Fault);

/// <summary>
/// Providers' tokens for calling them, one for all nodes: a provider that gives a second one may void the first. One node fetches the next
/// before the present one ends; meanwhile the others use the present one.
/// </summary>
public sealed class AccessTokens(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock)
{
    // It is renewed so long before its end.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    // Fetching one takes no longer; a node that ended in the middle keeps nobody waiting for more.
    private static readonly TimeSpan Fetching = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private const int Looks = 50;

    private readonly IDataProtector _protector = protection.CreateProtector("AccessTokens");

    /// <summary>The token.</summary>
    /// <param name="name">Whose.</param>
    /// <param name="refused">One that the provider has just refused; null at first.</param>
    /// <param name="fetch">Asks the provider for the next one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TokenGiven> OfAsync(
        string name,
        string? refused,
        Func<CancellationToken, Task<TokenGiven>> fetch,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(fetch);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        for (var look = 0; look < Looks; look++)
        {
            var now = clock.GetUtcNow();
            var kept = await KeptAsync(db, name, cancellationToken);
            var token = Open(kept.Sealed);
            var isGood = token is not null && token != refused && kept.GoodUntil > now;
            if (isGood && kept.GoodUntil - Early > now)
            {
                return new(token, kept.GoodUntil - now, null);
            }

            if (await TakeAsync(db, kept, now, cancellationToken))
            {
                return await FetchAsync(db, name, fetch, cancellationToken);
            }

            if (isGood)
            {
                return new(token, kept.GoodUntil - now, null);
            }

            await Task.Delay(Look, cancellationToken);
        }

        return new(null, default, new(Domain.Told.GatewayAnswer.Later, Code: "token"));
    }

    private static async Task<AccessToken> KeptAsync(CommissionerDb db, string name, CancellationToken cancellationToken)
    {
        if (await db.AccessTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Name == name, cancellationToken) is { } kept)
        {
            return kept;
        }

        var fresh = new AccessToken { Name = name };
        db.AccessTokens.Add(fresh);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (db.IsConflict(exception))
        {
            // Another node made the row at the same instant.
        }

        db.ChangeTracker.Clear();
        return fresh;
    }

    // Of all who want to fetch the one after this, one may; whoever looked before that came takes what came.
    private static async Task<bool> TakeAsync(
        CommissionerDb db,
        AccessToken after,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        await db
            .AccessTokens.Where(t => t.Name == after.Name && t.Sealed == after.Sealed && (t.FetchedBy == null || t.FetchedBy < now))
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.FetchedBy, now + Fetching), cancellationToken) == 1;

    private async Task<TokenGiven> FetchAsync(
        CommissionerDb db,
        string name,
        Func<CancellationToken, Task<TokenGiven>> fetch,
        CancellationToken cancellationToken
    )
    {
        var given = await fetch(cancellationToken);
        var until = clock.GetUtcNow() + given.GoodFor;
        var kept = given.Token is { } token ? _protector.Protect(token) : null;
        await db
            .AccessTokens.Where(t => t.Name == name)
            .ExecuteUpdateAsync(
                t =>
                    t.SetProperty(x => x.FetchedBy, (DateTimeOffset?)null)
                        .SetProperty(x => x.Sealed, x => kept ?? x.Sealed)
                        .SetProperty(x => x.GoodUntil, x => kept == null ? x.GoodUntil : until),
                CancellationToken.None
            );
        return given;
    }

    private string? Open(string kept)
    {
        try
        {
            return kept.Length == 0 ? null : _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            // The installation's keys were changed: another token is fetched.
            return null;
        }
    }
}
