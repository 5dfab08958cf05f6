using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Security;

/// <summary>
/// Sign-in codes by text message. All that is kept of a number, an address or a code is a keyed hash; whether somebody has the number is not
/// asked here, so that a known and an unknown one leave the same traces and cost the same.
/// </summary>
public sealed class CodeBook(CommissionerDb db, Seals seals, DatabaseClock clock)
{
    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan Good = TimeSpan.FromMinutes(5);

    /// <summary>How often one is tried.</summary>
    public const int Tries = 5;

    private const int AnHourForAPhone = 5;
    private const int AnHourForAnAddress = 20;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <summary>Makes a code for a number, in the place of the one before; it counts once it is saved.</summary>
    /// <returns>The code; null where one was made for this number a moment ago, or too many in this hour.</returns>
    /// <exception cref="BadHttpRequestException">From this address too many were asked for in this hour.</exception>
    public async Task<string?> MakeAsync(PhoneNumber phone, IPAddress? address, CancellationToken cancellationToken)
    {
        var key = await seals.KeyAsync(Seals.SignIn, cancellationToken);
        var now = clock.GetUtcNow();
        if (
            address is not null
            && !await CountAsync(Mark(key, "address:" + Network(address)), AnHourForAnAddress, Hour, TimeSpan.Zero, now, cancellationToken)
        )
        {
            throw new BadHttpRequestException("Too many codes were asked for from this address.", StatusCodes.Status429TooManyRequests);
        }

        var mark = Mark(key, "phone:" + phone);
        if (!await CountAsync(mark, AnHourForAPhone, Hour, Between, now, cancellationToken))
        {
            return null;
        }

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        var kept = await db.SignInCodes.SingleOrDefaultAsync(c => c.Mark == mark, cancellationToken);
        if (kept is null)
        {
            db.SignInCodes.Add(kept = new() { Mark = mark });
        }

        (kept.Hash, kept.GoodUntil, kept.Tries) = (Mark(key, $"code:{phone}:{code}"), now + Good, 0);
        return code;
    }

    /// <summary>
    /// Tries a code. A try is taken before it is compared, so that of however many at once, on however many nodes, no more than five are
    /// compared at all.
    /// </summary>
    /// <returns>Whether it is the number's code; it stays good until it is used.</returns>
    public async Task<bool> TryAsync(PhoneNumber phone, string? code, CancellationToken cancellationToken)
    {
        var key = await seals.KeyAsync(Seals.SignIn, cancellationToken);
        var now = clock.GetUtcNow();
        var mark = Mark(key, "phone:" + phone);
        var taken = await db
            .SignInCodes.Where(c => c.Mark == mark && c.GoodUntil > now && c.Tries < Tries)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.Tries, x => x.Tries + 1), cancellationToken);
        var hash =
            taken == 1
                ? await db.SignInCodes.AsNoTracking().Where(c => c.Mark == mark).Select(c => c.Hash).SingleOrDefaultAsync(cancellationToken)
                : null;
        return hash is not null && hash == Mark(key, $"code:{phone}:{code?.Trim()}");
    }

    /// <summary>Uses a code that was right.</summary>
    /// <returns>True for one of however many bring it.</returns>
    public async Task<bool> UseAsync(PhoneNumber phone, string? code, CancellationToken cancellationToken)
    {
        var key = await seals.KeyAsync(Seals.SignIn, cancellationToken);
        var (mark, hash) = (Mark(key, "phone:" + phone), Mark(key, $"code:{phone}:{code?.Trim()}"));
        return await db.SignInCodes.Where(c => c.Mark == mark && c.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    /// <summary>Counts an invitation to a number; it counts once it is saved.</summary>
    /// <returns>False where as many went there within a day.</returns>
    public async Task<bool> CountInvitationAsync(PhoneNumber phone, int most, CancellationToken cancellationToken)
    {
        var key = await seals.KeyAsync(Seals.SignIn, cancellationToken);
        return await CountAsync(Mark(key, "invited:" + phone), most, Day, TimeSpan.Zero, clock.GetUtcNow(), cancellationToken);
    }

    // Counts one more of these. Of two who count at once one saves first and the other is carried out again, on what is there then.
    private async Task<bool> CountAsync(
        string mark,
        int most,
        TimeSpan within,
        TimeSpan between,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var tally = await db.SignInTallies.SingleOrDefaultAsync(t => t.Mark == mark, cancellationToken);
        if (tally is null)
        {
            db.SignInTallies.Add(tally = new() { Mark = mark });
        }

        var seconds = now.ToUnixTimeSeconds();
        var lately = tally
            .Instants.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(i => long.Parse(i, CultureInfo.InvariantCulture))
            .Where(i => i > seconds - within.TotalSeconds)
            .ToList();
        if (lately.Count >= most || (lately.Count > 0 && lately[^1] > seconds - between.TotalSeconds))
        {
            return false;
        }

        (tally.Instants, tally.StaleAt) = (string.Join(' ', lately.Append(seconds)), now + within);
        return true;
    }

    // A customer's network of the sixth version is as one address of the fourth.
    internal static string Network(IPAddress address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.MapToIPv4().ToString();

    private static string Mark(byte[] key, string text) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    /// <summary>
    /// The account of somebody new who signs in by codes to a number. Nobody signs in by its user name, since it has no password: it is what an
    /// authenticator shows.
    /// </summary>
    public static Account AccountOf(Person person, PhoneNumber phone)
    {
        ArgumentNullException.ThrowIfNull(person);
        var userName = $"e{person.Id.Value:n}";
        return new()
        {
            Id = person.Id.Value,
            UserName = userName,
            NormalizedUserName = Account.Normalized(userName),
            PhoneNumber = phone.ToString(),
            LockoutEnabled = true,
            SecurityStamp = RandomNumberGenerator.GetHexString(32),
            ConcurrencyStamp = RandomNumberGenerator.GetHexString(32),
        };
    }
}
