using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Commissioner.Domain;
using Commissioner.Domain.People;

namespace Commissioner.Data;

/// <summary>
/// One row of the audit log: who did or tried what, from where, and how it ended; never what it said. Rows are only added; each is given its
/// place in the chain soon after, once.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>The outcome of what was done; any other is the code of a refusal.</summary>
    public const string Done = "Done";

    /// <summary>Before the first row there is this in the place of a hash.</summary>
    public static string Nothing { get; } = new('0', 64);

    /// <summary>Its key, growing with the writing and not with the commit.</summary>
    public long Id { get; private set; }

    /// <summary>When it was written, by the database's own clock.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who; null for the system and for somebody who has not signed in.</summary>
    public Id<Person>? PersonId { get; init; }

    /// <summary>The key by which a program acted as that person; null where the person itself was there.</summary>
    public Id<ApiKey>? KeyId { get; init; }

    /// <summary>The emergency access under which it was done; null for all others.</summary>
    public Id<EmergencyAccess>? AccessId { get; init; }

    /// <summary>The roles that its session had, with a blank between them.</summary>
    public string Roles { get; init; } = "";

    /// <summary>The network address that it came from; null for what no request brought.</summary>
    public string? Address { get; init; }

    /// <summary>What the caller's program calls itself, cut short.</summary>
    public string? Agent { get; init; }

    /// <summary>The request's name; of what never became one, the address that was called.</summary>
    public string What { get; init; } = "";

    /// <summary>What it was about; null where it says no key.</summary>
    public string? SubjectKind { get; init; }

    /// <summary>Which of these.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary><see cref="Done"/>, or the code of what refused it.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>Of a row that closes what was removed for its age: the last number that is gone. Null for all others.</summary>
    public long? UpTo { get; init; }

    /// <summary>The hash of that number, from which the rest goes on.</summary>
    public string? UpToHash { get; init; }

    /// <summary>Its place in the chain, 1, 2, 3 …; null while it has none. A concurrency token: of two nodes that chain it one wins.</summary>
    public long? Number { get; private set; }

    /// <summary>The hash of the row before it.</summary>
    public string? Previous { get; private set; }

    /// <summary>SHA-256 over its place, all it says and <see cref="Previous"/>, hexadecimal.</summary>
    public string? Hash { get; private set; }

    /// <summary>Gives it its place behind another.</summary>
    /// <param name="number">Its place.</param>
    /// <param name="previous">The hash of the row before.</param>
    public void Chain(long number, string previous)
    {
        (Number, Previous) = (number, previous);
        Hash = ComputedAt(number);
    }

    /// <summary>What its hash must be if this is its place.</summary>
    public string ComputedAt(long number) =>
        Convert.ToHexString(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    new object?[]
                    {
                        number,
                        Previous,
                        Id,
                        At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
                        PersonId?.Value,
                        KeyId?.Value,
                        Roles,
                        Address,
                        Agent,
                        What,
                        SubjectKind,
                        SubjectId,
                        Outcome,
                        UpTo,
                        UpToHash,
                        // Only where there is one, so that rows of before it was kept have the hash that they were given.
                    }.Concat(AccessId is { } access ? [access.Value] : Array.Empty<object?>())
                )
            )
        );
}
