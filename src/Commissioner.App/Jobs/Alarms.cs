using System.Text.Json;
using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Jobs;

/// <summary>Tells the administrators what is wrong with the machine: once, by whichever node sees it, until it is over.</summary>
public sealed class Alarms(CommissionerDb db, TimeProvider clock, ILogger<Alarms> log)
{
    /// <summary>Raises an alarm, if it is not raised already.</summary>
    public async Task RaiseAsync(EngineTrouble trouble, string subject, CancellationToken cancellationToken)
    {
        if (await db.EngineAlarms.AnyAsync(a => a.Trouble == trouble && a.Subject == subject && a.OverAt == null, cancellationToken))
        {
            return;
        }

        db.ChangeTracker.Clear();
        var alarm = new EngineAlarm
        {
            Trouble = trouble,
            Subject = subject,
            RaisedAt = clock.GetUtcNow(),
        };
        db.EngineAlarms.Add(alarm);
        try
        {
            await using var transaction = await db.BeginAsync(cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            foreach (var person in await db.WithAsync(Role.SystemAdmin, cancellationToken))
            {
                // A notice is unique by recipient and entry. Alarms have no entry, so their negative key stands in its place and meets no
                // entry's.
                db.Notices.Add(
                    new Notice
                    {
                        Id = Id<Notice>.New(alarm.RaisedAt),
                        PersonId = person,
                        Text = "Engine" + trouble,
                        Facts = JsonSerializer.Serialize(new { subject }, RecordEvents.Json),
                        Link = "/engine",
                        EntryId = -alarm.Id,
                        At = alarm.RaisedAt,
                    }
                );
            }

            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            log.LogError("Alarm: {Trouble} {Subject}", trouble, subject);
        }
        catch (Exception exception) when (db.IsConflict(exception))
        {
            log.LogDebug("Another node raised {Trouble} {Subject}", trouble, subject);
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>Notes that it is over.</summary>
    public async Task OverAsync(EngineTrouble trouble, string subject, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (
            await db
                .EngineAlarms.Where(a => a.Trouble == trouble && a.Subject == subject && a.OverAt == null)
                .ExecuteUpdateAsync(a => a.SetProperty(b => b.OverAt, now), cancellationToken) > 0
        )
        {
            log.LogWarning("Over: {Trouble} {Subject}", trouble, subject);
        }
    }
}
