using System.Linq.Expressions;
using Commissioner.App.Pipeline;
using Commissioner.Data;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Views;

/// <summary>Unusual reading of some days as the database counts it: of cases by the audit log's openings, of contacts by the timeline's reveals.</summary>
/// <param name="db">Where it is recorded.</param>
/// <param name="since">From when on, UTC.</param>
/// <param name="until">Until when, UTC.</param>
/// <param name="ahead">By how many hours the park's clock is ahead: whole ones, so its hours are those of UTC.</param>
internal sealed class Reading(CommissionerDb db, DateTimeOffset since, DateTimeOffset until, double ahead)
{
    /// <summary>What opens something of an enterprise, by name. A sheet looked at leaves no row.</summary>
    public static readonly string[] Openings =
    [
        .. typeof(Reading).Assembly.GetTypes().Where(t => t.IsClass && typeof(IReading).IsAssignableFrom(t)).Select(t => t.Name),
    ];

    /// <summary>A line as it is counted.</summary>
    internal sealed class Row
    {
        public Guid PersonId { get; init; }

        public DateTime Day { get; init; }

        public int What { get; init; }

        public int Count { get; init; }

        public DateTimeOffset FirstAt { get; init; }

        public DateTimeOffset LastAt { get; init; }
    }

    /// <summary>Very many different cases, within an hour or on a day.</summary>
    public IQueryable<Row> Many(UnusualSettings most)
    {
        var opened =
            from e in db.AuditLog
            where e.At >= since && e.At < until && e.Outcome == AuditEntry.Done && e.PersonId != null && Openings.Contains(e.What)
            join file in db.Attachments on e.SubjectId equals (Guid?)(Guid)(object)file.Id into files
            from file in files.DefaultIfEmpty()
            select new
            {
                PersonId = (Guid)(object)e.PersonId!.Value,
                Day = e.At.AddHours(ahead).Date,
                e.At.Hour,
                e.At,
                CaseId = e.SubjectKind == nameof(Case) ? e.SubjectId : (Guid?)(object?)file!.CaseId,
            };
        var hours = opened
            .GroupBy(o => new
            {
                o.PersonId,
                o.Day,
                o.Hour,
            })
            .Select(g => new
            {
                g.Key.PersonId,
                g.Key.Day,
                Count = g.Select(o => o.CaseId).Distinct().Count(),
                FirstAt = g.Min(o => o.At),
                LastAt = g.Max(o => o.At),
            })
            .Where(h => h.Count > most.CasesAnHour)
            .GroupBy(h => new { h.PersonId, h.Day })
            .Select(g => new Row
            {
                PersonId = g.Key.PersonId,
                Day = g.Key.Day,
                What = (int)Unusual.ManyInAnHour,
                Count = g.Max(h => h.Count),
                FirstAt = g.Min(h => h.FirstAt),
                LastAt = g.Max(h => h.LastAt),
            });
        var days = opened
            .GroupBy(o => new { o.PersonId, o.Day })
            .Select(g => new Row
            {
                PersonId = g.Key.PersonId,
                Day = g.Key.Day,
                What = (int)Unusual.ManyInADay,
                Count = g.Select(o => o.CaseId).Distinct().Count(),
                FirstAt = g.Min(o => o.At),
                LastAt = g.Max(o => o.At),
            })
            .Where(d => d.Count > most.CasesADay);
        return hours.Concat(days);
    }

    /// <summary>Contacts shown while the park was not at work.</summary>
    public IQueryable<Row> Outside(WorkingCalendar calendar)
    {
        // The database knows no calendar: the windows of these few weeks are told to it, some forty of them.
        var e = Expression.Parameter(typeof(TimelineEntry));
        var at = Expression.Property(e, nameof(TimelineEntry.At));
        var working = calendar
            .WindowsBetween(since, until)
            .Select(w =>
                Expression.AndAlso(
                    Expression.GreaterThanOrEqual(at, Expression.Constant(w.From)),
                    Expression.LessThan(at, Expression.Constant(w.To))
                )
            )
            .Aggregate((Expression)Expression.Constant(false), Expression.OrElse);
        return ADay(Revealed.Where(Expression.Lambda<Func<TimelineEntry, bool>>(Expression.Not(working), e)), Unusual.OutsideWorkingTime);
    }

    /// <summary>
    /// Contacts shown of enterprises that who had them shown served in neither post then; the service office serves those of the duty desk.
    /// A department sees the contact where it leads, so what it is shown is its own.
    /// </summary>
    public IQueryable<Row> NotItsOwn() =>
        ADay(
            Revealed
                .Where(e => e.As == Role.Commissioner || e.As == Role.TriageDesk)
                .Where(e =>
                    !db.Enterprises.Any(x =>
                        (Guid)(object)x.Id == e.SubjectId
                        && (
                            (x.ActiveId == e.ById && x.ActiveSinceAt <= e.At)
                            || (x.BackupId == e.ById && x.BackupSinceAt <= e.At)
                            || (x.ActiveId == null && x.ActiveSinceAt <= e.At && e.As == Role.TriageDesk)
                        )
                    )
                    && !db.Assignments.Any(a =>
                        (Guid)(object)a.EnterpriseId == e.SubjectId
                        && a.FromAt <= e.At
                        && e.At < a.ToAt
                        && (a.PersonId == e.ById || (a.PersonId == null && a.Duty == Duty.Active && e.As == Role.TriageDesk))
                    )
                ),
            Unusual.NotItsOwn
        );

    private IQueryable<TimelineEntry> Revealed =>
        db.Timeline.AsNoTracking().Where(e => e.Name == nameof(ContactRevealed) && e.At >= since && e.At < until);

    private IQueryable<Row> ADay(IQueryable<TimelineEntry> revealed, Unusual what) =>
        revealed
            .GroupBy(e => new { PersonId = (Guid)(object)e.ById, Day = e.At.AddHours(ahead).Date })
            .Select(g => new Row
            {
                PersonId = g.Key.PersonId,
                Day = g.Key.Day,
                What = (int)what,
                Count = g.Count(),
                FirstAt = g.Min(e => e.At),
                LastAt = g.Max(e => e.At),
            });
}
