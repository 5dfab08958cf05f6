using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Ties;

/// <summary>The service office finds that a declared tie is none any more.</summary>
[Allow(Permission.AppointSuccessor)]
public sealed record EndTie(Id<DeclaredTie> TieId) : ICommand<Id<DeclaredTie>>;

internal sealed class EndTieHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<EndTie, Id<DeclaredTie>>
{
    public async Task<Id<DeclaredTie>> Handle(EndTie command, CancellationToken cancellationToken)
    {
        var tie = await db.Ties.SingleOrDefaultAsync(t => t.Id == command.TieId, cancellationToken) ?? throw new NotFound();
        tie.End(await db.Enterprises.SingleAsync(e => e.Id == tie.EnterpriseId, cancellationToken), actor, clock.GetUtcNow());
        return tie.Id;
    }
}
