using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Pipeline;

/// <summary>Marks a request that changes something: the unit of work saves after it.</summary>
public interface ICommand;

/// <summary>A request that changes something and answers a <typeparamref name="T"/>.</summary>
public interface ICommand<out T> : IRequest<T>, ICommand;

/// <summary>
/// Marks a command that may be repeated without harm, or keeps its key itself: the client's key is not stored with its answer.
/// </summary>
public interface IRepeatable;

/// <summary>
/// Marks a command whose handler holds rows before it reads, or stores in several steps: all of it is one transaction, with its row of the audit
/// log and its key.
/// </summary>
public interface IHolds;

/// <summary>
/// Marks a command that adds a version of a policy or a calendar. The rulebook is read anew after it, so that promises are made by it at
/// once.
/// </summary>
public interface IChangesRules;

/// <summary>A request that only reads.</summary>
public interface IQuery<out T> : IRequest<T>;

/// <summary>Marks a query that hands out a file, an export or a contact: that it was opened is written into the audit log before it is.</summary>
public interface IOpening;

/// <summary>
/// Marks a recorded request by which somebody comes to read a case or whom to ask for: supervision sees who does so unusually much.
/// </summary>
public interface IReading;

/// <summary>
/// Marks what somebody sends of whom nothing is kept, who has sent it and when: it leaves no row of the audit log, no count by address in the
/// database and no line in the log. The door that it comes through counts it in memory.
/// </summary>
public interface IUnsigned;

/// <summary>
/// A request that the system sends to itself; it answers how much it did. It saves for itself, in transactions as small as its work allows,
/// so that one broken row costs a piece and not the whole run.
/// </summary>
public interface IJob : IRequest<int>;

/// <summary>A body in which a seat says what its caller said: whatever it sends is done in those words.</summary>
public interface ISpoken
{
    /// <summary>What the caller said; null where who sends it speaks for itself.</summary>
    Spoken? Spoken { get; }
}

/// <summary>What came with a request beside its body: a client's key, and the version that it read.</summary>
public sealed class Envelope
{
    /// <summary>The client's idempotency key; null when it gave none.</summary>
    public string? Key { get; set; }

    /// <summary>
    /// The version that the client read (If-Match); null when its command may be carried out on whatever the subject has become.
    /// </summary>
    public int? Version { get; set; }

    /// <summary>The move is not to be made, but what would be told of it is to be read out.</summary>
    public bool Rehearses { get; set; }

    /// <summary>
    /// It is rehearsed as one of many that one press shows: nothing is done, and it is no more counted than what is read.
    /// </summary>
    public bool IsOneOfMany { get; set; }

    /// <summary>Something was stored: whatever fails after it, the request had its effect.</summary>
    public bool Stored { get; set; }

    /// <summary>What a key stands for: the kind of request, all that it says, and what a caller says with it.</summary>
    public static string Fingerprint(object request, Spoken? caller = null) =>
        Convert.ToHexString(
            SHA256.HashData([
                .. Encoding.UTF8.GetBytes($"{request.GetType().FullName}\n"),
                .. JsonSerializer.SerializeToUtf8Bytes(request, RecordEvents.Json),
                .. caller is null ? [] : JsonSerializer.SerializeToUtf8Bytes(caller, RecordEvents.Json),
            ])
        );
}
