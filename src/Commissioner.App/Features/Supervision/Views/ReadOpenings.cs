using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Views;

/// <summary>What somebody opened on a day, newest first.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="On">The day, by the park's calendar; today where nothing is said.</param>
/// <param name="Take">At most so many, 1 to 200.</param>
/// <param name="After">Where the page begins.</param>
[Allow(Permission.WatchReading)]
public sealed record ReadOpenings(Id<Person> PersonId, DateOnly? On, int Take = 50, string? After = null) : IQuery<OpeningsOf>;

/// <summary>Somebody's openings of a day.</summary>
/// <param name="Name">Who.</param>
/// <param name="Roles">What it is.</param>
/// <param name="On">The day.</param>
/// <param name="Openings">A page of them.</param>
public sealed record OpeningsOf(string Name, IReadOnlyList<Role> Roles, DateOnly On, Page<OpeningLine> Openings);

/// <summary>Something that was opened.</summary>
/// <param name="Id">Its key in the audit log.</param>
/// <param name="At">When, UTC.</param>
/// <param name="What">By which request.</param>
/// <param name="CaseId">Which case, or the case of the file; null of a pack.</param>
/// <param name="Number">The case's number.</param>
/// <param name="Title">Its title.</param>
public sealed record OpeningLine(long Id, DateTimeOffset At, string What, Id<Case>? CaseId, string? Number, string? Title);

internal sealed class ReadOpeningsHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<ReadOpenings, OpeningsOf>
{
    public async Task<OpeningsOf> Handle(ReadOpenings query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var before =
            string.IsNullOrEmpty(query.After) ? long.MaxValue
            : long.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
            : throw new RuleBroken(PipelineRules.CursorUnknown) { Field = "after" };
        var who =
            await db
                .People.AsNoTracking()
                .Where(p => p.Id == query.PersonId)
                .Select(p => new { p.Name, p.Roles })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        var today = DateOnly.FromDateTime(Moments.Local(clock.GetUtcNow()).Date);
        var on = query.On is { Year: > 1900 and < 2200 } said ? said : today;
        var (begins, ends) = (
            Moments.FromLocal(on.ToDateTime(TimeOnly.MinValue)),
            Moments.FromLocal(on.AddDays(1).ToDateTime(TimeOnly.MinValue))
        );
        Id<Person>? person = query.PersonId;
        var lines = await (
            from e in db.AuditLog.AsNoTracking()
            where e.PersonId == person && e.At >= begins && e.At < ends && e.Id < before
            where e.Outcome == AuditEntry.Done && Reading.Openings.Contains(e.What)
            join file in db.Attachments on e.SubjectId equals (Guid?)(Guid)(object)file.Id into files
            from file in files.DefaultIfEmpty()
            join c in db.Cases
                on e.SubjectKind == nameof(Case) ? e.SubjectId : (Guid?)(object?)file!.CaseId equals (Guid?)(Guid)(object)c.Id
                into cases
            from c in cases.DefaultIfEmpty()
            orderby e.Id descending
            select new OpeningLine(e.Id, e.At, e.What, c == null ? null : c.Id, c!.Number, c!.Title)
        )
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        return new(
            who.Name,
            who.Roles,
            on,
            new(
                [.. lines.Take(take).Select(l => l with { At = l.At.ToUniversalTime() })],
                lines.Count > take ? lines[take - 1].Id.ToString(CultureInfo.InvariantCulture) : null
            )
        );
    }
}
