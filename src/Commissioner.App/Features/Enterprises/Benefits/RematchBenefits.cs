using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>
/// Once a day every policy is matched anew: enterprises come, move and change their industry in the directory, which is no change of a label.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record RematchBenefits : IJob;

internal sealed class RematchBenefitsHandler(CommissionerDb db) : IRequestHandler<RematchBenefits, int>
{
    public Task<int> Handle(RematchBenefits job, CancellationToken cancellationToken) =>
        db
            .SupportPolicies.Where(p => p.MatchedEdition != 0)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.MatchedEdition, 0), cancellationToken);
}
