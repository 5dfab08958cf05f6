using System.Collections.Concurrent;
using System.Security.Cryptography;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Security;

/// <summary>
/// This installation's secret keys, made at their first use and the same on every node: to draw call-backs, and to mark where staff signs
/// in from, and with which codes.
/// </summary>
public sealed class Seals(IServiceScopeFactory scopes)
{
    /// <summary>By which call-backs are drawn.</summary>
    public const string CallbackSample = "callback-sample";

    /// <summary>By which devices and addresses are marked.</summary>
    public const string Traces = "traces";

    /// <summary>By which numbers, addresses and codes of sign-ins are marked.</summary>
    public const string SignIn = "sign-in";

    /// <summary>By which packages of the archive are signed.</summary>
    public const string Archive = "archive";

    /// <summary>By which a node sees that the database was encrypted with the keys that it has.</summary>
    public const string FieldKeys = "field-keys";

    private readonly ConcurrentDictionary<string, byte[]> _known = new();

    /// <summary>The key for this use.</summary>
    public async Task<byte[]> KeyAsync(string name, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        // Saved in a scope of its own, because the request's transaction may be rolled back while the key has been used already.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        var kept = await FindAsync(db, name, cancellationToken);
        if (kept is null)
        {
            db.Seals.Add(new() { Name = name, Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (Exception exception) when (db.IsConflict(exception))
            {
                // Another node made the key at the same instant: its key is read and used.
            }

            db.ChangeTracker.Clear();
            kept = await FindAsync(db, name, cancellationToken);
        }

        return _known.GetOrAdd(name, Convert.FromBase64String(kept!));
    }

    private static Task<string?> FindAsync(CommissionerDb db, string name, CancellationToken cancellationToken) =>
        db.Seals.AsNoTracking().Where(s => s.Name == name).Select(s => s.Key).SingleOrDefaultAsync(cancellationToken);
}
