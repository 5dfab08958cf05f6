using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Retention;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Retention;

/// <summary>The ledger of what was erased, newest first, by keyset.</summary>
[Allow(Permission.ReadRetention)]
public sealed record ListErasures(int Take = 50, string? After = null) : IQuery<Page<ErasureLine>>;

/// <summary>Something that was erased; never what it said.</summary>
/// <param name="Id">Its number in the ledger.</param>
/// <param name="Rule">By which rule.</param>
/// <param name="PolicyVersion">Of which policy.</param>
/// <param name="Kind">Of what: Case, Call, Tip, or Messages for many at once.</param>
/// <param name="SubjectId">Which of these; null for many at once.</param>
/// <param name="Number">The case's number.</param>
/// <param name="Since">From when its time was counted, UTC.</param>
/// <param name="At">When it was erased, UTC.</param>
/// <param name="Count">How many texts, names and numbers; of messages, how many.</param>
/// <param name="Files">How many files.</param>
public sealed record ErasureLine(
    long Id,
    ErasureRule Rule,
    int PolicyVersion,
    string Kind,
    Guid? SubjectId,
    string? Number,
    DateTimeOffset Since,
    DateTimeOffset At,
    int Count,
    int Files
);

internal sealed class ListErasuresHandler(CommissionerDb db) : IRequestHandler<ListErasures, Page<ErasureLine>>
{
    public async Task<Page<ErasureLine>> Handle(ListErasures query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var before =
            string.IsNullOrEmpty(query.After) ? long.MaxValue
            : long.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
            : throw new RuleBroken(PipelineRules.CursorUnknown) { Field = "after" };
        var rows = await db
            .Erasures.AsNoTracking()
            .Where(e => e.Id < before)
            .OrderByDescending(e => e.Id)
            .Take(take + 1)
            .Select(e => new ErasureLine(
                e.Id,
                e.Rule,
                e.PolicyVersion,
                e.Kind,
                e.SubjectId,
                db.Cases.Where(c => (Guid)(object)c.Id == e.SubjectId).Select(c => c.Number).FirstOrDefault(),
                e.Since,
                e.At,
                e.Count,
                e.Files
            ))
            .ToListAsync(cancellationToken);
        return new(
            [.. rows.Take(take).Select(e => e with { Since = e.Since.ToUniversalTime(), At = e.At.ToUniversalTime() })],
            rows.Count > take ? rows[take - 1].Id.ToString(CultureInfo.InvariantCulture) : null
        );
    }
}
