using System.Security.Cryptography;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Commissioner.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Hosting;

/// <summary>The keys by which personal data is encrypted in the database: whether they are its own, and others in their place.</summary>
internal static class DatabaseKeys
{
    // A node that works writes a heartbeat every few seconds.
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    /// <summary>The keys that this node has.</summary>
    /// <exception cref="CannotStart">Their file can't be read or made.</exception>
    public static FieldKeys Read(Settings settings)
    {
        try
        {
            return FieldKeys.ReadOrMake(settings.FieldKeysFile);
        }
        catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new CannotStart(
                $"The keys of personal data in {settings.FieldKeysFile} can't be read ({wrong.Message.TrimEnd('.')}): put back the file of another node or of the backup."
            );
        }
    }

    /// <summary>With other keys nothing could be read, and what is written could not be found.</summary>
    /// <exception cref="CannotStart">They are others.</exception>
    public static async Task DemandKeysAsync(this IServiceProvider services)
    {
        if (!await AreInUseAsync(services))
        {
            throw new CannotStart(
                $"The last key in {File(services)} does not encrypt the database yet: run commissioner rotate-keys again, or put the file of another node there."
            );
        }
    }

    /// <summary><c>commissioner rotate-keys</c>: adds a key to the file, and encrypts all by it; what was begun is ended first.</summary>
    /// <exception cref="CannotStart">A node works on the database, or the keys are not its own.</exception>
    public static async Task<int> RotateKeysAsync(this IServiceProvider services, TextWriter output)
    {
        var settings = services.GetRequiredService<Settings>();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        await using var alone = await db.AloneAsync();
        var since = await db.NowAsync(CancellationToken.None) - Quiet;
        if (await db.Heartbeats.AnyAsync(h => h.StartedAt > since))
        {
            throw new CannotStart(
                "A node worked on the database within the last minute: stop all of them, since none may write by an old key."
            );
        }

        // What was begun and not ended has its key already.
        var keys = await AreInUseAsync(services) ? FieldKeys.Add(File(services)) : db.Keys;
        await using var anew = Engines.Open(settings.Database, db.Database.GetConnectionString()!, keys);
        var texts = await anew.ResealAsync(CancellationToken.None);
        await output.WriteLineAsync(
            $"{texts} texts are encrypted by {keys.Current.Split(' ')[0]} now. Copy {File(services)} to every node and into the backup before they start."
        );
        return 0;
    }

    private static string File(IServiceProvider services) => services.GetRequiredService<Settings>().FieldKeysFile;

    // Whether the last of the keys encrypts the database, of which one row always tells.
    private static async Task<bool> AreInUseAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        var stored = await StoredAsync();
        if (stored is null)
        {
            await services.GetRequiredService<Seals>().KeyAsync(Seals.FieldKeys, CancellationToken.None);
            stored = await StoredAsync();
        }

        try
        {
            db.Keys.Open(stored!);
        }
        catch (CryptographicException)
        {
            throw new CannotStart(
                $"Names and numbers in the database are encrypted with keys that {File(services)} does not hold: put the file field-keys of another node or of the backup there."
            );
        }

        return db.Keys.IsCurrent(stored!);

        Task<string?> StoredAsync() =>
            db.Seals.Where(s => s.Name == Seals.FieldKeys).Select(s => SealedFields.AsStored(s.Key)).SingleOrDefaultAsync();
    }
}
