using Commissioner.App.Channels;
using Commissioner.App.Channels.Twilio;
using Commissioner.App.Features.Attachments;
using Commissioner.App.Hosting.Files;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Recordings;

/// <summary>Fetches recordings, has them deleted where they were made, and deletes them here when their time is over: a step at a time.</summary>
[Allow(Permission.RunJobs)]
public sealed record KeepRecordings : IJob;

internal sealed class KeepRecordingsHandler(
    CommissionerDb db,
    TwilioRecordings twilio,
    ChannelSettings channels,
    [FromKeyedServices(FileStore.Recordings)] FileStore store,
    VirusScanner scanner,
    TimeProvider clock,
    ILogger<KeepRecordings> log
) : IRequestHandler<KeepRecordings, int>
{
    // Longer than any step takes: what a node began that has ended is another's after this.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(40);

    public async Task<int> Handle(KeepRecordings job, CancellationToken cancellationToken)
    {
        var (began, done) = (System.Diagnostics.Stopwatch.GetTimestamp(), 0);
        while (System.Diagnostics.Stopwatch.GetElapsedTime(began) < Budget && await TakeAsync(cancellationToken) is { } recording)
        {
            if (await StepAsync(recording, clock.GetUtcNow(), cancellationToken) is { } code)
            {
                recording.Failed(code, clock.GetUtcNow());
                log.LogWarning("Recording {Id} waits: {Error}, {Failures} times", recording.Id, code, recording.Failures);
            }
            else
            {
                done++;
            }

            await SaveAsync();
        }

        return done;
    }

    // Whoever moves the due time on has the recording until then.
    private async Task<CallRecording?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await db
                .CallRecordings.AsNoTracking()
                .Where(r => r.NextTryAt <= now)
                .OrderBy(r => r.NextTryAt)
                .Select(r => new { r.Id, r.NextTryAt })
                .FirstOrDefaultAsync(cancellationToken);
            if (due is null)
            {
                return null;
            }

            var until = now + Lease;
            if (
                await db
                    .CallRecordings.Where(r => r.Id == due.Id && r.NextTryAt == due.NextTryAt)
                    .ExecuteUpdateAsync(r => r.SetProperty(x => x.NextTryAt, until), cancellationToken) == 1
            )
            {
                return await db.CallRecordings.SingleAsync(r => r.Id == due.Id, cancellationToken);
            }
        }
    }

    // Null, or a code of what was wrong.
    private async Task<string?> StepAsync(CallRecording recording, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await NextAsync(recording, now, cancellationToken);
        }
        catch (FilesAway)
        {
            return "files";
        }
    }

    private async Task<string?> NextAsync(CallRecording recording, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (recording.KeptUntil <= now && recording.DeletedAt is null)
        {
            await DeleteAsync(recording, cancellationToken);
            recording.Deleted(now);
            return null;
        }

        if (!channels.UsesTwilio)
        {
            return "off";
        }

        if (recording is { Hash: null, DeletedAt: null })
        {
            return await FetchAsync(recording, cancellationToken);
        }

        // It goes there only once it is certain that it is here.
        if (recording is { IsHere: true, Hash: { } hash } && !await store.HasAsync(hash, cancellationToken))
        {
            recording.Lost(now);
            return null;
        }

        if (await twilio.RemoveAsync(recording.Reference, cancellationToken) is { } fault)
        {
            return fault;
        }

        recording.RemovedThere(clock.GetUtcNow());
        return null;
    }

    private async Task<string?> FetchAsync(CallRecording recording, CancellationToken cancellationToken)
    {
        await using var aside = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            81920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        if (await twilio.FetchAsync(recording.Reference, aside, cancellationToken) is { } fault)
        {
            return fault;
        }

        // What can't be scanned now is fetched again later; what was found in one stays there until its time is over, and is never kept here.
        if (await scanner.ScanAsync(aside, cancellationToken) is not Scanned.Clean and var scanned)
        {
            return $"scan:{scanned}";
        }

        recording.Fetched(await store.KeepAsync(aside, cancellationToken), aside.Length, clock.GetUtcNow());
        return null;
    }

    // Two recordings of the same bytes, of silence, are one file.
    private async Task DeleteAsync(CallRecording recording, CancellationToken cancellationToken)
    {
        if (
            recording.Hash is { } hash
            && !await db.CallRecordings.AnyAsync(r => r.Hash == hash && r.DeletedAt == null && r.Id != recording.Id, cancellationToken)
        )
        {
            await store.DeleteAsync(hash, cancellationToken);
        }
    }

    // What was done is written down even if the node is stopping; a lease that has lapsed is another's by now, who does it again.
    private async Task SaveAsync()
    {
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateException exception) when (db.IsConflict(exception))
        {
            log.LogInformation("A recording was taken over by another node");
        }

        db.ChangeTracker.Clear();
    }
}
