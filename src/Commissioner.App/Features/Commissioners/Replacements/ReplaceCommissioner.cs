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

/// <summary>
/// 换专员: the enterprise replaces its commissioner, itself or on the phone; no reason is asked. Pressing again while a successor is owed
/// changes nothing.
/// </summary>
[Allow(Permission.ReplaceCommissioner)]
public sealed record ReplaceCommissioner(Id<Enterprise> EnterpriseId) : ICommand<Id<Replacement>>;

internal sealed class ReplaceCommissionerHandler(
    CommissionerDb db,
    Actor actor,
    Successors successors,
    Promises promises,
    TimeProvider clock
) : IRequestHandler<ReplaceCommissioner, Id<Replacement>>
{
    public async Task<Id<Replacement>> Handle(ReplaceCommissioner command, CancellationToken cancellationToken)
    {
        var enterprise = await db.Enterprises.WithPast().VisibleTo(actor).One(command.EnterpriseId, cancellationToken);
        var now = clock.GetUtcNow();
        var bench = await successors.BenchAsync(enterprise, now, cancellationToken);
        var replacement = Replacement.Press(enterprise, bench, promises, actor, now);
        if (replacement != bench.Unfinished)
        {
            db.Replacements.Add(replacement);
        }

        return replacement.Id;
    }
}
