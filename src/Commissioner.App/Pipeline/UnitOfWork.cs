using System.Text.Json;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Rehearsals;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Pipeline;

/// <summary>
/// Saves what a command changed, once: in one transaction, under the client's key where it gave one. Of two commands at once one wins. The
/// other is carried out again on what the subject has become, or refused as a lost update if the client named the version it had read. So a
/// handler may run several times and must have no effect but through the database.
/// </summary>
internal sealed class UnitOfWork<TRequest, TResponse>(
    CommissionerDb db,
    Envelope envelope,
    Actor actor,
    Rulebook rulebook,
    Bell bell,
    Rehearsal rehearsal,
    AuditTrail trail,
    TimeProvider clock
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    // Of the writers that collide at least one succeeds each round, so sixty rounds are enough for sixty at once.
    private const int Tries = 60;

    // A server that was restarted, or a line that was cut, is often back within this.
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(300);

    // What fails while it is set may have been stored or not.
    private bool _storing;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ICommand)
        {
            try
            {
                return await next();
            }
            catch (VersionUnknown)
            {
                // Another node has just put that version in force: it is read, and the request tried once more.
                db.ChangeTracker.Clear();
                await rulebook.RefreshAsync(cancellationToken);
                return await next();
            }
        }

        if (envelope.Rehearses)
        {
            throw new Rehearsed(await RehearseAsync(request, next, cancellationToken));
        }

        var key = request is IRepeatable ? null : envelope.Key;
        try
        {
            return await OnceAsync(request, key, next, cancellationToken);
        }
        catch (Exception away) when (_storing && Absence.Caused(away))
        {
            // The line broke while it was being stored, and whether the commit arrived nobody knows. The key tells, where the database
            // answers again: what was carried out is answered, anything else is carried out now.
            db.ChangeTracker.Clear();
            if (key is null && request is not IRepeatable)
            {
                throw new OutcomeUnknown(away);
            }

            try
            {
                await Task.Delay(Again, cancellationToken);
                return await OnceAsync(request, key, next, cancellationToken);
            }
            catch (Exception still) when (Absence.Caused(still))
            {
                throw new OutcomeUnknown(still);
            }
        }
    }

    // Made and taken back: what a handler writes by statements of its own is taken back with it.
    private async Task<IReadOnlyList<ToldLine>> RehearseAsync(
        TRequest request,
        RequestHandlerDelegate<TResponse> next,
        CancellationToken cancellationToken
    )
    {
        if (actor.First(Rehearsal.For) is null)
        {
            throw new RuleBroken(PipelineRules.RehearsedByWhoSeesAll) { Could = Rehearsal.For };
        }

        // These may act beyond the database, where nothing is taken back: a test message would leave.
        if (request is IRepeatable)
        {
            throw new RuleBroken(PipelineRules.NothingToRehearse);
        }

        try
        {
            await using var transaction = await db.BeginAsync(cancellationToken);
            await next();
            if (Older() is { } older)
            {
                throw older;
            }

            await db.StoreAsync(cancellationToken);
            return await rehearsal.TellAsync(cancellationToken);
        }
        catch (Exception exception) when (db.IsConflict(exception))
        {
            throw new LostUpdate(Subject(), envelope.Version);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<TResponse> OnceAsync(
        TRequest request,
        string? key,
        RequestHandlerDelegate<TResponse> next,
        CancellationToken cancellationToken
    )
    {
        var hash = key is null ? "" : Envelope.Fingerprint(request, actor.Says);
        for (var attempt = 1; ; attempt++)
        {
            _storing = false;
            if (
                key is not null
                && await db.CarriedOut.AsNoTracking().SingleOrDefaultAsync(c => c.PersonId == actor.Id && c.Key == key, cancellationToken)
                    is { } before
            )
            {
                return before.Hash == hash
                    ? JsonSerializer.Deserialize<TResponse>(before.Answer, RecordEvents.Json)!
                    : throw new RuleBroken(PipelineRules.KeyUsedForAnother);
            }

            try
            {
                await using var transaction = request is IHolds ? await db.BeginAsync(cancellationToken) : null;
                var response = await next();
                if (Older() is { } older)
                {
                    throw older;
                }

                if (key is not null)
                {
                    db.CarriedOut.Add(
                        new CarriedOut
                        {
                            PersonId = actor.Id,
                            Key = key,
                            Hash = hash,
                            Answer = JsonSerializer.Serialize(response, RecordEvents.Json),
                            At = clock.GetUtcNow(),
                        }
                    );
                }

                if (request is not IUnsigned)
                {
                    db.AuditLog.Add(trail.Of(request, response));
                }

                _storing = true;
                await db.StoreAsync(cancellationToken);
                if (transaction is not null)
                {
                    await transaction.CommitAsync(cancellationToken);
                }

                _storing = false;
                trail.Wrote(request);
                envelope.Stored = true;
                bell.Ring();
                if (request is IChangesRules)
                {
                    await rulebook.RefreshAsync(cancellationToken);
                }

                return response;
            }
            catch (Exception refused) when (refused is RuleBroken or NotFound)
            {
                // A refusal is believed only after three checks. (1) Was the same key carried out meanwhile, by a second press? Then its
                // answer is given. (2) Was the subject written while it was read in several statements? Then the reading was torn, and it
                // is tried again. (3) Had the client read an older version? Then it is told what changed, which says more than the rule.
                var older = refused is RuleBroken { Rule.Kind: RuleKind.Role } ? null : Older();
                var torn = attempt < Tries && await WasWrittenMeanwhileAsync(cancellationToken);
                db.ChangeTracker.Clear();
                if (torn || await WasCarriedOutAsync(key, cancellationToken))
                {
                    continue;
                }

                if (older is not null)
                {
                    throw older;
                }

                throw;
            }
            catch (VersionUnknown) when (attempt == 1)
            {
                // Another node has just put that version in force: it is read, and the request tried once more.
                db.ChangeTracker.Clear();
                await rulebook.RefreshAsync(cancellationToken);
            }
            catch (Exception exception) when (db.IsConflict(exception) || LineLost.Caused(exception))
            {
                // Where the client named the version that it had read, the next try finds out whether that is the one still.
                var lost = new LostUpdate(Subject(), envelope.Version);
                _storing = false;
                db.ChangeTracker.Clear();
                if (attempt == Tries)
                {
                    throw lost;
                }

                await Task.Delay(Random.Shared.Next(5 * Math.Min(attempt, 20)), cancellationToken);
            }
        }
    }

    private async Task<bool> WasCarriedOutAsync(string? key, CancellationToken cancellationToken) =>
        key is not null && await db.CarriedOut.AnyAsync(c => c.PersonId == actor.Id && c.Key == key, cancellationToken);

    private async Task<bool> WasWrittenMeanwhileAsync(CancellationToken cancellationToken)
    {
        if (db.ChangeTracker.Entries<Case>().FirstOrDefault(e => e.State != EntityState.Added) is { } read)
        {
            var version = read.OriginalValues.GetValue<int>(nameof(Aggregate.Version));
            return await db.Cases.AsNoTracking().AnyAsync(c => c.Id == read.Entity.Id && c.Version != version, cancellationToken);
        }

        if (db.ChangeTracker.Entries<Enterprise>().FirstOrDefault(e => e.State != EntityState.Added) is { } served)
        {
            var version = served.OriginalValues.GetValue<int>(nameof(Aggregate.Version));
            return await db.Enterprises.AsNoTracking().AnyAsync(e => e.Id == served.Entity.Id && e.Version != version, cancellationToken);
        }

        return false;
    }

    private Guid? Subject() =>
        (
            db.ChangeTracker.Entries<Case>().FirstOrDefault()?.Entity as Aggregate
            ?? db.ChangeTracker.Entries<Aggregate>().FirstOrDefault()?.Entity
        )?.TimelineKey;

    // The lost update to report where the subject's version is not the one that the client read: the case's where one is involved, else the
    // enterprise's. Null where the client named none.
    private LostUpdate? Older()
    {
        if (envelope.Version is not { } expected)
        {
            return null;
        }

        var entry = db
            .ChangeTracker.Entries<Aggregate>()
            .OrderByDescending(e => e.Entity is Case)
            .FirstOrDefault(e => e.State != EntityState.Added);
        return entry is not null && entry.OriginalValues.GetValue<int>(nameof(Aggregate.Version)) != expected
            ? new LostUpdate(entry.Entity.TimelineKey, expected)
            : null;
    }
}

/// <summary>Thrown when somebody else changed the subject meanwhile; nothing was done.</summary>
public sealed class LostUpdate(Guid? subject, int? version) : Exception("Somebody else changed this meanwhile.")
{
    /// <summary>Whose timeline says what changed.</summary>
    public Guid? Subject { get; } = subject;

    /// <summary>What the client had read.</summary>
    public int? Version { get; } = version;
}

/// <summary>
/// Thrown when the line broke while a change was being stored: it may have been, or not. Sending it again under its key is safe.
/// </summary>
public sealed class OutcomeUnknown(Exception why) : Exception("Whether it was stored is unknown.", why);

/// <summary>What is refused of any request.</summary>
public static class PipelineRules
{
    public static readonly Rule KeyUsedForAnother = new("KeyUsedForAnother", "This idempotency key was used for another request.");

    public static readonly Rule RehearsedByWhoSeesAll = new(
        "RehearsedByWhoSeesAll",
        "Moves are rehearsed by who sees cases whole.",
        RuleKind.Role
    );

    public static readonly Rule NothingToRehearse = new("NothingToRehearse", "This is no move that can be rehearsed.", RuleKind.Conflict);

    public static readonly Rule KeyUnusable = new("KeyUnusable", "An idempotency key has 1 to 90 characters.");

    public static readonly Rule VersionUnreadable = new("VersionUnreadable", "If-Match names the version that was read, such as \"7\".");

    public static readonly Rule CursorUnknown = new("CursorUnknown", "This cursor was not given by this list.");

    public static readonly Rule FieldUnknown = new("FieldUnknown", "The list's lines have no such field.");

    public static readonly Rule TooManyRows = new("TooManyRows", "These are more rows than a table holds: narrow the list.");

    public static readonly Rule InstantUnreadable = new(
        "InstantUnreadable",
        "An instant is written with its offset: 2026-03-02T09:00:00+08:00."
    );

    public static readonly Rule LocalTimeUnreadable = new("LocalTimeUnreadable", "This is no date and time by the park's clock.");

    public static readonly Rule ValueUnknown = new("ValueUnknown", "This is one of: {0}.");

    public static readonly Rule ValueMissing = new("ValueMissing", "This must be there.");

    public static readonly Rule KeyUnreadable = new("KeyUnreadable", "An id is a UUID: 0193b0a0-0000-7000-8000-000000000002.");

    public static readonly Rule DayOfCallUnreadable = new("DayOfCallUnreadable", "A day is written 2026-03-02.");

    public static readonly Rule NumberUnreadable = new("NumberUnreadable", "This is a whole number.");

    public static readonly Rule DecimalUnreadable = new("DecimalUnreadable", "This is a number.");

    public static readonly Rule TextUnreadable = new("TextUnreadable", "This is a text.");

    public static readonly Rule ListUnreadable = new("ListUnreadable", "This is a list.");

    public static readonly Rule MembersUnreadable = new("MembersUnreadable", "This is an object with members.");

    public static readonly Rule BodyTooLarge = new("BodyTooLarge", "A body has at most 1 MB, with a file 20 MB.", RuleKind.TooLarge);

    public static readonly Rule BodyUnreadable = new("BodyUnreadable", "The body can't be read.");
}
