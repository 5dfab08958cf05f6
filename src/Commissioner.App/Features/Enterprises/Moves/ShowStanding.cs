using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Moves;

/// <summary>What is open with an enterprise, before it moves to another sub-park, merges into another enterprise or leaves.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed record ShowStanding(Id<Enterprise> EnterpriseId) : IQuery<Standing>
{
    /// <summary>So many cases are named at the most; all are counted.</summary>
    public const int Named = 50;
}

/// <summary>What is open with an enterprise.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreditCode">Its credit code.</param>
/// <param name="ParkId">The sub-park it is in.</param>
/// <param name="Park">That one's name.</param>
/// <param name="EndedAt">When it merged or left; null while it is here.</param>
/// <param name="Successor">The name of the one that it merged into.</param>
/// <param name="Because">Why it merged or left.</param>
/// <param name="Commissioner">Who serves it; null for the duty desk.</param>
/// <param name="Backup">Who backs it up; null for the duty desk.</param>
/// <param name="SuccessorIsOwed">A replacement is not settled.</param>
/// <param name="Open">What it can't leave before.</param>
/// <param name="Cases">Its open cases, those due first.</param>
/// <param name="Departments">Departments with open legs in them.</param>
/// <param name="Orders">Supervision orders that run in them.</param>
/// <param name="Plans">Cases that are planned 挂账.</param>
/// <param name="MayReopen">Closed ones that can be taken up again still.</param>
/// <param name="ToRate">Closed ones that it was asked to rate and has not.</param>
/// <param name="People">Who signs in for it.</param>
/// <param name="Keys">Keys of its programs.</param>
/// <param name="Invitations">Colleagues who were invited and have not come.</param>
/// <param name="Ties">Commissioners with a declared tie to it.</param>
/// <param name="Parks">Sub-parks that it could move to.</param>
public sealed record Standing(
    Id<Enterprise> Id,
    string Name,
    string CreditCode,
    Id<Park> ParkId,
    string Park,
    DateTimeOffset? EndedAt,
    string? Successor,
    string? Because,
    string? Commissioner,
    string? Backup,
    bool SuccessorIsOwed,
    EnterpriseOpen Open,
    IReadOnlyList<CaseToGoOn> Cases,
    IReadOnlyList<string> Departments,
    int Orders,
    int Plans,
    int MayReopen,
    int ToRate,
    IReadOnlyList<string> People,
    int Keys,
    int Invitations,
    int Ties,
    IReadOnlyList<ParkToGo> Parks
);

/// <summary>An open case.</summary>
public sealed record CaseToGoOn(string Number, CaseStatus Status, [property: Due] DateTimeOffset? DueAt);

/// <summary>A sub-park that takes enterprises.</summary>
public sealed record ParkToGo(Id<Park> Id, string Name);

internal sealed class ShowStandingHandler(CommissionerDb db, StandingBook book, TimeProvider clock)
    : IRequestHandler<ShowStanding, Standing>
{
    public async Task<Standing> Handle(ShowStanding query, CancellationToken cancellationToken)
    {
        var its = await db.Enterprises.AsNoTracking().One(query.EnterpriseId, cancellationToken);
        Id<Enterprise>? id = its.Id;
        var now = clock.GetUtcNow();
        var since = now - Case.ReopenFor;
        var parks = await db.Parks.AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancellationToken);
        var cases = db.Cases.Where(c => c.EnterpriseId == its.Id);
        var open = cases.Where(c => c.ClosedAt == null);
        var departments = await db
            .Legs.Where(l => StandingBook.Legs.Contains(l.Status) && open.Any(c => c.Id == l.CaseId))
            .Select(l => l.DepartmentId)
            .Distinct()
            .ToListAsync(cancellationToken);
        var people = await db
            .People.AsNoTracking()
            .Where(p => p.EnterpriseId == id && p.LeftAt == null)
            .Select(p => new { p.Id, p.Name })
            .ToListAsync(cancellationToken);
        var ids = people.ConvertAll(p => p.Id);
        return new(
            its.Id,
            its.Name,
            its.CreditCode,
            its.ParkId,
            parks.Find(p => p.Id == its.ParkId)!.Name,
            its.EndedAt,
            await db.Enterprises.Where(e => e.Id == its.SuccessorId).Select(e => e.Name).FirstOrDefaultAsync(cancellationToken),
            its.EndedBecause,
            await NameAsync(its.ActiveId, cancellationToken),
            await NameAsync(its.BackupId, cancellationToken),
            await db.Replacements.AnyAsync(r => r.EnterpriseId == its.Id && r.Status == ReplacementStatus.Acting, cancellationToken),
            await book.OpenAsync(its.Id, cancellationToken),
            await open.OrderBy(c => c.NextDueAt)
                .ThenBy(c => c.Id)
                .Take(ShowStanding.Named)
                .Select(c => new CaseToGoOn(c.Number!, c.Status, c.NextDueAt))
                .ToListAsync(cancellationToken),
            await db
                .Departments.Where(d => departments.Contains(d.Id))
                .OrderBy(d => d.Code)
                .Select(d => d.Name)
                .ToListAsync(cancellationToken),
            await db.SupervisionOrders.CountAsync(
                o => (o.Status == OrderStatus.Issued || o.Status == OrderStatus.Answered) && open.Any(c => c.Id == o.CaseId),
                cancellationToken
            ),
            await open.CountAsync(c => c.Status == CaseStatus.Planned, cancellationToken),
            await cases.CountAsync(c => c.ClosedAt != null && (c.Status == CaseStatus.Unanswered || c.ClosedAt > since), cancellationToken),
            await db.RatingInvitations.CountAsync(
                i => i.EnterpriseId == its.Id && i.AnsweredAt == null && i.ValidUntil > now && i.NotBefore <= now,
                cancellationToken
            ),
            [.. people.Select(p => p.Name).Order(StringComparer.Ordinal)],
            await db.ApiKeys.CountAsync(k => ids.Contains(k.PersonId) && k.RevokedAt == null && k.EndsAt > now, cancellationToken),
            await db.Invitations.CountAsync(i => i.EnterpriseId == its.Id && i.ClosedAt == null && i.GoodUntil > now, cancellationToken),
            await db.Ties.CountAsync(t => t.EnterpriseId == its.Id && t.EndedAt == null, cancellationToken),
            [.. parks.Where(p => p.Id != its.ParkId && !parks.Exists(s => s.PartOfId == p.Id)).Select(p => new ParkToGo(p.Id, p.Name))]
        );
    }

    private Task<string?> NameAsync(Id<Person>? person, CancellationToken cancellationToken) =>
        person is null
            ? Task.FromResult<string?>(null)
            : db.People.Where(p => p.Id == person).Select(p => (string?)p.Name).SingleOrDefaultAsync(cancellationToken);
}
