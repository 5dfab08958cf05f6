using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using MediatR;

namespace Commissioner.App.Features.Calendars;

/// <summary>The calendars in force.</summary>
[Allow(Permission.SignedIn)]
public sealed record ListCalendars : IQuery<IReadOnlyList<CalendarLine>>;

/// <summary>A calendar in force.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version in force.</param>
/// <param name="Zone">Its IANA zone.</param>
/// <param name="LastAssuredYear">The last year whose notice is known; null for none.</param>
/// <param name="MissingYear">The year whose notice is overdue: this year's, or from 1 November on the next one's; null where none
/// is.</param>
public sealed record CalendarLine(string Id, string Code, string Name, int Version, string Zone, int? LastAssuredYear, int? MissingYear);

internal sealed class ListCalendarsHandler(Promises promises, Rulebook rulebook, Texts texts, TimeProvider clock)
    : IRequestHandler<ListCalendars, IReadOnlyList<CalendarLine>>
{
    public Task<IReadOnlyList<CalendarLine>> Handle(ListCalendars query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CalendarLine>>([
            .. promises
                .Calendars.OrderBy(c => c.Code != promises.Calendar.Code)
                .ThenBy(c => c.Code, StringComparer.Ordinal)
                .Select(c => new CalendarLine(
                    c.Code,
                    c.Code,
                    CalendarWords.NameOf(c.Code, rulebook, texts),
                    c.Version,
                    c.Zone,
                    c.LastAssured?.Year,
                    c.MissingYear(clock.GetUtcNow())
                )),
        ]);
}
