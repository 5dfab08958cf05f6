using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;

namespace Commissioner.App.Features.Replacements;

/// <summary>轮换: the service office rotates a commissioner as a matter of routine; all that follows is as with any replacement.</summary>
[Allow(Permission.AppointSuccessor)]
public sealed record RotateCommissioner(Id<Enterprise> EnterpriseId) : ICommand<Id<Replacement>>;

internal sealed class RotateCommissionerHandler(
    CommissionerDb db,
    Actor actor,
    Successors successors,
    Promises promises,
    TimeProvider clock
) : IRequestHandler<RotateCommissioner, Id<Replacement>>
{
    public async Task<Id<Replacement>> Handle(RotateCommissioner command, CancellationToken cancellationToken)
    {
        var enterprise = await db.Enterprises.WithPast().VisibleTo(actor).One(command.EnterpriseId, cancellationToken);
        var now = clock.GetUtcNow();
        var replacement = Replacement.Rotate(
            enterprise,
            await successors.BenchAsync(enterprise, now, cancellationToken),
            promises,
            actor,
            now
        );
        db.Replacements.Add(replacement);
        return replacement.Id;
    }
}
