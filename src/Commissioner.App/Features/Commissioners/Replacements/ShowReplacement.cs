using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements;

/// <summary>One replacement, for the enterprise and the service office; what began it is not told.</summary>
[Allow(Permission.ReadReplacements)]
public sealed record ShowReplacement(Id<Replacement> ReplacementId) : IQuery<ReplacementSheet>;

/// <summary>Replacements, newest first, by keyset.</summary>
[Allow(Permission.AppointSuccessor)]
public sealed record ListReplacements(ReplacementStatus? Status = null, int Take = 50, string? After = null)
    : IQuery<Page<ReplacementSheet>>;

/// <summary>A replacement without what began it.</summary>
public sealed record ReplacementSheet(
    Id<Replacement> Id,
    Id<Enterprise> EnterpriseId,
    string EnterpriseName,
    ReplacementStatus Status,
    string? Acting,
    Id<Person>? ProposedId,
    string? Proposed,
    Id<Person>? SuccessorId,
    string? Successor,
    DateTimeOffset BeganAt,
    [property: Due] DateTimeOffset KeepUntil,
    DateTimeOffset? EndedAt,
    [property: Due] DateTimeOffset? DueAt,
    [property: Due] DateTimeOffset? ContactBy,
    DateTimeOffset? ContactedAt
);

internal sealed class ShowReplacementHandler(CommissionerDb db, Actor actor)
    : IRequestHandler<ShowReplacement, ReplacementSheet>,
        IRequestHandler<ListReplacements, Page<ReplacementSheet>>
{
    public async Task<ReplacementSheet> Handle(ShowReplacement query, CancellationToken cancellationToken) =>
        await Sheets(db.Replacements.Where(r => r.Id == query.ReplacementId)).SingleOrDefaultAsync(cancellationToken)
        ?? throw new NotFound();

    public async Task<Page<ReplacementSheet>> Handle(ListReplacements query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var found = db.Replacements.Where(r => query.Status == null || r.Status == query.Status);
        if (Cursor.Read<Replacement>(query.After) is { } after)
        {
            found = found.Where(r => r.BeganAt < after.At || (r.BeganAt == after.At && r.Id < after.Id));
        }

        var rows = await Sheets(found).Take(take + 1).ToListAsync(cancellationToken);
        var items = rows.Take(take).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].BeganAt, items[^1].Id) : null);
    }

    private IQueryable<ReplacementSheet> Sheets(IQueryable<Replacement> replacements) =>
        from r in replacements.AsNoTracking()
        join e in db.Enterprises.VisibleTo(actor) on r.EnterpriseId equals e.Id
        orderby r.BeganAt descending, r.Id descending
        select new ReplacementSheet(
            r.Id,
            e.Id,
            e.Name,
            r.Status,
            db.People.Where(p => p.Id == r.ActingId).Select(p => p.Name).FirstOrDefault(),
            r.ProposedId,
            db.People.Where(p => p.Id == r.ProposedId).Select(p => p.Name).FirstOrDefault(),
            r.SuccessorId,
            db.People.Where(p => p.Id == r.SuccessorId).Select(p => p.Name).FirstOrDefault(),
            r.BeganAt,
            r.KeepUntil,
            r.EndedAt,
            r.Clocks.Where(k => k.Kind == PromiseKind.Successor).Select(k => (DateTimeOffset?)k.DueAt).FirstOrDefault(),
            r.Clocks.Where(k => k.Kind == PromiseKind.SuccessorContact).Select(k => (DateTimeOffset?)k.DueAt).FirstOrDefault(),
            r.Clocks.Where(k => k.Kind == PromiseKind.SuccessorContact && (k.Result == PromiseResult.Met || k.Result == PromiseResult.Late))
                .Select(k => k.StoppedAt)
                .FirstOrDefault()
        );
}
