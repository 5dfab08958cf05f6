using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins;

/// <summary>Somebody ends a session of its own, wherever it is.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record EndLogin(Id<Session> SessionId) : ICommand<Unit>, IRepeatable;

internal sealed class EndLoginHandler(CommissionerDb db, SessionBook book, CurrentActor who) : IRequestHandler<EndLogin, Unit>
{
    public async Task<Unit> Handle(EndLogin command, CancellationToken cancellationToken)
    {
        var person = who.Actor.Id;
        if (!await db.Sessions.AnyAsync(s => s.Id == command.SessionId && s.PersonId == person, cancellationToken))
        {
            throw new NotFound();
        }

        await book.EndAsync(command.SessionId, cancellationToken);
        return Unit.Value;
    }
}
