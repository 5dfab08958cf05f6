using System.Security.Cryptography;
using System.Text.Json;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
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
/// Saves what a command changed, once: in one transaction, under the client's key where it gave one. Of two at once one wins; the other is
/// tried anew on what has become of it, or refused as a lost update when the client named the version that it read.
/// </summary>
internal sealed class UnitOfWork<TRequest, TResponse>(
    CommissionerDb db,
    Envelope envelope,
    Actor actor,
    Rulebook rulebook,
    Bell bell,
    TimeProvider clock
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    // Of those who collide at least one comes through each time: enough for twenty at once.
    private const int Tries = 20;

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

        var key = request is IRepeatable ? null : envelope.Key;
        for (var attempt = 1; ; attempt++)
        {
            var hash = key is null
                ? ""
                : Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object>(request, RecordEvents.Json)));
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

                await db.StoreAsync(cancellationToken);
                bell.Ring();
                if (request is IChangesRules)
                {
                    await rulebook.RefreshAsync(cancellationToken);
                }

                return response;
            }
            catch (Exception refused) when (refused is RuleBroken or NotFound)
            {
                // The same request, pressed twice at once, may have been carried out since: its answer is the answer then.
                // To who read an older version, what changed meanwhile says more than the rule that follows from it.
                // And what was read in several statements while somebody wrote may never have been so: then it is read again.
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
            catch (DbUpdateException exception) when (db.IsConflict(exception))
            {
                var lost = new LostUpdate(Subject(), envelope.Version);
                db.ChangeTracker.Clear();
                if (attempt == Tries || (envelope.Version is not null && !await WasCarriedOutAsync(key, cancellationToken)))
                {
                    throw lost;
                }

                await Task.Delay(Random.Shared.Next(5 * attempt), cancellationToken);
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

    // A client's version is that of the case where one is involved, else of the enterprise.
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

/// <summary>What is refused of any request.</summary>
public static class PipelineRules
{
    /// <summary>The key was used for another request.</summary>
    public static readonly Rule KeyUsedForAnother = new("KeyUsedForAnother", "This idempotency key was used for another request.");

    /// <summary>The key is none: 1 to 90 characters, once.</summary>
    public static readonly Rule KeyUnusable = new("KeyUnusable", "An idempotency key has 1 to 90 characters.");

    /// <summary>What was read is a version's number.</summary>
    public static readonly Rule VersionUnreadable = new("VersionUnreadable", "If-Match names the version that was read, such as \"7\".");

    /// <summary>The cursor is not one of ours.</summary>
    public static readonly Rule CursorUnknown = new("CursorUnknown", "This cursor was not given by this list.");

    /// <summary>A text holds what can't be stored.</summary>
    public static readonly Rule TextUnstorable = new("TextUnstorable", "A text holds characters that can't be stored.");

    /// <summary>The body can't be read.</summary>
    public static readonly Rule BodyUnreadable = new("BodyUnreadable", "The body can't be read.");
}
