using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Audit;

/// <summary>Which rows of the audit log somebody asks for.</summary>
/// <param name="Person">By its account's name.</param>
/// <param name="What">The request's name.</param>
/// <param name="Outcome">How it ended; <see cref="Refused"/> for whatever was not done.</param>
/// <param name="From">The first day, by the park's calendar.</param>
/// <param name="Until">The last.</param>
/// <param name="Address">From which network address.</param>
public sealed record AuditFilter(
    string? Person = null,
    string? What = null,
    string? Outcome = null,
    DateOnly? From = null,
    DateOnly? Until = null,
    string? Address = null
)
{
    /// <summary>Stands for every outcome but one.</summary>
    public const string Refused = "Refused";

    /// <summary>The rows, newest first, after one of them.</summary>
    public async Task<IReadOnlyList<AuditLine>> ReadAsync(CommissionerDb db, long? after, int take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var found = db.AuditLog.AsNoTracking();
        if (Said(Person) is { } name)
        {
            var account = await db.Accounts.Where(a => a.UserName == name).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(cancellationToken);
            Id<Person>? person = new(account ?? Guid.Empty);
            found = found.Where(e => e.PersonId == person);
        }

        var (what, outcome, address) = (Said(What), Said(Outcome), Said(Address));
        found = found.Where(e => (what == null || e.What == what) && (address == null || e.Address == address));
        if (outcome is not null)
        {
            found = outcome == Refused ? found.Where(e => e.Outcome != AuditEntry.Done) : found.Where(e => e.Outcome == outcome);
        }

        if (From is { } first)
        {
            var from = Moments.FromLocal(first.ToDateTime(TimeOnly.MinValue));
            found = found.Where(e => e.At >= from);
        }

        if (Until is { } last && last < DateOnly.MaxValue)
        {
            var until = Moments.FromLocal(last.AddDays(1).ToDateTime(TimeOnly.MinValue));
            found = found.Where(e => e.At < until);
        }

        var rows = await found
            .Where(e => after == null || e.Id < after)
            .OrderByDescending(e => e.Id)
            .Take(take)
            .ToListAsync(cancellationToken);
        var people = rows.Select(e => e.PersonId?.Value).OfType<Guid>().Distinct().ToList();
        var names = await db
            .Accounts.AsNoTracking()
            .Where(a => people.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.UserName, cancellationToken);
        var used = rows.Select(e => e.KeyId).OfType<Id<ApiKey>>().Distinct().ToList();
        var keys = await db
            .ApiKeys.AsNoTracking()
            .Where(k => used.Contains(k.Id))
            .ToDictionaryAsync(k => k.Id, k => k.Start, cancellationToken);
        return
        [
            .. rows.Select(e => new AuditLine(
                e.Id,
                e.Number,
                e.At,
                e.PersonId,
                e.PersonId is { } id ? names.GetValueOrDefault(id.Value) : null,
                e.KeyId,
                e.KeyId is { } key ? keys.GetValueOrDefault(key) : null,
                e.AccessId,
                e.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                e.Address,
                e.Agent,
                e.What,
                e.SubjectKind,
                e.SubjectId,
                e.Outcome,
                e.Hash
            )),
        ];
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The audit log, newest first, by keyset.</summary>
[Allow(Permission.ReadAudit)]
public sealed record ListAudit(AuditFilter Filter, int Take = 50, string? After = null) : IQuery<Page<AuditLine>>;

/// <summary>A row of the audit log.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its place in the chain; null while it has none.</param>
/// <param name="At">When.</param>
/// <param name="PersonId">Who; null for the system and for somebody who has not signed in.</param>
/// <param name="Person">The name of its account.</param>
/// <param name="KeyId">By which key a program acted; null where the person itself was there.</param>
/// <param name="Key">How that key begins.</param>
/// <param name="AccessId">Under which emergency access; null for all others.</param>
/// <param name="Roles">In which roles.</param>
/// <param name="Address">From which network address.</param>
/// <param name="Agent">What its program calls itself.</param>
/// <param name="What">The request's name.</param>
/// <param name="SubjectKind">What it was about.</param>
/// <param name="SubjectId">Which of these.</param>
/// <param name="Outcome">Done, or the code of the refusal.</param>
/// <param name="Hash">Its hash in the chain.</param>
public sealed record AuditLine(
    long Id,
    long? Number,
    DateTimeOffset At,
    Id<Person>? PersonId,
    string? Person,
    Id<ApiKey>? KeyId,
    string? Key,
    Id<EmergencyAccess>? AccessId,
    IReadOnlyList<string> Roles,
    string? Address,
    string? Agent,
    string What,
    string? SubjectKind,
    Guid? SubjectId,
    string Outcome,
    string? Hash
);

internal sealed class ListAuditHandler(CommissionerDb db) : IRequestHandler<ListAudit, Page<AuditLine>>
{
    public async Task<Page<AuditLine>> Handle(ListAudit query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var rows = await query.Filter.ReadAsync(db, After(query.After), take + 1, cancellationToken);
        return rows.Count > take ? new([.. rows.Take(take)], rows[take - 1].Id.ToString(CultureInfo.InvariantCulture)) : new(rows, null);
    }

    private static long? After(string? cursor) =>
        string.IsNullOrEmpty(cursor) ? null
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : throw new RuleBroken(PipelineRules.CursorUnknown) { Field = "after" };
}
