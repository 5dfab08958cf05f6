using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.BreakGlass;

/// <summary>What was done and looked at under an emergency access, the first first: its rows of the audit log.</summary>
[Allow(Permission.ReadEmergencyActs)]
public sealed record ListEmergencyActs(Id<EmergencyAccess> AccessId, int Take = 100, string? After = null) : IQuery<Page<EmergencyAct>>;

/// <summary>Something that was done under an emergency access; never what it said.</summary>
/// <param name="Id">The row's key in the audit log.</param>
/// <param name="At">When, UTC.</param>
/// <param name="What">The request's name.</param>
/// <param name="SubjectKind">What it was about.</param>
/// <param name="SubjectId">Which of these.</param>
/// <param name="Outcome">Done, or the code of the refusal.</param>
public sealed record EmergencyAct(long Id, DateTimeOffset At, string What, string? SubjectKind, Guid? SubjectId, string Outcome);

internal sealed class ListEmergencyActsHandler(CommissionerDb db) : IRequestHandler<ListEmergencyActs, Page<EmergencyAct>>
{
    public async Task<Page<EmergencyAct>> Handle(ListEmergencyActs query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var after =
            string.IsNullOrEmpty(query.After) ? 0
            : long.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
            : throw new RuleBroken(PipelineRules.CursorUnknown) { Field = "after" };
        if (!await db.EmergencyAccesses.AnyAsync(a => a.Id == query.AccessId, cancellationToken))
        {
            throw new NotFound();
        }

        var rows = await db
            .AuditLog.AsNoTracking()
            .Where(e => e.AccessId == query.AccessId && e.Id > after)
            .OrderBy(e => e.Id)
            .Take(take + 1)
            .Select(e => new EmergencyAct(e.Id, e.At, e.What, e.SubjectKind, e.SubjectId, e.Outcome))
            .ToListAsync(cancellationToken);
        return new(
            [.. rows.Take(take).Select(e => e with { At = e.At.ToUniversalTime() })],
            rows.Count > take ? rows[take - 1].Id.ToString(CultureInfo.InvariantCulture) : null
        );
    }
}
