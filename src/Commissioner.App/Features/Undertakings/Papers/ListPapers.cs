using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Papers;

/// <summary>
/// Promised papers that one may see, by the day that was promised, by keyset: those that are open or wait for a decision, or all with what
/// was kept and broken.
/// </summary>
[Allow(Permission.ReadUndertakings)]
public sealed record ListPapers(bool All = false, int Take = 50, string? After = null) : IQuery<Page<PaperRow>>;

/// <param name="ExcludedUntil">Until which day the enterprise gives no other promise; null where it kept this one.</param>
/// <param name="MajeureWaits">Force majeure is claimed and not decided on.</param>
public sealed record PaperRow(
    Id<Undertaking> UndertakingId,
    Id<PaperPromise> Id,
    string Number,
    string EnterpriseName,
    string NodeName,
    string Name,
    PaperStatus Status,
    [property: Due] DateTimeOffset PromisedBy,
    DateOnly? ExcludedUntil,
    bool MajeureWaits
);

internal sealed class ListPapersHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListPapers, Page<PaperRow>>
{
    private static readonly PaperStatus[] Open = [PaperStatus.Owed, PaperStatus.Supplied, PaperStatus.Overdue, PaperStatus.Ordered];

    public async Task<Page<PaperRow>> Handle(ListPapers query, CancellationToken cancellationToken)
    {
        var (take, own) = (Math.Clamp(query.Take, 1, 200), actor.SeesFor());
        var seen =
            from p in db.PaperPromises.AsNoTracking()
            join u in db.Undertakings.VisibleTo(db, actor) on p.UndertakingId equals u.Id
            join n in db.UndertakingNodes on new { p.UndertakingId, Code = p.NodeCode } equals new { n.UndertakingId, n.Code }
            join e in db.Enterprises on u.EnterpriseId equals e.Id
            where own == null || n.DepartmentId == own
            select new
            {
                Paper = p,
                u.Number,
                Enterprise = e.Name,
                Node = n.Name,
            };
        if (!query.All)
        {
            seen = seen.Where(s =>
                Open.Contains(s.Paper.Status)
                || (s.Paper.Status == PaperStatus.Broken && s.Paper.Majeure != null && s.Paper.MajeureDecidedAt == null)
            );
        }

        if (Cursor.Read<PaperPromise>(query.After) is { } after)
        {
            seen = seen.Where(s => s.Paper.DueAt > after.At || (s.Paper.DueAt == after.At && s.Paper.Id > after.Id));
        }

        var rows = await seen.OrderBy(s => s.Paper.DueAt).ThenBy(s => s.Paper.Id).Take(take + 1).ToListAsync(cancellationToken);
        return new(
            [
                .. rows.Take(take)
                    .Select(r => new PaperRow(
                        r.Paper.UndertakingId,
                        r.Paper.Id,
                        r.Number,
                        r.Enterprise,
                        r.Node,
                        r.Paper.Name,
                        r.Paper.Status,
                        r.Paper.DueAt,
                        r.Paper.ExcludedUntil,
                        r.Paper.MajeureWaits
                    )),
            ],
            rows.Count > take ? Cursor.Write(rows[take - 1].Paper.DueAt, rows[take - 1].Paper.Id) : null
        );
    }
}
