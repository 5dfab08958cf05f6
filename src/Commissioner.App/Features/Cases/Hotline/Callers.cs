using Commissioner.App.Features.Shared;
using Commissioner.Data;
using Commissioner.Data.Sealing;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline;

/// <summary>A case that a caller's number leads to.</summary>
/// <param name="Id">The case.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">What it is about.</param>
/// <param name="EnterpriseId">Whose it is.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="NextWordBy">By when somebody comes back; null once it is closed.</param>
public sealed record CallersCase(
    Id<Case> Id,
    string Number,
    string Title,
    Id<Enterprise> EnterpriseId,
    CaseStatus Status,
    [property: Due] DateTimeOffset? NextWordBy
);

/// <summary>What a number leads to: contacts of enterprises, their people who sign in, and who filed by telephone.</summary>
internal sealed class Callers(CommissionerDb db)
{
    /// <summary>For so long after a call its seat may still work on it.</summary>
    public static readonly TimeSpan Afterwards = TimeSpan.FromMinutes(30);

    // A closed case is listed for as long as it may be taken up again; more than these no card holds.
    private const int Most = 30;

    /// <summary>The number as it is stored where it can be read, else as it was given; empty where it was withheld.</summary>
    public static string Number(string? given) =>
        PhoneReading.TryRead(given, out var ways) ? ways.First!.Value.ToString()
        : (given ?? "").Trim() is { Length: <= 32 } text ? text
        : "";

    /// <summary>A call that this seat answered, or calls back; null where it is another's, or over for long.</summary>
    public async Task<Call?> OwnAsync(Id<Call> id, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Afterwards;
        Id<Person>? me = actor.Id;
        return await db.Calls.SingleOrDefaultAsync(
            c => c.Id == id && ((c.SeatId == me && (c.EndedAt == null || c.EndedAt > since)) || (c.TakenById == me && c.TakenAt > since)),
            cancellationToken
        );
    }

    /// <summary>The enterprises that this number belongs to.</summary>
    public async Task<IReadOnlyList<Id<Enterprise>>> EnterprisesOfAsync(string number, CancellationToken cancellationToken)
    {
        if (Bare(number) is not { } bare)
        {
            return [];
        }

        if (SealedFields.Mark(db.Keys, bare) is not { } like)
        {
            return [];
        }

        var contacts = await db
            .Enterprises.AsNoTracking()
            .Where(db.Like<Enterprise>(like, e => SealedFields.AsStored(e.ContactPhone)))
            // Who rings from the number of one that merged is asked for by the other.
            .Where(e => e.EndedAt == null || e.SuccessorId != null)
            .Select(e => new { Id = e.SuccessorId ?? e.Id, Phone = e.ContactPhone })
            .ToListAsync(cancellationToken);
        var people = await db
            .People.AsNoTracking()
            .Where(p => p.EnterpriseId != null)
            .Where(db.Like<Person>(like, p => SealedFields.AsStored(p.Phone)))
            .Select(p => new { Id = p.EnterpriseId!.Value, p.Phone })
            .ToListAsync(cancellationToken);
        var filed = await db
            .Cases.AsNoTracking()
            .Where(db.Like<Case>(like, c => SealedFields.AsStored(c.ContactPhone)))
            .Select(c => new { Id = c.EnterpriseId, Phone = c.ContactPhone! })
            .Distinct()
            .ToListAsync(cancellationToken);
        return [.. contacts.Concat(people).Concat(filed).Where(f => Has(f.Phone, bare)).Select(f => f.Id).Distinct()];
    }

    /// <summary>
    /// The cases that a call from this number opens: open ones of its enterprises and those that may be taken up again. What is about
    /// officials only where it was filed from this very number: of that nobody else at the enterprise need know.
    /// </summary>
    public async Task<IReadOnlyList<CallersCase>> CasesOfAsync(string number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var enterprises = await EnterprisesOfAsync(number, cancellationToken);
        if (enterprises.Count == 0)
        {
            return [];
        }

        var since = now - Case.ReopenFor;
        var bare = Bare(number)!;
        var rows = await db
            .Cases.AsNoTracking()
            .Where(c => enterprises.Contains(c.EnterpriseId) && c.Number != null)
            .Where(c => c.ClosedAt == null || c.ClosedAt > since || c.Status == CaseStatus.Unanswered)
            .OrderBy(c => c.ClosedAt != null)
            .ThenByDescending(c => c.SubmittedAt)
            .Select(c => new
            {
                Line = new CallersCase(c.Id, c.Number!, c.Title, c.EnterpriseId, c.Status, c.ClosedAt == null ? c.NextDueAt : null),
                c.AboutOfficials,
                Phone = c.ContactPhone
                    ?? db.People.Where(p => p.Id == c.SubmittedById && p.EnterpriseId != null).Select(p => p.Phone).FirstOrDefault(),
            })
            .Take(Most * 2)
            .ToListAsync(cancellationToken);
        return [.. rows.Where(r => !r.AboutOfficials || Has(r.Phone, bare)).Select(r => r.Line).Take(Most)];
    }

    // A line's extension is not what rings.
    private static string? Bare(string number) =>
        !PhoneNumber.TryParse(number, out var read) ? null
        : read.Dial.Contains(',', StringComparison.Ordinal) ? number[..number.LastIndexOf('-')]
        : number;

    private static bool Has(string? stored, string bare) => ContactWays.Stored(stored).Numbers.Any(n => Bare(n.ToString()) == bare);
}
