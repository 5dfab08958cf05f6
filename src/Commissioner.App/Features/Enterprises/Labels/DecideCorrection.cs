using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Labels;

/// <summary>The office takes a correction of a label over, or says why not.</summary>
[Allow(Permission.KeepBenefits)]
public sealed record DecideCorrection(Id<EnterpriseProfile> ProfileId, string? Label, bool Granted, string? Because)
    : ICommand<Id<EnterpriseProfile>>;

internal sealed class DecideCorrectionHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<DecideCorrection, Id<EnterpriseProfile>>
{
    public async Task<Id<EnterpriseProfile>> Handle(DecideCorrection command, CancellationToken cancellationToken)
    {
        var profile =
            await db.EnterpriseProfiles.Include(p => p.Labels).SingleOrDefaultAsync(p => p.Id == command.ProfileId, cancellationToken)
            ?? throw new NotFound();
        profile.Decide(command.Label, command.Granted, command.Because, clock.Today(), actor, clock.GetUtcNow());
        return profile.Id;
    }
}
