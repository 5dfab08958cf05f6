using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.Data;

namespace Commissioner.App.Security;

/// <summary>What is done only so often.</summary>
public enum Limited
{
    /// <summary>What somebody does who has not signed in: passwords, codes, messages' links.</summary>
    SignIn,

    /// <summary>Whatever changes something.</summary>
    Write,

    /// <summary>A file that is brought.</summary>
    Upload,

    /// <summary>A table that is taken along.</summary>
    Export,
}

/// <summary>How often something is done in a minute, on all nodes together.</summary>
public sealed class LimitSettings
{
    [Description(
        "Sign-ins, codes and messages' links from one address in a minute, before signing in. A park's enterprises may share one."
    )]
    [Range(1, int.MaxValue)]
    public int SignInsByAddress { get; set; } = 300;

    [Description("What one person changes in a minute, on all nodes together.")]
    [Range(1, int.MaxValue)]
    public int WritesByPerson { get; set; } = 300;

    [Description("The same from one address.")]
    [Range(1, int.MaxValue)]
    public int WritesByAddress { get; set; } = 3000;

    [Description("Files that one person brings in a minute.")]
    [Range(1, int.MaxValue)]
    public int UploadsByPerson { get; set; } = 60;

    [Description("The same from one address.")]
    [Range(1, int.MaxValue)]
    public int UploadsByAddress { get; set; } = 600;

    [Description("Tables that one person takes along in a minute.")]
    [Range(1, int.MaxValue)]
    public int ExportsByPerson { get; set; } = 20;

    [Description("The same from one address.")]
    [Range(1, int.MaxValue)]
    public int ExportsByAddress { get; set; } = 200;

    internal int Of(Limited what, bool byPerson) =>
        (what, byPerson) switch
        {
            (Limited.SignIn, _) => SignInsByAddress,
            (Limited.Write, true) => WritesByPerson,
            (Limited.Write, false) => WritesByAddress,
            (Limited.Upload, true) => UploadsByPerson,
            (Limited.Upload, false) => UploadsByAddress,
            (Limited.Export, true) => ExportsByPerson,
            _ => ExportsByAddress,
        };
}

/// <summary>
/// Counts what is done only so often, by person and by address, for all nodes together. A node leases a twentieth of a minute's limit at a time,
/// by one statement on the row of that person or address, and spends it by itself: together nodes never let more through than the limit, and each
/// node beside the first keeps at most a lease that it does not spend. Who is over its limit costs the database nothing until the minute is over.
/// </summary>
public sealed class SharedLimits(IServiceScopeFactory scopes, DatabaseClock clock, Seals seals, Settings settings)
{
    /// <summary>A lease is this part of a limit, and one at least.</summary>
    public const int Parts = 20;

    private const int Seconds = 60;
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<(Limited, bool, string), Share> _shares = new();
    private long _tidied;

    /// <summary>One more of these.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="byPerson">Whether it is counted by person, else by address.</param>
    /// <param name="who">The person's key, or the address.</param>
    /// <param name="cancellationToken">To give up.</param>
    /// <returns>How it went, and when to come again where it did not.</returns>
    public async Task<Allowance> TakeAsync(Limited what, bool byPerson, string who, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var window = now / Seconds;
        Tidy(window);
        var limit = settings.Limits.Of(what, byPerson);
        var share = _shares.GetOrAdd((what, byPerson, who), static _ => new());
        await share.Gate.WaitAsync(cancellationToken);
        try
        {
            if (share.Window != window)
            {
                (share.Window, share.Left, share.Beyond, share.IsSpent, share.IsTold) = (window, 0, limit, false, false);
            }

            if (share.Left == 0 && !share.IsSpent)
            {
                (share.Left, share.Beyond) = await LeaseAsync($"{what}:{byPerson}:{who}", window, limit, cancellationToken);
                share.IsSpent = share.Left == 0;
            }

            var again = TimeSpan.FromSeconds(((window + 1) * Seconds) - now);
            if (share.Left > 0)
            {
                share.Left--;
                return new(true, again, false, limit, share.Left + share.Beyond);
            }

            var first = !share.IsTold;
            share.IsTold = true;
            return new(false, again, first, limit, 0);
        }
        finally
        {
            share.Gate.Release();
        }
    }

    // In a scope of its own: what was counted stays counted whatever becomes of the request.
    private async Task<(int Leased, int Beyond)> LeaseAsync(string of, long window, int limit, CancellationToken cancellationToken)
    {
        var asked = Math.Max(1, limit / Parts);
        var key = await seals.KeyAsync(Seals.SignIn, cancellationToken);
        var mark = Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("limit:" + of)));
        await using var scope = scopes.CreateAsyncScope();
        var taken = await scope
            .ServiceProvider.GetRequiredService<CommissionerDb>()
            .TakeAsync(mark, DateTimeOffset.FromUnixTimeSeconds(window * Seconds), asked, cancellationToken);
        return ((int)Math.Clamp(limit - (taken - asked), 0, asked), (int)Math.Max(limit - taken, 0));
    }

    // Of whoever was not here this minute nothing need be remembered.
    private void Tidy(long window)
    {
        if (_shares.Count > Remembered && Interlocked.Exchange(ref _tidied, window) != window)
        {
            foreach (var (key, _) in _shares.Where(s => s.Value.Window < window).ToList())
            {
                _shares.TryRemove(key, out _);
            }
        }
    }

    private sealed class Share
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public long Window { get; set; }

        public int Left { get; set; }

        // What nobody had leased when this node last did.
        public int Beyond { get; set; }

        public bool IsSpent { get; set; }

        public bool IsTold { get; set; }
    }
}

/// <summary>Whether one more was within the limit.</summary>
/// <param name="Within">It was.</param>
/// <param name="Again">After this the minute is over and the limit whole again.</param>
/// <param name="First">Where it was not: it is the first that this node refuses here in this minute.</param>
/// <param name="Limit">How many a minute.</param>
/// <param name="Left">How many are left at the most.</param>
public readonly record struct Allowance(bool Within, TimeSpan Again, bool First, int Limit, int Left);
