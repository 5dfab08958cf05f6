using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Visits;

/// <summary>An enterprise asks to be visited.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="At">When it would suit.</param>
[Allow(Permission.HostVisits)]
public sealed record AskForVisit(string? Purpose, DateTimeOffset? At) : ICommand<Id<Visit>>;

internal sealed class AskForVisitHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<AskForVisit, Id<Visit>>
{
    public Task<Id<Visit>> Handle(AskForVisit command, CancellationToken cancellationToken)
    {
        var own = actor.EnterpriseId ?? throw new NotFound();
        var visit = Visit.AskFor(own, command.Purpose, command.At, actor, clock.GetUtcNow());
        db.Visits.Add(visit);
        return Task.FromResult(visit.Id);
    }
}
