using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Calendars;

/// <summary>Which calendar each park and each department works by.</summary>
[Allow(Permission.ReadRules)]
public sealed record ListCalendarUnits : IQuery<IReadOnlyList<CalendarUnit>>;

/// <summary>A park or a department.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsPark">A park or sub-park; else a department.</param>
/// <param name="Calendar">The code of its own calendar; null for the product's, or of a department for the case's.</param>
public sealed record CalendarUnit(Guid Id, string Name, bool IsPark, string? Calendar);

internal sealed class ListCalendarUnitsHandler(CommissionerDb db) : IRequestHandler<ListCalendarUnits, IReadOnlyList<CalendarUnit>>
{
    public async Task<IReadOnlyList<CalendarUnit>> Handle(ListCalendarUnits query, CancellationToken cancellationToken)
    {
        var parks = await db
            .Parks.AsNoTracking()
            .OrderBy(p => p.Code)
            .Select(p => new
            {
                p.Id,
                p.Name,
                p.CalendarCode,
            })
            .ToListAsync(cancellationToken);
        var departments = await db
            .Departments.AsNoTracking()
            .OrderBy(d => d.Code)
            .Select(d => new
            {
                d.Id,
                d.Name,
                d.CalendarCode,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. parks.Select(p => new CalendarUnit(p.Id.Value, p.Name, true, p.CalendarCode)),
            .. departments.Select(d => new CalendarUnit(d.Id.Value, d.Name, false, d.CalendarCode)),
        ];
    }
}
