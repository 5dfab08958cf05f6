using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Scores;

/// <summary>The scores of one person, department or park over a period, as far as one may read them.</summary>
/// <param name="UnitId">Whose.</param>
/// <param name="From">The first day; the quarter that was over last when nothing is said.</param>
/// <param name="To">The last.</param>
[Allow(Permission.ReadScores)]
public sealed record ShowScorecard(Guid UnitId, DateOnly? From = null, DateOnly? To = null) : IQuery<ScorecardSheet>;

/// <summary>One unit's scores.</summary>
/// <param name="PolicyVersion">By which version of the policy: the one that counts for the quarter of the first day.</param>
/// <param name="ReadAt">How far the log has been read into them; null when it never was.</param>
/// <param name="Suppressed">Too few enterprises stand behind it for who reads: nothing is said.</param>
/// <param name="Composite">0 to 1; null where one of its parts is of fewer than five.</param>
public sealed record ScorecardSheet(
    Guid UnitId,
    UnitKind Kind,
    string Name,
    DateOnly From,
    DateOnly To,
    int PolicyVersion,
    DateTimeOffset? ReadAt,
    bool Suppressed,
    Band? Band,
    decimal? Composite,
    IReadOnlyList<RateLine> Rates
);

internal sealed class ShowScorecardHandler(CommissionerDb db, ScoreBook book) : IRequestHandler<ShowScorecard, ScorecardSheet>
{
    public async Task<ScorecardSheet> Handle(ShowScorecard query, CancellationToken cancellationToken)
    {
        var id = query.UnitId;
        var kind =
            await db.ServiceCommissioners.AnyAsync(c => c.PersonId == new Id<Domain.People.Person>(id), cancellationToken) ? UnitKind.Person
            : await db.Departments.AnyAsync(d => d.Id == new Id<Domain.Departments.Department>(id), cancellationToken) ? UnitKind.Department
            : UnitKind.Park;
        var found = await book.ReadAsync(new ListScores(kind, query.From, query.To, id), cancellationToken);
        // Who is appraised reads its own alone, whatever it asks for.
        var line = found.Items.SingleOrDefault(i => i.UnitId == id) ?? throw new NotFound();
        return new(
            id,
            found.Kind,
            line.Name,
            found.From,
            found.To,
            found.PolicyVersion,
            found.ReadAt,
            line.Suppressed,
            line.Band,
            line.Composite,
            line.Rates
        );
    }
}
