using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Proposals;

/// <summary>
/// Proposed changes of the routing catalogue, by keyset: those that wait, the oldest first, or those that were decided, the latest first.
/// </summary>
[Allow(Permission.ManageCatalogue)]
public sealed record ListProposals(bool Decided = false, int Take = 50, string? After = null) : IQuery<Page<ProposalRow>>;

/// <summary>A change that an upheld objection proposes.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">The item.</param>
/// <param name="Matter">What it is about.</param>
/// <param name="Version">The version that the department was called by.</param>
/// <param name="Last">The item's last version: what a confirmation is based on.</param>
/// <param name="Objecting">The department that was called in error.</param>
/// <param name="Competent">The one that is competent.</param>
/// <param name="Basis">The duty basis that the objection names.</param>
/// <param name="Ruling">Why the objection was upheld.</param>
/// <param name="CaseId">The case; null for one that this person may not see.</param>
/// <param name="Number">Its number.</param>
/// <param name="ProposedAt">When, UTC.</param>
/// <param name="Changes">Before and after: what would change, or did; empty where the item says so by now.</param>
/// <param name="Decision">What became of it; null while it waits.</param>
public sealed record ProposalRow(
    Id<CatalogueProposal> Id,
    string Code,
    string Matter,
    int Version,
    int Last,
    string Objecting,
    string Competent,
    string? Basis,
    string? Ruling,
    Id<Case>? CaseId,
    string? Number,
    DateTimeOffset ProposedAt,
    IReadOnlyList<Catalogue.CatalogueChange> Changes,
    ProposalDecision? Decision
);

/// <summary>What became of a proposal.</summary>
/// <param name="Became">The version that it became; null where it was dismissed.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When, UTC.</param>
public sealed record ProposalDecision(int? Became, string? Reason, string? By, DateTimeOffset At);

internal sealed class ListProposalsHandler(CommissionerDb db, Actor actor, DepartmentNames departments, Texts texts)
    : IRequestHandler<ListProposals, Page<ProposalRow>>
{
    public async Task<Page<ProposalRow>> Handle(ListProposals query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var after = Cursor.Read<CatalogueProposal>(query.After);
        var found = db.CatalogueProposals.AsNoTracking();
        if (query.Decided)
        {
            found = found.Where(p => p.DecidedAt != null);
            found = after is { } a ? found.Where(p => p.DecidedAt < a.At || (p.DecidedAt == a.At && p.Id < a.Id)) : found;
            found = found.OrderByDescending(p => p.DecidedAt).ThenByDescending(p => p.Id);
        }
        else
        {
            found = found.Where(p => p.DecidedAt == null);
            found = after is { } a ? found.Where(p => p.ProposedAt > a.At || (p.ProposedAt == a.At && p.Id > a.Id)) : found;
            found = found.OrderBy(p => p.ProposedAt).ThenBy(p => p.Id);
        }

        var rows = await db.RowsOfAsync(found.Take(take + 1), actor, departments, texts, cancellationToken);
        var last = rows.Count > take ? rows[take - 1] : null;
        return new([.. rows.Take(take)], last is null ? null : Cursor.Write(last.Decision?.At ?? last.ProposedAt, last.Id));
    }
}

/// <summary>Proposals as people read them.</summary>
internal static class ProposalRows
{
    /// <summary>These proposals with their items, before and after, in two statements.</summary>
    public static async Task<IReadOnlyList<ProposalRow>> RowsOfAsync(
        this CommissionerDb db,
        IQueryable<CatalogueProposal> proposals,
        Actor actor,
        DepartmentNames departments,
        Texts texts,
        CancellationToken cancellationToken
    )
    {
        var seen = db.Cases.VisibleTo(actor);
        var found = await proposals
            .Select(p => new
            {
                Proposal = p,
                db.Legs.First(l => l.Id == p.LegId).Ruling,
                Case = seen.Where(c => c.Id == p.CaseId).Select(c => new { c.Number }).FirstOrDefault(),
                By = db.People.Where(d => d.Id == p.DecidedById).Select(d => d.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var codes = found.Select(f => f.Proposal.Code).Distinct().ToList();
        var items = (await db.CatalogueItems.AsNoTracking().Where(i => codes.Contains(i.Code)).ToListAsync(cancellationToken)).ToLookup(i =>
            i.Code
        );
        var names = await departments.AllAsync(cancellationToken);
        return
        [
            .. found.Select(f =>
            {
                var (p, versions) = (f.Proposal, items[f.Proposal.Code].ToDictionary(i => i.Version));
                var last = versions[versions.Keys.Max()];
                var (before, after) = p switch
                {
                    { Became: { } became } => (versions[became - 1].Says, versions[became].Says),
                    { DecidedAt: not null } => (versions[p.Version].Says, p.After(versions[p.Version])),
                    _ => (last.Says, p.After(last)),
                };
                return new ProposalRow(
                    p.Id,
                    p.Code,
                    last.Matter,
                    p.Version,
                    last.Version,
                    names.GetValueOrDefault(p.ObjectingId, ""),
                    names.GetValueOrDefault(p.CompetentId, ""),
                    p.Basis,
                    f.Case is null ? null : f.Ruling?.Reason,
                    f.Case is null ? null : p.CaseId,
                    f.Case?.Number,
                    p.ProposedAt,
                    Catalogue.CatalogueRows.ChangesTo(before, after, texts, names),
                    p.DecidedAt is { } at ? new(p.Became, p.Reason, f.By, at) : null
                );
            }),
        ];
    }
}
