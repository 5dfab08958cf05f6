using Commissioner.App.Features.Scores;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Publications;

/// <summary>Appraisal publishes the figures of a quarter 晾晒, as they stand now and for good; anew with a reason.</summary>
[Allow(Permission.PublishScores)]
public sealed record PublishScores(DateOnly? From, string? Reason) : ICommand<Id<Publication>>;

internal sealed class PublishScoresHandler(CommissionerDb db, ScoreBook book, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<PublishScores, Id<Publication>>
{
    public async Task<Id<Publication>> Handle(PublishScores command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var quarter = Period.QuarterOf(command.From ?? promises.Calendar.DateOf(now));
        if (command.From is null || command.From != quarter.From || quarter.To >= promises.Calendar.DateOf(now))
        {
            throw new RuleBroken(PublicationRules.QuarterIsNotOver) { Field = "from" };
        }

        List<PublishedUnit> units = [];
        foreach (var kind in Enum.GetValues<UnitKind>())
        {
            units.AddRange(
                (await book.PublishedAsync(kind, quarter, cancellationToken))
                    .OrderBy(l => l.Name, StringComparer.Ordinal)
                    .Select(l => new PublishedUnit(
                        kind,
                        l.Name,
                        l.Suppressed,
                        l.Band,
                        l.Composite,
                        [.. l.Rates.Select(r => new PublishedRate(r.Measure, r.K, r.N, r.Value, r.Lower, r.Excluded))],
                        l.Span
                    ))
            );
        }

        var last = await db
            .Publications.Where(p => p.From == quarter.From)
            .OrderByDescending(p => p.Revision)
            .FirstOrDefaultAsync(cancellationToken);
        var undecided = await UndecidedAsync(quarter, cancellationToken);
        var readAt = await db.AppraisalProgress.Select(p => p.ReadAt).SingleOrDefaultAsync(cancellationToken);
        var publication = Publication.Publish(
            quarter,
            await book.PolicyOfAsync(quarter.From, cancellationToken),
            PublishedUnit.Write(units),
            last,
            undecided,
            readAt,
            Moments.FromLocal(quarter.To.AddDays(1).ToDateTime(TimeOnly.MinValue)),
            command.Reason,
            actor,
            now
        );
        db.Publications.Add(publication);
        return publication.Id;
    }

    private async Task<int> UndecidedAsync(Period quarter, CancellationToken cancellationToken)
    {
        var open = await db
            .Exclusions.Where(e =>
                e.Status == ExclusionStatus.Proposed || e.Status == ExclusionStatus.Checked || e.Status == ExclusionStatus.Contested
            )
            .Select(e => new { OwnerId = (Guid)(object)e.CaseId, e.Kind })
            .ToListAsync(cancellationToken);
        var owners = open.Select(e => e.OwnerId).Distinct().ToList();
        var due =
            owners.Count == 0
                ? []
                : await db
                    .Facts.Where(f => owners.Contains(f.OwnerId) && f.Day >= quarter.From && f.Day <= quarter.To)
                    .Select(f => new { f.OwnerId, f.Kind })
                    .Distinct()
                    .ToListAsync(cancellationToken);
        return open.Count(due.Contains);
    }
}
