using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Commissioner.App.Security;

/// <summary>
/// Keys of programs, as the database has them: one query finds a key, its person and whether the account rests, and each node remembers the answer
/// for a few seconds, as it does of sessions. What is not found is not remembered, so that guessing fills no memory.
/// </summary>
public sealed class KeyBook(CommissionerDb db, IMemoryCache known, DatabaseClock clock)
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "ck_";

    /// <summary>How many keys an account has at the most.</summary>
    public const int Most = 20;

    private const string Scheme = Sessions.Bearer + " ";
    private const int Bytes = 32;
    private const int Length = 46;
    private const int Shown = 8;

    // How often it is noted that a key is used: one statement a minute and key.
    private static readonly TimeSpan Seen = TimeSpan.FromMinutes(1);

    /// <summary>The key that a request bears; null where it bears none.</summary>
    public static string? TextIn(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers.Authorization is [{ } said] && said.StartsWith(Scheme + Prefix, StringComparison.Ordinal)
            ? said[Scheme.Length..].TrimEnd()
            : null;
    }

    /// <summary>Makes a key; it counts once it is saved.</summary>
    /// <returns>The key, and its text, which is kept nowhere.</returns>
    /// <exception cref="RuleBroken"><see cref="AccountRules.TooManyKeys"/>.</exception>
    public async Task<KeyMade> MakeAsync(Id<Person> person, Id<Person> by, IKeyAsked asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var now = clock.GetUtcNow();
        if (await db.ApiKeys.CountAsync(k => k.PersonId == person && k.RevokedAt == null && k.EndsAt > now, cancellationToken) >= Most)
        {
            throw new RuleBroken(AccountRules.TooManyKeys);
        }

        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        var key = new ApiKey
        {
            Id = Id<ApiKey>.New(now),
            PersonId = person,
            Name = asked.Name!,
            Scope = asked.Scope!.Value,
            Hash = HashOf(text),
            Start = text[..Shown],
            MadeAt = now,
            MadeById = by,
            EndsAt = now.AddDays(asked.Days!.Value),
        };
        db.ApiKeys.Add(key);
        return new(key.Id, text, key.Name, key.Scope, key.EndsAt);
    }

    /// <summary>Who comes with this key now; null where it is unknown, revoked or has ended, or the account rests.</summary>
    public async Task<KeyHolder?> OfAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != Length || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return null;
        }

        var hash = HashOf(text);
        if (!known.TryGetValue((nameof(KeyBook), hash), out KeyHolder? holder))
        {
            holder = await ReadAsync(hash, cancellationToken);
            if (holder is not null)
            {
                known.Set((nameof(KeyBook), hash), holder, SessionBook.Remembered);
            }
        }

        var now = clock.GetUtcNow();
        if (holder is null || holder.EndsAt <= now)
        {
            return null;
        }

        if (holder.SeenAt is null || holder.SeenAt < now - Seen)
        {
            var before = now - Seen;
            await db
                .ApiKeys.Where(k => k.Id == holder.Id && (k.SeenAt == null || k.SeenAt < before))
                .ExecuteUpdateAsync(k => k.SetProperty(x => x.SeenAt, now), cancellationToken);
            holder.SeenAt = now;
        }

        return holder;
    }

    /// <summary>Revokes a key of somebody; it counts once it is saved.</summary>
    /// <exception cref="NotFound">It has no such key, or it was revoked.</exception>
    public async Task RevokeAsync(Id<ApiKey> id, Id<Person> person, CancellationToken cancellationToken)
    {
        var key =
            await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == id && k.PersonId == person && k.RevokedAt == null, cancellationToken)
            ?? throw new NotFound();
        key.RevokedAt = clock.GetUtcNow();
        known.Remove((nameof(KeyBook), key.Hash));
    }

    /// <summary>Revokes all of somebody's keys.</summary>
    public async Task RevokeAllAsync(Id<Person> person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = db.ApiKeys.Where(k => k.PersonId == person && k.RevokedAt == null);
        foreach (var hash in await open.Select(k => k.Hash).ToListAsync(cancellationToken))
        {
            known.Remove((nameof(KeyBook), hash));
        }

        await open.ExecuteUpdateAsync(k => k.SetProperty(x => x.RevokedAt, now), cancellationToken);
    }

    /// <summary>The keys of somebody that nobody has revoked, the newest first.</summary>
    public async Task<IReadOnlyList<KeyLine>> ListAsync(Id<Person> person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await (
            from k in db.ApiKeys.AsNoTracking()
            where k.PersonId == person && k.RevokedAt == null
            join maker in db.People on k.MadeById equals maker.Id
            orderby k.MadeAt descending, k.Id descending
            select new KeyLine(k.Id, k.Name, k.Start, k.Scope, k.MadeAt, maker.Name, k.EndsAt, k.EndsAt <= now, k.SeenAt)
        )
            .Take(100)
            .ToListAsync(cancellationToken);
    }

    private async Task<KeyHolder?> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var read = await (
            from k in db.ApiKeys.AsNoTracking().TagWith(nameof(KeyBook))
            where k.Hash == hash && k.RevokedAt == null && k.EndsAt > now
            join p in db.People on k.PersonId equals p.Id
            where db.Accounts.Any(a => a.Id == (Guid)(object)p.Id && (a.LockoutEnd == null || a.LockoutEnd <= now))
            select new
            {
                k.Id,
                Person = p,
                k.Scope,
                k.EndsAt,
                k.SeenAt,
                IsStrong = db.Accounts.Any(a =>
                    a.Id == (Guid)(object)p.Id && (a.TotpKey != null || db.Passkeys.Any(w => w.AccountId == a.Id))
                ),
            }
        ).SingleOrDefaultAsync(cancellationToken);
        return read is null ? null : new(read.Id, read.Person, read.Scope, read.EndsAt) { SeenAt = read.SeenAt, IsStrong = read.IsStrong };
    }

    // Plain, since it is of 256 random bits: a secret beside it would keep nobody from guessing who can't anyway, and losing it would end every key.
    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}

