using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.I;

/// <summary>Looks at what an invitation's link is for; nothing changes by looking.</summary>
[Allow(Permission.Anybody)]
public sealed record LookAtInvitation(string? Token) : IQuery<InvitationSheet>;

/// <summary>What a link says before it is taken: no more than its message did.</summary>
/// <param name="Enterprise">Which enterprise invites.</param>
public sealed record InvitationSheet(string Enterprise);

internal sealed class LookAtInvitationHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<LookAtInvitation, InvitationSheet>
{
    public async Task<InvitationSheet> Handle(LookAtInvitation query, CancellationToken cancellationToken)
    {
        var (hash, now) = (InvitationTokens.HashOf(query.Token), clock.GetUtcNow());
        return await (
                from i in db.Invitations.AsNoTracking()
                where i.TokenHash == hash && i.ClosedAt == null && i.GoodUntil > now
                join e in db.Enterprises on i.EnterpriseId equals e.Id
                select new InvitationSheet(e.Name)
            ).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
    }
}
