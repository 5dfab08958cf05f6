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

/// <summary>The enterprise says that a label is otherwise, and how it knows. It counts once the office has decided.</summary>
[Allow(Permission.ClaimBenefits)]
public sealed record CorrectLabel(string? Label, string? Value, string? Because) : ICommand<Id<EnterpriseProfile>>;

internal sealed class CorrectLabelHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<CorrectLabel, Id<EnterpriseProfile>>
{
    public async Task<Id<EnterpriseProfile>> Handle(CorrectLabel command, CancellationToken cancellationToken)
    {
        var (own, now) = (actor.EnterpriseId ?? throw new NotFound(), clock.GetUtcNow());
        var profile = await db
            .EnterpriseProfiles.Include(p => p.Labels)
            .SingleOrDefaultAsync(p => p.EnterpriseId == own, cancellationToken);
        if (profile is null)
        {
            db.EnterpriseProfiles.Add(profile = EnterpriseProfile.Begin(own, now));
        }

        profile.Correct(command.Label, command.Value, command.Because, actor, now);
        return profile.Id;
    }
}
