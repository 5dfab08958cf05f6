using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Commissioner.App.Features.Turns;

/// <summary>How many open cases wait for oneself, and how many for others.</summary>
[Allow(Permission.HandleCase)]
public sealed record CountTurns : IQuery<TurnCounts>;

/// <summary>Open cases by whose the next step is; a thousand stands for as many and more.</summary>
public sealed record TurnCounts(int Mine, int Others);

internal sealed class CountTurnsHandler(CommissionerDb db, Actor actor, IMemoryCache known) : IRequestHandler<CountTurns, TurnCounts>
{
    // A city's office has tens of thousands: nobody needs to know how many beyond this.
    private const int Most = 1000;

    // Whose turn a case is follows from what has happened, and whatever happens is the timeline's last entry: until the next, a count stands.
    // An entry that is committed after a later one is seen within a minute.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public async Task<TurnCounts> Handle(CountTurns query, CancellationToken cancellationToken)
    {
        var last = await db.Timeline.OrderByDescending(e => e.Id).Select(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        return (
            await known.GetOrCreateAsync(
                (nameof(CountTurns), actor.Id, last),
                entry =>
                {
                    entry.AbsoluteExpirationRelativeToNow = Longest;
                    return CountAsync(cancellationToken);
                }
            )
        )!;
    }

    private async Task<TurnCounts> CountAsync(CancellationToken cancellationToken)
    {
        var open = db.Cases.VisibleTo(actor).Where(c => c.ClosedAt == null && c.NextDueAt != null);
        return new(
            await Turned.Only(open, Turn.Mine, db, actor).Take(Most).CountAsync(cancellationToken),
            await Turned.Only(open, Turn.Others, db, actor).Take(Most).CountAsync(cancellationToken)
        );
    }
}

internal sealed class TurnsApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/cases/turns",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new CountTurns(), cancelled))
            )
            .Allow(Permission.HandleCase)
            .WithTags("Cases")
            .Says<CountTurns, TurnCounts>(
                200,
                "How many open cases wait for oneself and how many for others; a thousand stands for as many and more.",
                401,
                403
            );
}
