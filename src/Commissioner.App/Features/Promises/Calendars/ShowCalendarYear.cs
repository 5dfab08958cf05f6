using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Calendars;

/// <summary>
/// A year of a calendar at a glance: this year of the version in force, unless others are named; a proposal can be looked at too.
/// </summary>
[Allow(Permission.ReadRules)]
public sealed record ShowCalendarYear(string Code, int? Year = null, int? Version = null) : IQuery<CalendarYearSheet>;

/// <summary>A year of a calendar.</summary>
/// <param name="Code">The calendar.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version that is shown.</param>
/// <param name="VersionInForce">The version in force; null of a calendar that is only proposed.</param>
/// <param name="Zone">Its IANA zone.</param>
/// <param name="Year">The year.</param>
/// <param name="Assured">Its notice is known.</param>
/// <param name="Notice">The notice's number; null where it is not known.</param>
/// <param name="MissingYear">The year whose notice is overdue; null where none is.</param>
/// <param name="WorkingDays">How many there are in the year.</param>
/// <param name="Today">The date there, now.</param>
/// <param name="Week">Hours from Monday to Sunday.</param>
/// <param name="Days">All days of the year.</param>
/// <param name="Versions">All versions, newest first: who proposed and who confirmed them.</param>
public sealed record CalendarYearSheet(
    string Code,
    string Name,
    int Version,
    int? VersionInForce,
    string Zone,
    int Year,
    bool Assured,
    string? Notice,
    int? MissingYear,
    int WorkingDays,
    DateOnly Today,
    IReadOnlyList<WeekdayHours> Week,
    IReadOnlyList<CalendarDay> Days,
    IReadOnlyList<VersionLine> Versions
);

/// <summary>Hours of a weekday; empty for a day off.</summary>
public sealed record WeekdayHours(DayOfWeek Day, string Hours);

/// <summary>A day of a year.</summary>
/// <param name="On">The local date.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The holiday it belongs to; null for a day of the week's own.</param>
/// <param name="Hours">When it is worked; empty when it is off.</param>
public sealed record CalendarDay(DateOnly On, DayKind Kind, string? Name, string Hours);

/// <summary>A version with who answers for it; what ships with the product has neither.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Source">The notice's number, or why it was changed; null for what ships with the product.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When, UTC.</param>
/// <param name="ConfirmedBy">Who confirmed it; null while it waits.</param>
/// <param name="InForceAt">Since when, UTC.</param>
/// <param name="Open">Open promises that are pinned to it.</param>
public sealed record VersionLine(
    int Version,
    string? Source,
    string? ProposedBy,
    DateTimeOffset? ProposedAt,
    string? ConfirmedBy,
    DateTimeOffset? InForceAt,
    int Open
);

internal sealed class ShowCalendarYearHandler(CommissionerDb db, Promises promises, Rulebook rulebook, Texts texts, TimeProvider clock)
    : IRequestHandler<ShowCalendarYear, CalendarYearSheet>
{
    public async Task<CalendarYearSheet> Handle(ShowCalendarYear query, CancellationToken cancellationToken)
    {
        var inForce = promises.Find(query.Code);
        var code = inForce?.Code ?? query.Code;
        var stored = await db
            .Calendars.AsNoTracking()
            .Where(c => c.Code == code)
            .OrderByDescending(c => c.Version)
            .ToListAsync(cancellationToken);
        var proposed = stored.Find(c => c.InForceAt is null && (c.Version == query.Version || (query.Version is null && inForce is null)));
        var calendar =
            (proposed is not null ? CalendarFile.Read(code, proposed.Version, proposed.Content) : promises.Find(code, query.Version))
            ?? throw new NotFound();
        var now = clock.GetUtcNow();
        var today = calendar.DateOf(now);
        var year = query.Year ?? today.Year;
        if (year is < WorkingCalendar.FirstYear or > WorkingCalendar.LastYear)
        {
            throw new NotFound();
        }

        var open = await db
            .Clocks.AsNoTracking()
            .Where(k => k.CalendarCode == code && k.State != ClockState.Stopped && k.Kind != PromiseKind.Canary)
            .GroupBy(k => k.CalendarVersion)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var people = stored
            .Select(c => c.ProposedById)
            .Concat(stored.Where(c => c.ConfirmedById is not null).Select(c => c.ConfirmedById!.Value))
            .Distinct()
            .ToList();
        var names =
            people.Count == 0
                ? []
                : await db
                    .People.AsNoTracking()
                    .Where(p => people.Contains(p.Id))
                    .ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var versions = stored.Select(c => new VersionLine(
            c.Version,
            c.Source,
            names.GetValueOrDefault(c.ProposedById),
            c.ProposedAt,
            c.ConfirmedById is { } by ? names.GetValueOrDefault(by) : null,
            c.InForceAt,
            open.GetValueOrDefault(c.Version)
        ));
        IEnumerable<VersionLine> shipped =
            promises.Find(code, 1) is not null && stored.TrueForAll(c => c.Version != 1)
                ? [new(1, null, null, null, null, null, open.GetValueOrDefault(1))]
                : [];
        return new(
            code,
            proposed?.Name ?? CalendarWords.NameOf(code, rulebook, texts),
            calendar.Version,
            inForce?.Version,
            calendar.Zone,
            year,
            calendar.IsAssured(year),
            calendar.Notices.FirstOrDefault(n => n.Year == year)?.Number,
            calendar.MissingYear(now),
            calendar.WorkingDaysIn(year),
            today,
            [.. CalendarWords.Week.Select(d => new WeekdayHours(d, CalendarWords.Hours(calendar.BaseWeek[d])))],
            [.. Days(calendar, year)],
            [.. versions, .. shipped]
        );
    }

    private static IEnumerable<CalendarDay> Days(WorkingCalendar calendar, int year)
    {
        for (var on = new DateOnly(year, 1, 1); on.Year == year; on = on.AddDays(1))
        {
            var (kind, name) = DueExplanation.Of(calendar, on);
            yield return new(on, kind, name, CalendarWords.Hours(calendar.WindowsOn(on)));
        }
    }
}
