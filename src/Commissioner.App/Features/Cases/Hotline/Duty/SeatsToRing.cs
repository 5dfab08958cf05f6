using Commissioner.App.Channels;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Duties;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Duty;

/// <summary>Which seats ring when somebody calls: those on duty that have a number; a carrier rings so many at once and no more.</summary>
[Allow(Permission.RunJobs)]
public sealed record SeatsToRing(int Most = 10) : IQuery<IReadOnlyList<SeatToRing>>;

/// <summary>A seat that rings.</summary>
/// <param name="Name">Its account's name.</param>
/// <param name="Number">With plus and country.</param>
/// <param name="Extension">What is dialled once its line has answered; empty without one.</param>
public sealed record SeatToRing(string Name, string Number, string Extension);

internal sealed class SeatsToRingHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<SeatsToRing, IReadOnlyList<SeatToRing>>
{
    public async Task<IReadOnlyList<SeatToRing>> Handle(SeatsToRing query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var onDuty = await (
            from s in db.DutyShifts
            where s.Post == DutyPost.Seat && s.FromAt <= now && s.UntilAt > now
            join p in db.People on s.PersonId equals p.Id
            join a in db.Accounts on (Guid)(object)p.Id equals a.Id
            orderby s.FromAt, s.Id
            select new { a.UserName, p.Phone }
        ).ToListAsync(cancellationToken);
        return
        [
            .. onDuty
                .Select(s => (s.UserName, Number: ContactWays.Stored(s.Phone).First?.ToString()))
                .Where(s => s.Number is not null)
                .Select(s => new SeatToRing(s.UserName!, Dialled.Abroad(s.Number!), Dialled.Extension(s.Number!)))
                .DistinctBy(s => (s.Number, s.Extension))
                .Take(query.Most),
        ];
    }
}
