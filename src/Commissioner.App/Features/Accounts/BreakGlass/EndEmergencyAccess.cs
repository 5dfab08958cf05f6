using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.BreakGlass;

/// <summary>Who asked, who agreed, or whose access it is ends it before its time, or takes it back while it waits.</summary>
[Allow(Permission.FollowEmergencyAccess)]
public sealed record GiveUpEmergencyAccess(Id<EmergencyAccess> AccessId) : ICommand<EmergencyAccessState>;

/// <summary>Closes emergency access whose time is over, and tells of it; answers how many. That it counts no longer needs no job.</summary>
[Allow(Permission.RunJobs)]
public sealed record EndEmergencyAccess : IJob;

internal sealed class EndEmergencyAccessHandler(
    CommissionerDb db,
    EmergencyBook book,
    SessionBook sessions,
    Actor actor,
    DatabaseClock clock
) : IRequestHandler<GiveUpEmergencyAccess, EmergencyAccessState>, IRequestHandler<EndEmergencyAccess, int>
{
    public async Task<EmergencyAccessState> Handle(GiveUpEmergencyAccess command, CancellationToken cancellationToken)
    {
        var access =
            await db.EmergencyAccesses.OfSight(actor).SingleOrDefaultAsync(a => a.Id == command.AccessId, cancellationToken)
            ?? throw new NotFound();
        var counted = access.State == EmergencyAccessState.Granted;
        access.End(actor, clock.GetUtcNow());
        if (counted)
        {
            await book.TellEndedAsync(access, cancellationToken);
            await sessions.ForgetAsync(access.PersonId, cancellationToken);
        }

        return access.State;
    }

    public async Task<int> Handle(EndEmergencyAccess job, CancellationToken cancellationToken)
    {
        var closed = 0;
        foreach (var id in await book.OverAsync(cancellationToken))
        {
            var access = await db.EmergencyAccesses.SingleAsync(a => a.Id == id, cancellationToken);
            try
            {
                if (await book.CloseAsync(access, cancellationToken))
                {
                    await db.SaveChangesAsync(cancellationToken);
                    closed++;
                }
            }
            catch (Exception conflict) when (db.IsConflict(conflict))
            {
                // Another node, or somebody who asked anew at this instant, has noted it.
            }

            db.ChangeTracker.Clear();
        }

        return closed;
    }
}
