using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Features.Logins;

/// <summary>Somebody ends all of its sessions but this one; it answers how many.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record EndOtherLogins : ICommand<int>, IRepeatable;

internal sealed class EndOtherLoginsHandler(SessionBook book, CurrentActor who) : IRequestHandler<EndOtherLogins, int>
{
    public Task<int> Handle(EndOtherLogins command, CancellationToken cancellationToken) =>
        book.EndAllAsync(who.Actor.Id, who.Session, cancellationToken);
}
