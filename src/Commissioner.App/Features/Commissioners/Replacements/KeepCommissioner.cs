using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements;

/// <summary>保留现任: the enterprise, itself or on the phone, and nobody else, keeps its commissioner within one working day.</summary>
[Allow(Permission.ReplaceCommissioner)]
public sealed record KeepCommissioner(Id<Enterprise> EnterpriseId, Id<Replacement> ReplacementId) : ICommand<Id<Replacement>>;

internal sealed class KeepCommissionerHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<KeepCommissioner, Id<Replacement>>
{
    public async Task<Id<Replacement>> Handle(KeepCommissioner command, CancellationToken cancellationToken)
    {
        var enterprise = await db.Enterprises.WithPast().VisibleTo(actor).One(command.EnterpriseId, cancellationToken);
        var replacement =
            await db
                .Replacements.Include(r => r.Clocks)
                .SingleOrDefaultAsync(r => r.Id == command.ReplacementId && r.EnterpriseId == enterprise.Id, cancellationToken)
            ?? throw new NotFound();
        replacement.Keep(enterprise, actor, clock.GetUtcNow());
        return replacement.Id;
    }
}
