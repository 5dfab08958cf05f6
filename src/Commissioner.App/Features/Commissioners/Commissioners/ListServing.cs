using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Commissioners;

/// <summary>Who serves enterprises, with how many each has and may have.</summary>
[Allow(Permission.AppointSuccessor)]
public sealed record ListServing(Id<Park>? ParkId = null, int Take = 50, string? After = null) : IQuery<Page<ServingLine>>;

/// <summary>A commissioner, and what it serves.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Its name.</param>
/// <param name="Phone">By which it is reached; null where nobody has said.</param>
/// <param name="ParkId">The sub-park it works in.</param>
/// <param name="Park">What that is called.</param>
/// <param name="Industry">The line of business it knows, a code.</param>
/// <param name="Load">How many enterprises it serves.</param>
/// <param name="LoadLimit">How many it can serve.</param>
/// <param name="BackupFor">For how many it stands by.</param>
public sealed record ServingLine(
    Id<Person> Id,
    string Name,
    string? Phone,
    Id<Park> ParkId,
    string Park,
    string Industry,
    int Load,
    int LoadLimit,
    int BackupFor
);

internal sealed class ListServingHandler(CommissionerDb db) : IRequestHandler<ListServing, Page<ServingLine>>
{
    public async Task<Page<ServingLine>> Handle(ListServing query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var found = db.ServiceCommissioners.AsNoTracking().Where(c => query.ParkId == null || c.ParkId == query.ParkId);
        if (Cursor.Read<Person>(query.After) is { } after)
        {
            found = found.Where(c => c.PersonId > after.Id);
        }

        var rows = await (
            from c in found
            join p in db.People on c.PersonId equals p.Id
            join k in db.Parks on c.ParkId equals k.Id
            orderby c.PersonId
            select new ServingLine(
                p.Id,
                p.Name,
                p.Phone,
                k.Id,
                k.Name,
                c.Industry,
                db.Enterprises.Count(e => e.ActiveId == p.Id),
                c.LoadLimit,
                db.Enterprises.Count(e => e.BackupId == p.Id)
            )
        )
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        return new([.. rows.Take(take)], rows.Count > take ? Cursor.Write(DateTimeOffset.UnixEpoch, rows[take - 1].Id) : null);
    }
}
