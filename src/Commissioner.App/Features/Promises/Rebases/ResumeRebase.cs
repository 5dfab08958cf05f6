using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Rebases;

/// <summary>Somebody lets a stopped re-base go on.</summary>
[Allow(Permission.ManageRules)]
public sealed record ResumeRebase(Id<Rebase> Id) : ICommand<Id<Rebase>>;

internal sealed class ResumeRebaseHandler(CommissionerDb db) : IRequestHandler<ResumeRebase, Id<Rebase>>
{
    public async Task<Id<Rebase>> Handle(ResumeRebase command, CancellationToken cancellationToken)
    {
        var rebase = await db.Rebases.SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) ?? throw new NotFound();
        if (rebase.State != RebaseState.Stopped || await db.Rebases.AnyAsync(r => r.ReversesId == rebase.Id, cancellationToken))
        {
            throw new RuleBroken(RebaseRules.RebaseIsNotStopped);
        }

        if (await db.Rebases.AnyAsync(r => r.State == RebaseState.Running, cancellationToken))
        {
            throw new RuleBroken(RebaseRules.OneRebaseAtATime);
        }

        (rebase.State, rebase.EndedAt) = (RebaseState.Running, null);
        return rebase.Id;
    }
}
