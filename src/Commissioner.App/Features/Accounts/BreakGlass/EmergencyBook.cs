using System.Buffers.Binary;
using Commissioner.App.Features.Notices;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.BreakGlass;

/// <summary>What emergency access needs of others, and who hears of it.</summary>
public sealed class EmergencyBook(CommissionerDb db, DatabaseClock clock, TimeProvider trade)
{
    private enum Step
    {
        Asked,
        Granted,
        Used,
        Ended,
    }

    /// <summary>Somebody of the staff.</summary>
    /// <exception cref="NotFound">There is nobody like that; people of enterprises are nobody here.</exception>
    public async Task<Person> PersonAsync(Id<Person> id, CancellationToken cancellationToken) =>
        await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.EnterpriseId == null, cancellationToken)
        ?? throw new NotFound();

    /// <summary>Tells who could agree that somebody waits for it.</summary>
    public Task TellAskedAsync(EmergencyAccess access, CancellationToken cancellationToken) =>
        TellAsync(access, Step.Asked, EmergencyAccess.Deciding.Where(r => r != access.AskedAs), cancellationToken);

    /// <summary>Tells supervision, security administrators, auditors and the person that it counts from now on.</summary>
    public Task TellGrantedAsync(EmergencyAccess access, CancellationToken cancellationToken) =>
        TellAsync(access, Step.Granted, EmergencyAccess.Hearing, cancellationToken);

    /// <summary>Tells the same that it is over.</summary>
    public Task TellEndedAsync(EmergencyAccess access, CancellationToken cancellationToken) =>
        TellAsync(access, Step.Ended, EmergencyAccess.Hearing, cancellationToken);

    /// <summary>Notes that it is used, and tells of it, the first time and on one node.</summary>
    public async Task UseAsync(Id<EmergencyAccess> id, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var isFirst =
            await db
                .EmergencyAccesses.Where(a => a.Id == id && a.State == EmergencyAccessState.Granted && a.UsedAt == null)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.UsedAt, now), cancellationToken) == 1;
        if (!isFirst)
        {
            return;
        }

        var access = await db.EmergencyAccesses.AsNoTracking().SingleAsync(a => a.Id == id, cancellationToken);
        await TellAsync(access, Step.Used, EmergencyAccess.Hearing, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Which are over and nobody has noted it.</summary>
    public async Task<IReadOnlyList<Id<EmergencyAccess>>> OverAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = now - EmergencyAccess.Waits;
        return await db
            .EmergencyAccesses.AsNoTracking()
            .Where(a =>
                (a.State == EmergencyAccessState.Asked && a.AskedAt <= before)
                || (a.State == EmergencyAccessState.Granted && a.EndsAt <= now)
            )
            .Select(a => a.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Notes that one is over, and tells of it where it counted; it is stored with whatever else is.</summary>
    /// <returns>False where it is not over, or was noted already.</returns>
    public async Task<bool> CloseAsync(EmergencyAccess access, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        if (access.State is not (EmergencyAccessState.Asked or EmergencyAccessState.Granted) || !access.IsOver(clock.GetUtcNow()))
        {
            return false;
        }

        access.Close();
        if (access.State == EmergencyAccessState.Ended)
        {
            await TellEndedAsync(access, cancellationToken);
        }

        return true;
    }

    private async Task TellAsync(EmergencyAccess access, Step step, IEnumerable<Role> roles, CancellationToken cancellationToken)
    {
        HashSet<Id<Person>> told = step == Step.Asked ? [] : [access.PersonId];
        foreach (var role in roles)
        {
            told.UnionWith(await db.WithAsync(role, cancellationToken));
        }

        var at = trade.GetUtcNow();
        // It follows from no entry: a negative number of its own for each step stands in the place, and meets no entry's.
        var entry = BinaryPrimitives.ReadInt64BigEndian(access.Id.Value.ToByteArray(bigEndian: true).AsSpan(8));
        db.Notices.AddRange(
            told.Select(person => new Notice
            {
                Id = Id<Notice>.New(at),
                PersonId = person,
                Text = "EmergencyAccess" + step,
                Link = "/break-glass",
                EntryId = ((entry & ~3L) + (long)step) | long.MinValue,
                At = at,
                ShowAt = at,
            })
        );
    }
}
