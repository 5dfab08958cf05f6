using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.BreakGlass;

/// <summary>
/// A second person, neither who asked nor whose access it is, and of another role than who asked, agrees or refuses. Agreed, it counts at once.
/// </summary>
[Allow(Permission.DecideEmergencyAccess)]
public sealed record DecideEmergencyAccess(Id<EmergencyAccess> AccessId, bool Agrees) : ICommand<EmergencyAccessState>;

internal sealed class DecideEmergencyAccessHandler(
    CommissionerDb db,
    EmergencyBook book,
    SessionBook sessions,
    Actor actor,
    DatabaseClock clock
) : IRequestHandler<DecideEmergencyAccess, EmergencyAccessState>
{
    public async Task<EmergencyAccessState> Handle(DecideEmergencyAccess command, CancellationToken cancellationToken)
    {
        var access =
            await db.EmergencyAccesses.SingleOrDefaultAsync(a => a.Id == command.AccessId, cancellationToken) ?? throw new NotFound();
        access.Decide(command.Agrees, await book.PersonAsync(access.PersonId, cancellationToken), actor, clock.GetUtcNow());
        if (access.State == EmergencyAccessState.Granted)
        {
            await book.TellGrantedAsync(access, cancellationToken);
            await sessions.ForgetAsync(access.PersonId, cancellationToken);
        }

        return access.State;
    }
}
