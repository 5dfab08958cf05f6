using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Enterprises;

/// <summary>Whom an enterprise calls just now.</summary>
[Allow(Permission.ReadEnterprises)]
public sealed record WhoServes(Id<Enterprise> EnterpriseId) : IQuery<WhomToCall>;

internal sealed class WhoServesHandler(CommissionerDb db, Domain.People.Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<WhoServes, WhomToCall>
{
    public async Task<WhomToCall> Handle(WhoServes query, CancellationToken cancellationToken)
    {
        var found =
            await (
                from e in db.Enterprises.AsNoTracking().VisibleTo(actor)
                join sub in db.Parks on e.ParkId equals sub.Id
                join park in db.Parks on sub.PartOfId ?? sub.Id equals park.Id
                join p in db.People on e.ActiveId equals p.Id into serving
                from person in serving.DefaultIfEmpty()
                where e.Id == query.EnterpriseId
                select new
                {
                    person.Name,
                    person.Phone,
                    park.HotlinePhone,
                    Calendar = sub.CalendarCode ?? park.CalendarCode,
                }
            ).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        return new(found.Name, found.Phone, found.HotlinePhone, !promises.CalendarOf(found.Calendar).IsWorking(clock.GetUtcNow()));
    }
}
