using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Calendars;

/// <summary>A version that waits: what it changes, and which open promises it would move.</summary>
[Allow(Permission.ReadRules)]
public sealed record ShowProposal(string Code, int Version) : IQuery<ProposalSheet>;

/// <summary>A version that waits.</summary>
/// <param name="Code">The calendar.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version.</param>
/// <param name="Source">The notice's number, or why.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When, UTC.</param>
/// <param name="IsMine">This person proposed it.</param>
/// <param name="Before">The version in force; null for a new calendar.</param>
/// <param name="Zone">The zone.</param>
/// <param name="ZoneBefore">The zone in force; null where it is the same.</param>
/// <param name="Week">Weekdays with other hours; all of a new calendar.</param>
/// <param name="Notices">Years with another notice.</param>
/// <param name="Dates">Dates added, removed and changed.</param>
/// <param name="Doubts">Years of it with implausibly few or many days off: who proposed it says that they are so.</param>
/// <param name="Favour">Promises that move with it, in the enterprise's favour; the first of them, as far as one may see their cases.</param>
/// <param name="FavourCount">How many these are.</param>
/// <param name="Rest">Promises that move only where they are ticked, as far as one may see their cases.</param>
/// <param name="RestCount">How many these are; only the listed ones can be ticked.</param>
public sealed record ProposalSheet(
    string Code,
    string Name,
    int Version,
    string Source,
    string ProposedBy,
    DateTimeOffset ProposedAt,
    bool IsMine,
    int? Before,
    string Zone,
    string? ZoneBefore,
    IReadOnlyList<HoursLine> Week,
    IReadOnlyList<NoticeDifference> Notices,
    IReadOnlyList<DateLine> Dates,
    IReadOnlyList<YearDoubt> Doubts,
    IReadOnlyList<MoveLine> Favour,
    int FavourCount,
    IReadOnlyList<MoveLine> Rest,
    int RestCount
);

/// <summary>Hours of a weekday, before and after; empty for a day off.</summary>
public sealed record HoursLine(DayOfWeek Day, string Before, string After);

/// <summary>A date that is added, removed or changed.</summary>
/// <param name="On">The local date.</param>
/// <param name="Name">The holiday it belongs to.</param>
/// <param name="Change">What happens to it.</param>
/// <param name="Before">Its hours before; empty for off.</param>
/// <param name="After">Its hours after; empty for off.</param>
public sealed record DateLine(DateOnly On, string Name, DateChange Change, string Before, string After);

/// <summary>What happens to a date.</summary>
public enum DateChange
{
    /// <summary>It followed the week before.</summary>
    Added,

    /// <summary>It follows the week again.</summary>
    Removed,

    /// <summary>It is settled otherwise.</summary>
    Changed,
}

/// <summary>An open promise that would move.</summary>
public sealed record MoveLine(
    Id<PromiseClock> ClockId,
    Id<Case>? CaseId,
    string? Number,
    PromiseKind Kind,
    DateTimeOffset DueAt,
    DateTimeOffset NewDueAt,
    bool Assured
);

internal sealed class ShowProposalHandler(CommissionerDb db, PromiseMoves moves, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<ShowProposal, ProposalSheet>
{
    private const int FavourListed = 100;
    private const int RestListed = 500;

    public async Task<ProposalSheet> Handle(ShowProposal query, CancellationToken cancellationToken)
    {
        var its = query.Code?.ToLowerInvariant() ?? throw new NotFound();
        var row =
            await db
                .Calendars.AsNoTracking()
                .SingleOrDefaultAsync(c => c.Code == its && c.Version == query.Version && c.InForceAt == null, cancellationToken)
            ?? throw new NotFound();
        var next = CalendarFile.Read(row.Code, row.Version, row.Content);
        var before = promises.Find(row.Code);
        var difference = CalendarDifference.Between(before ?? promises.Calendar, next);
        var favour = new List<PromiseMove>();
        var rest = new List<PromiseMove>();
        var (favourCount, restCount) = (0, 0);
        var now = clock.GetUtcNow();
        await foreach (var move in moves.FindAsync(next, promises, cancellationToken))
        {
            if (!move.Moves)
            {
                continue;
            }

            var byItself = move.MovesByItself(now);
            var (list, most) = byItself ? (favour, FavourListed) : (rest, RestListed);
            _ = byItself ? favourCount++ : restCount++;
            if (list.Count < most)
            {
                list.Add(move);
            }
        }

        var caseIds = favour.Concat(rest).Where(m => m.CaseId is not null).Select(m => m.CaseId!.Value).Distinct().ToList();
        var numbers =
            caseIds.Count == 0
                ? []
                : await db
                    .Cases.AsNoTracking()
                    .VisibleTo(actor)
                    .Where(c => caseIds.Contains(c.Id))
                    .ToDictionaryAsync(c => c.Id, c => c.Number, cancellationToken);
        var by = await db
            .People.AsNoTracking()
            .Where(p => p.Id == row.ProposedById)
            .Select(p => p.Name)
            .SingleOrDefaultAsync(cancellationToken);
        return new(
            row.Code,
            row.Name,
            row.Version,
            row.Source,
            by ?? "",
            row.ProposedAt,
            row.ProposedById == actor.Id,
            before?.Version,
            next.Zone,
            before is null ? null : difference.ZoneBefore,
            before is null
                ? [.. CalendarWords.Week.Select(d => new HoursLine(d, "", CalendarWords.Hours(next.BaseWeek[d])))]
                : [.. difference.Hours.Select(h => new HoursLine(h.Day, CalendarWords.Hours(h.Before), CalendarWords.Hours(h.After)))],
            difference.Notices,
            [.. difference.Dates.Select(d => Line(d, before ?? promises.Calendar, next))],
            [.. difference.Notices.Where(n => n.After is not null).Select(n => YearDoubt.Of(next, n.Year)).OfType<YearDoubt>()],
            [.. favour.Where(IsSeen).OrderBy(m => m.DueAt).Select(Told)],
            favourCount,
            [.. rest.Where(IsSeen).OrderBy(m => m.DueAt).Select(Told)],
            restCount
        );

        // How many there are is for all who read calendars; which they are only for who may see their cases.
        bool IsSeen(PromiseMove move) => move.CaseId is { } id ? numbers.ContainsKey(id) : Permissions.Holds(actor, Permission.ManageRules);

        MoveLine Told(PromiseMove move) =>
            new(
                move.ClockId,
                move.CaseId,
                move.CaseId is { } id ? numbers.GetValueOrDefault(id) : null,
                move.Kind,
                move.DueAt,
                move.To.DueAt,
                move.To.Assured
            );
    }

    private static DateLine Line(DateDifference difference, WorkingCalendar before, WorkingCalendar after) =>
        new(
            difference.On,
            difference.After?.Name ?? difference.Before!.Name,
            difference.Before is null ? DateChange.Added
                : difference.After is null ? DateChange.Removed
                : DateChange.Changed,
            CalendarWords.Hours(before.WindowsOn(difference.On)),
            CalendarWords.Hours(after.WindowsOn(difference.On))
        );
}
