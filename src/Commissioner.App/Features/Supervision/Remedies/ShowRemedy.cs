using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Remedies;

/// <summary>One remedy, the cases of it that one may see, and what may be done about it now.</summary>
[Allow(Permission.ReadRemedies)]
public sealed record ShowRemedy(Id<Remedy> RemedyId) : IQuery<RemedySheet>;

internal sealed class ShowRemedyHandler(
    CommissionerDb db,
    Actor actor,
    DepartmentNames departments,
    Texts texts,
    Dues dues,
    TimeProvider clock
) : IRequestHandler<ShowRemedy, RemedySheet>
{
    public async Task<RemedySheet> Handle(ShowRemedy query, CancellationToken cancellationToken)
    {
        var remedy = await db.RemedyAsync(query.RemedyId, actor, cancellationToken);
        var ids = remedy.Cases.Where(c => c.IsIn).Select(c => c.CaseId).ToList();
        var cases = await db
            .Cases.AsNoTracking()
            .VisibleTo(actor)
            .Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Title,
                c.Enterprise.Name,
                c.Status,
            })
            .ToDictionaryAsync(c => c.Id, cancellationToken);
        var names = await departments.AllAsync(cancellationToken);
        var entries = await db
            .Timeline.AsNoTracking()
            .ReadableBy(actor)
            .Where(e => e.SubjectId == remedy.Id.Value)
            .OrderByDescending(e => e.Seq)
            .Take(100)
            .ToListAsync(cancellationToken);
        var hidden = actor.SeesFor() is not null;
        var lines = remedy
            .Cases.Where(l => l.IsIn && cases.ContainsKey(l.CaseId))
            .OrderBy(l => l.LinkedAt)
            .Select(l => (Line: l, Case: cases[l.CaseId]))
            .Select(l => new RemedyLine(
                l.Line.Id,
                l.Line.CaseId,
                l.Case.Number,
                hidden ? null : l.Case.Title,
                hidden ? null : l.Case.Name,
                l.Case.Status,
                l.Line.CameBack,
                l.Line.Helped,
                hidden ? null : l.Line.Words
            ))
            .ToList();
        return new(
            remedy.Id,
            remedy.Version,
            remedy.Title,
            remedy.Category,
            remedy.Place,
            remedy.ConcernsId is { } c ? names.GetValueOrDefault(c) : null,
            remedy.OwnerId is { } o ? names.GetValueOrDefault(o) : null,
            remedy.Measures,
            remedy.State,
            remedy.Cycle,
            remedy.StartedAt,
            remedy.DueAt,
            remedy.Clock.AlarmAt(clock.GetUtcNow()),
            remedy.DoneAt,
            remedy.DoneWords,
            remedy.ReopenedBecause,
            remedy.CalledOffBecause,
            lines.Count(l => l.Helped == true),
            lines.Count(l => l.Helped == false),
            lines,
            // An enterprise's people are named by nobody but themselves.
            [
                .. entries.Select(e => new RemedyHistory(
                    e.At,
                    e.As is Role.EnterpriseOwner or Role.EnterpriseUser ? texts.Name(e.As) : e.ByName,
                    e.As,
                    texts.Of(e, dues)
                )),
            ],
            remedy.State == RemedyState.Owed ? [.. Can(remedy)] : []
        );
    }

    private IEnumerable<RemedyMove> Can(Remedy remedy)
    {
        var starts = Permissions.Holds(actor, Permission.StartRemedies);
        return new[] { (RemedyMove.Report, remedy.IsOwedBy(actor)), (RemedyMove.ChangeCases, starts), (RemedyMove.CallOff, starts) }
            .Where(m => m.Item2)
            .Select(m => m.Item1);
    }
}
