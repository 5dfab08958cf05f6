using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Enterprises;

/// <summary>Which hotline answers for a sub-park.</summary>
internal static class Hotlines
{
    /// <summary>The sub-park's name, its park's hotline, and the calendar by which it works.</summary>
    public static async Task<(string Name, string? Hotline, string? Calendar)> HotlineOf(
        this CommissionerDb db,
        Id<Park> id,
        CancellationToken cancellationToken
    )
    {
        var found = await (
            from sub in db.Parks
            join park in db.Parks on sub.PartOfId ?? sub.Id equals park.Id
            where sub.Id == id
            select new
            {
                sub.Name,
                park.HotlinePhone,
                Calendar = sub.CalendarCode ?? park.CalendarCode,
            }
        ).SingleAsync(cancellationToken);
        return (found.Name, found.HotlinePhone, found.Calendar);
    }
}
