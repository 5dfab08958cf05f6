using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Scores;

/// <summary>
/// What stands behind a unit's scores, one thing a row, by day: to supervision and appraisal alone, since it tells single ratings.
/// </summary>
/// <param name="Kind">What kind of unit.</param>
/// <param name="UnitId">Which.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last.</param>
/// <param name="Take">At most so many cases, 1 to 200.</param>
/// <param name="After">Where the page begins.</param>
/// <param name="Of">What of it; all where nothing is said.</param>
[Allow(Permission.Appraise)]
public sealed record ListFacts(
    UnitKind Kind,
    Guid UnitId,
    DateOnly From,
    DateOnly To,
    int Take = 50,
    string? After = null,
    FactFilter? Of = null
) : IQuery<Page<FactLine>>;

/// <summary>A thing that counts, or why it does not.</summary>
/// <param name="Value">As <see cref="Fact.Value"/> says.</param>
public sealed record FactLine(
    DateOnly Day,
    FactKind Kind,
    Guid OwnerId,
    string? CaseNumber,
    string? CaseTitle,
    int Cycle,
    LeftOut Why,
    long Value,
    int PolicyVersion
)
{
    /// <summary>By which cases are told apart where their numbers are not read.</summary>
    public string CaseMark => MarkOf(OwnerId);

    /// <summary>The mark of a case: the end of its key.</summary>
    public static string MarkOf(Guid @case) => @case.ToString("N")[^6..].ToUpperInvariant();
}

internal sealed class ListFactsHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListFacts, Page<FactLine>>
{
    public async Task<Page<FactLine>> Handle(ListFacts query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var unit = query.UnitId;
        var facts = db.Facts.AsNoTracking().Where(f => f.Day >= query.From && f.Day <= query.To);
        facts = query.Kind switch
        {
            UnitKind.Person => facts.Where(f => (Guid?)(object?)f.PersonId == unit),
            UnitKind.Department => facts.Where(f => (Guid?)(object?)f.DepartmentId == unit),
            _ => facts.Where(f => (Guid)(object)f.SubParkId == unit || (Guid)(object)f.ParkId == unit),
        };
        facts = (query.Of ?? new()).Narrow(facts, query.Kind);
        // Pages are cut between owners, not between facts: one owner has only a few facts a day, so they stay together.
        if (Cursor.Read<Case>(query.After) is { } after)
        {
            var (day, owner) = (DateOnly.FromDateTime(after.At.UtcDateTime), after.Id.Value);
            facts = facts.Where(f => f.Day > day || (f.Day == day && f.OwnerId > owner));
        }

        var owners = await facts
            .Select(f => new { f.Day, f.OwnerId })
            .Distinct()
            .OrderBy(f => f.Day)
            .ThenBy(f => f.OwnerId)
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        if (owners.Count == 0)
        {
            return new([], null);
        }

        // Who may not open a case reads neither its number nor its title, and gets no link to it.
        var visible = db.Cases.VisibleTo(actor);
        var last = owners[Math.Min(take, owners.Count) - 1];
        var rows = await facts
            .Where(f => f.Day < last.Day || (f.Day == last.Day && f.OwnerId <= last.OwnerId))
            .OrderBy(f => f.Day)
            .ThenBy(f => f.OwnerId)
            .ThenBy(f => f.Kind)
            .ThenBy(f => f.Cycle)
            .Select(f => new FactLine(
                f.Day,
                f.Kind,
                f.OwnerId,
                visible.Where(c => (Guid)(object)c.Id == f.OwnerId).Select(c => c.Number).FirstOrDefault(),
                visible.Where(c => (Guid)(object)c.Id == f.OwnerId).Select(c => c.Title).FirstOrDefault(),
                f.Cycle,
                f.Why,
                f.Value,
                f.PolicyVersion
            ))
            .ToListAsync(cancellationToken);
        return new(
            rows,
            owners.Count > take
                ? Cursor.Write(new DateTimeOffset(last.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), new Id<Case>(last.OwnerId))
                : null
        );
    }
}