/// <summary>What somebody asks for who has a key made.</summary>
public interface IKeyAsked
{
    /// <summary>What it is for.</summary>
    string? Name { get; }

    /// <summary>What it may do.</summary>
    KeyScope? Scope { get; }

    /// <summary>For how many days it is good.</summary>
    int? Days { get; }
}

/// <summary>A key just made.</summary>
/// <param name="Id">The key.</param>
/// <param name="Key">Its text, told this once.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scope">What it may do.</param>
/// <param name="EndsAt">When it ends by itself.</param>
public sealed record KeyMade(Id<ApiKey> Id, string Key, string Name, KeyScope Scope, DateTimeOffset EndsAt);

/// <summary>A key as its owner sees it again.</summary>
/// <param name="Id">The key.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Start">Its first eight characters.</param>
/// <param name="Scope">What it may do.</param>
/// <param name="MadeAt">Since when there is it.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="EndsAt">When it ends by itself.</param>
/// <param name="HasEnded">It has.</param>
/// <param name="SeenAt">When it was last used, to the minute; null while it never was.</param>
public sealed record KeyLine(
    Id<ApiKey> Id,
    string Name,
    string Start,
    KeyScope Scope,
    DateTimeOffset MadeAt,
    string MadeBy,
    DateTimeOffset EndsAt,
    bool HasEnded,
    DateTimeOffset? SeenAt
);

/// <summary>Who comes with a key.</summary>
/// <param name="Id">The key.</param>
/// <param name="Person">As whom it acts.</param>
/// <param name="Scope">What it may do.</param>
/// <param name="EndsAt">When it ends by itself.</param>
public sealed record KeyHolder(Id<ApiKey> Id, Person Person, KeyScope Scope, DateTimeOffset EndsAt)
{
    /// <summary>Its person's account has a second factor.</summary>
    public bool IsStrong { get; init; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? SeenAt { get; set; }
}

/// <summary>Counts keys that were wrong, by the address that they came from: as many a minute as sign-ins, and then the database is not asked.</summary>
public sealed class WrongKeys : IDisposable
{
    /// <summary>How many are let through in a minute.</summary>
    public const int AMinute = 300;

    private readonly PartitionedRateLimiter<IPAddress?> _limiter = PartitionedRateLimiter.Create<IPAddress?, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(
            address?.ToString() ?? "",
            _ => new() { PermitLimit = AMinute, Window = TimeSpan.FromMinutes(1) }
        )
    );

    /// <summary>From this address too many came.</summary>
    public bool AreTooMany(IPAddress? address) => _limiter.GetStatistics(address) is { CurrentAvailablePermits: <= 0 };

    /// <summary>Another one was wrong.</summary>
    public void Count(IPAddress? address) => _limiter.AttemptAcquire(address).Dispose();

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
