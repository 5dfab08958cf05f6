using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Undertakings;

/// <summary>The enterprise's owner takes the entrustment back, at any time and without a reason.</summary>
[Allow(Permission.EntrustProjects)]
public sealed record RevokeEntrustment(Id<Undertaking> UndertakingId) : ICommand<Id<Undertaking>>;

internal sealed class RevokeEntrustmentHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<RevokeEntrustment, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(RevokeEntrustment command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        its.Revoke(actor, clock.GetUtcNow());
        return its.Id;
    }
}
