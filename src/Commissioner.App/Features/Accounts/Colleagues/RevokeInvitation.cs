using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using MediatR;

namespace Commissioner.App.Features.Colleagues;

/// <summary>An enterprise's owner takes an invitation back: its link opens nothing any more.</summary>
[Allow(Permission.KeepColleagues)]
public sealed record RevokeInvitation(Id<Invitation> InvitationId) : ICommand<Id<Invitation>>;

internal sealed class RevokeInvitationHandler(ColleagueBook book, TimeProvider clock) : IRequestHandler<RevokeInvitation, Id<Invitation>>
{
    public async Task<Id<Invitation>> Handle(RevokeInvitation command, CancellationToken cancellationToken)
    {
        var (enterprise, owner) = await book.OwnAsync(cancellationToken);
        var invitation = await book.InvitationAsync(enterprise.Id, command.InvitationId, cancellationToken);
        enterprise.Revoke(invitation, owner, clock.GetUtcNow());
        return invitation.Id;
    }
}
