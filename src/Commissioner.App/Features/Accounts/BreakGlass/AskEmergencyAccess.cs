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
/// In an emergency one who watches over others asks that somebody of the staff holds a further role for a while. It counts once a second person of
/// another such role agrees.
/// </summary>
[Allow(Permission.DecideEmergencyAccess)]
public sealed record AskEmergencyAccess(Id<Person> PersonId, Role? Role, int? Minutes, string? Reason) : ICommand<Id<EmergencyAccess>>;

internal sealed class AskEmergencyAccessHandler(CommissionerDb db, EmergencyBook book, Actor actor, DatabaseClock clock)
    : IRequestHandler<AskEmergencyAccess, Id<EmergencyAccess>>
{
    public async Task<Id<EmergencyAccess>> Handle(AskEmergencyAccess command, CancellationToken cancellationToken)
    {
        var person = await book.PersonAsync(command.PersonId, cancellationToken);
        var access = EmergencyAccess.Ask(person, command.Role, command.Minutes, command.Reason, actor, clock.GetUtcNow());
        var before = await db.EmergencyAccesses.SingleOrDefaultAsync(
            a => a.PersonId == person.Id && (a.State == EmergencyAccessState.Asked || a.State == EmergencyAccessState.Granted),
            cancellationToken
        );
        // What is over and nobody has noted yet does not stand in the way: it is out of it before the next one comes.
        if (before is not null && await book.CloseAsync(before, cancellationToken))
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        else if (before is not null)
        {
            throw new RuleBroken(EmergencyRules.OneEmergencyAccessAtATime);
        }

        db.EmergencyAccesses.Add(access);
        await book.TellAskedAsync(access, cancellationToken);
        return access.Id;
    }
}
