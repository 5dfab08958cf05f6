using System.Security.Cryptography;
using System.Text;
using Commissioner.Data;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Security;

/// <summary>
/// Tells whether a rating comes from where staff has signed in lately. Kept are keyed hashes, for staff alone: neither a device nor an
/// address can be read from them, and nothing is kept of an enterprise.
/// </summary>
public sealed class Traces(CommissionerDb db, IHttpContextAccessor http, Seals seals, TimeProvider clock)
{
    /// <summary>For so long a sign-in of staff is remembered.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    private const string Cookie = "commissioner-device";

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>Lets this browser be known again, before the answer is written.</summary>
    public static void Know(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: 32 })
        {
            var device = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            context.Items[Cookie] = device;
            context.Response.Cookies.Append(
                Cookie,
                device,
                new()
                {
                    MaxAge = TimeSpan.FromDays(365),
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    IsEssential = true,
                }
            );
        }
    }

    /// <summary>Notes where this person of the staff signs in from; of an enterprise's person nothing is noted.</summary>
    public async Task NoteAsync(Person person, CancellationToken cancellationToken)
    {
        if (person.EnterpriseId is not null || http.HttpContext is not { } context)
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var mark in (await MarksAsync(context, cancellationToken)).OfType<string>())
        {
            // No lock: two requests at once would write the same row, and it does not matter if one of them fails.
            if (
                await db.StaffTraces.Where(t => t.Mark == mark && t.At > now - Fresh).AnyAsync(cancellationToken)
                || await db.StaffTraces.Where(t => t.Mark == mark).ExecuteUpdateAsync(t => t.SetProperty(x => x.At, now), cancellationToken)
                    > 0
            )
            {
                continue;
            }

            db.StaffTraces.Add(new() { Mark = mark, At = now });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (Exception exception) when (db.IsConflict(exception))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>What this very request looks like.</summary>
    public async Task<SelfRatingSigns> SignsAsync(CancellationToken cancellationToken)
    {
        if (http.HttpContext is not { } context)
        {
            return SelfRatingSigns.None;
        }

        var marks = await MarksAsync(context, cancellationToken);
        var (device, address) = (marks[0] ?? "", marks[1] ?? "");
        var since = clock.GetUtcNow() - Lately;
        var known = await db
            .StaffTraces.AsNoTracking()
            .Where(t => (t.Mark == device || t.Mark == address) && t.At >= since)
            .Select(t => t.Mark)
            .ToListAsync(cancellationToken);
        return (known.Contains(device) ? SelfRatingSigns.SameDevice : SelfRatingSigns.None)
            | (known.Contains(address) ? SelfRatingSigns.SameNetwork : SelfRatingSigns.None);
    }

    private async Task<string?[]> MarksAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var key = await seals.KeyAsync(Seals.Traces, cancellationToken);
        return
        [
            (context.Items[Cookie] ?? context.Request.Cookies[Cookie]) is string { Length: 32 } device ? Mark("device:" + device) : null,
            context.Connection.RemoteIpAddress is { } address ? Mark("address:" + address) : null,
        ];

        string Mark(string text) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
