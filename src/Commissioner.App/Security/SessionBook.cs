using Commissioner.App.Features.Accounts;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Commissioner.App.Security;

/// <summary>
/// Who is signed in, as the database has it: a session that was ended lets nobody in, whatever cookie or token somebody kept, and
/// somebody's roles are those that it holds now. Each node remembers an answer for a few seconds, so that a page costs no query for it:
/// for so long another node may still take what was ended on this one.
/// </summary>
public sealed class SessionBook(
    CommissionerDb db,
    IMemoryCache known,
    Settings settings,
    AuditTrail trail,
    KeyBook keys,
    Features.BreakGlass.EmergencyBook emergencies,
    DatabaseClock clock
)
{
    /// <summary>How long a node goes by what it last read.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    /// <summary>For so long a session of staff in a browser may lie idle.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    // How often it is noted that a session is used: one statement a minute and session.
    private static readonly TimeSpan Seen = TimeSpan.FromMinutes(1);

    /// <summary>Begins a session; what this person's ended ones left is cleared.</summary>
    /// <param name="person">Who signed in.</param>
    /// <param name="longest">After which it ends by itself.</param>
    /// <param name="idle">For how long it may lie idle; null for as long as it lasts.</param>
    /// <param name="origin">Where it begins.</param>
    /// <param name="only">The one case that it opens; null for all that the person may see.</param>
    /// <param name="byCode">A code was brought that was sent to the account's number.</param>
    /// <param name="secondElsewhere">Whoever vouched for the person asked it for a second factor.</param>
    /// <param name="isProven">Who begins it has shown who it is just now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Id<Session>> BeginAsync(
        Person person,
        TimeSpan longest,
        TimeSpan? idle,
        Origin origin,
        Id<Case>? only,
        bool byCode,
        bool secondElsewhere,
        bool isProven,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(origin);
        var now = clock.GetUtcNow();
        await db.Sessions.Where(s => s.PersonId == person.Id && s.EndsAt < now).ExecuteDeleteAsync(cancellationToken);
        var session = new Session
        {
            Id = Id<Session>.New(now),
            PersonId = person.Id,
            BeganAt = now,
            EndsAt = now + longest,
            IdleAt = now + idle,
            SeenAt = now,
            Device = origin.Device,
            Network = origin.Network,
            CaseId = only,
            ByCode = byCode,
            SecondElsewhere = secondElsewhere,
            ProvenAt = isProven ? now : null,
        };
        db.Sessions.Add(session);
        db.AuditLog.Add(trail.Of("BeginSession", only is { } its ? (nameof(Case), its.Value) : null, AuditEntry.Done, person));
        await db.SaveChangesAsync(cancellationToken);
        return session.Id;
    }

    /// <summary>Whose session this is now; null where it has ended, or the account rests.</summary>
    /// <param name="id">The session.</param>
    /// <param name="isUsed">Somebody is there; false for what a page asks by itself, which keeps no session from lying idle.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<SignedIn?> OfAsync(Id<Session> id, bool isUsed, CancellationToken cancellationToken)
    {
        var signedIn = await known.GetOrCreateAsync(
            (nameof(SessionBook), id),
            async entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = Remembered;
                return await ReadAsync(id, cancellationToken);
            }
        );
        var now = clock.GetUtcNow();
        if (isUsed && signedIn?.SeenAt < now - Seen)
        {
            // What was ended meanwhile, or lay idle for too long, stays so.
            DateTimeOffset? idleAt = now + Idle;
            await db
                .Sessions.Where(s => s.Id == id)
                .GoingOn(now)
                .ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.SeenAt, now).SetProperty(x => x.IdleAt, x => x.IdleAt == null ? null : idleAt),
                    cancellationToken
                );
            signedIn.SeenAt = now;
        }

        // It ends at its instant, whatever is remembered.
        if (signedIn?.Lent is { } lent && lent.Until <= now)
        {
            return signedIn with { Lent = null };
        }

        if (isUsed && signedIn is { Lent: { } used, IsLentUsed: false })
        {
            await emergencies.UseAsync(used.Id, cancellationToken);
            signedIn.IsLentUsed = true;
        }

        return signedIn;
    }

    /// <summary>Somebody's sessions are read anew by this node.</summary>
    public async Task ForgetAsync(Id<Person> person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var id in await db.Sessions.Where(s => s.PersonId == person).GoingOn(now).Select(s => s.Id).ToListAsync(cancellationToken))
        {
            known.Remove((nameof(SessionBook), id));
        }
    }

    /// <summary>
    /// Takes a token that renews, once: whoever brings one that was taken already may have stolen it, so the session ends for both.
    /// </summary>
    /// <param name="id">The session.</param>
    /// <param name="renewal">Which of its renewals the token is for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whose session it is; null where it is not renewed.</returns>
    public async Task<Person?> RenewAsync(Id<Session> id, int renewal, CancellationToken cancellationToken)
    {
        if (await ReadAsync(id, cancellationToken) is not { Person: var person })
        {
            return null;
        }

        await using (var transaction = await db.BeginAsync(cancellationToken))
        {
            var taken = await db
                .Sessions.Where(s => s.Id == id && s.EndedAt == null && s.Renewals == renewal)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.Renewals, renewal + 1), cancellationToken);
            db.AuditLog.Add(trail.Of("RenewSession", null, taken == 1 ? AuditEntry.Done : nameof(SignInRefused), person));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            trail.Wrote(person);
            if (taken == 1)
            {
                return person;
            }
        }

        await EndAsync(id, person, cancellationToken);
        return null;
    }

    /// <summary>Ends a session of whoever acts.</summary>
    public Task EndAsync(Id<Session> id, CancellationToken cancellationToken) => EndAsync(id, null, cancellationToken);

    private async Task EndAsync(Id<Session> id, Person? whose, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var ended = await db
            .Sessions.Where(s => s.Id == id && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), cancellationToken);
        if (ended > 0)
        {
            db.AuditLog.Add(trail.Of("EndSession", null, AuditEntry.Done, whose));
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        known.Remove((nameof(SessionBook), id));
    }

    /// <summary>Ends all of somebody's sessions but one; where none goes on, all its keys too.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="but">Which goes on, and is read anew; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many ended.</returns>
    public async Task<int> EndAllAsync(Id<Person> person, Id<Session>? but, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = db.Sessions.Where(s => s.PersonId == person).GoingOn(now);
        foreach (var id in await open.Select(s => s.Id).ToListAsync(cancellationToken))
        {
            known.Remove((nameof(SessionBook), id));
        }

        if (but is null)
        {
            await keys.RevokeAllAsync(person, cancellationToken);
        }

        return await open.Where(s => s.Id != but).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), cancellationToken);
    }

    private async Task<SignedIn?> ReadAsync(Id<Session> id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var read = await (
            from s in db.Sessions.AsNoTracking().GoingOn(now).TagWith(nameof(SessionBook))
            where s.Id == id
            join p in db.People on s.PersonId equals p.Id
            where !db.Accounts.Any(a => a.Id == (Guid)(object)p.Id && a.LockoutEnd > now)
            select new
            {
                Person = p,
                s.CaseId,
                s.SeenAt,
                s.SecondElsewhere,
                MustChange = db.Accounts.Any(a => a.Id == (Guid)(object)p.Id && a.MustChangePassword),
                // Whoever has a passkey came in by it, or by a recovery code after its password.
                HasSecond = db.Accounts.Any(a =>
                    a.Id == (Guid)(object)p.Id && (a.TotpKey != null || db.Passkeys.Any(k => k.AccountId == a.Id))
                ),
                MustSetUp = db.Accounts.Any(a => a.Id == (Guid)(object)p.Id && a.MustSetUpSecondFactor),
                Access = db.EmergencyAccesses.FirstOrDefault(e =>
                    e.PersonId == p.Id && e.State == EmergencyAccessState.Granted && e.EndsAt > now
                ),
            }
        ).SingleOrDefaultAsync(cancellationToken);
        if (read is null)
        {
            return null;
        }

        // Whoever was given another role meanwhile may have become one to whom nothing is lent.
        var lent =
            read is { CaseId: null, Access: { EndsAt: { } until } access } && EmergencyAccess.MayReceive(read.Person.Roles, access.Role)
                ? new Lent(access.Id, access.Role, until)
                : null;
        var needsSecond = SecondFactor.IsDemanded(settings, read.Person, lent?.Role);
        return new(
            read.Person,
            read.CaseId,
            read.CaseId is not null ? null
                : read.MustChange ? Owed.NewPassword
                : read.MustSetUp || (!read.HasSecond && !read.SecondElsewhere && needsSecond) ? Owed.SecondFactor
                : null
        )
        {
            SeenAt = read.SeenAt,
            Lent = lent,
            IsStrong = read.HasSecond || read.SecondElsewhere,
            IsLentUsed = read.Access?.UsedAt is not null,
        };
    }
}

/// <summary>Which sessions have not ended.</summary>
internal static class Going
{
    public static IQueryable<Session> GoingOn(this IQueryable<Session> sessions, DateTimeOffset now) =>
        sessions.Where(s => s.EndedAt == null && s.EndsAt > now && (s.IdleAt == null || s.IdleAt > now));
}

/// <summary>Who is signed in.</summary>
/// <param name="Person">Who.</param>
/// <param name="Only">The one case that it came for by a message's link; null for all others.</param>
/// <param name="Owes">What it must do with its account first.</param>
public sealed record SignedIn(Person Person, Id<Case>? Only, Owed? Owes)
{
    /// <summary>The account has a second factor, which every sign-in asks for, or showed one where it signed in instead.</summary>
    public bool IsStrong { get; init; }

    /// <summary>When the session was last used, to the minute.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>A role that it is lent; null where there is none.</summary>
    public Lent? Lent { get; init; }

    /// <summary>That it is used was told.</summary>
    public bool IsLentUsed { get; set; }
}
