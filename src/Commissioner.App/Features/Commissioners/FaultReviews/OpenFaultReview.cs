using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FaultReviews;

/// <summary>Supervision or appraisal opens a review of a commissioner's conduct; the commissioner is told and heard first.</summary>
/// <param name="PersonId">Who; null where it is named.</param>
/// <param name="PersonName">Who by name, where only one commissioner has it.</param>
/// <param name="Ground">What is looked into.</param>
/// <param name="Occasion">What happened, in words that the person reads.</param>
[Allow(Permission.ReviewFaults)]
public sealed record OpenFaultReview(Id<Person>? PersonId, string? PersonName, FaultGround? Ground, string? Occasion)
    : ICommand<Id<FaultReview>>;

internal sealed class OpenFaultReviewHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<OpenFaultReview, Id<FaultReview>>
{
    public async Task<Id<FaultReview>> Handle(OpenFaultReview command, CancellationToken cancellationToken)
    {
        var name = command.PersonName?.Trim();
        var found = await db
            .ServiceCommissioners.Join(db.People, c => c.PersonId, p => p.Id, (_, p) => p)
            .Where(p => command.PersonId != null ? p.Id == command.PersonId : p.Name == name)
            .Take(2)
            .ToListAsync(cancellationToken);
        if (found.Count != 1)
        {
            throw new RuleBroken(FaultRules.OnlyCommissioners) { Field = command.PersonId is null ? "personName" : "personId" };
        }

        var review = FaultReview.Open(found[0], command.Ground, command.Occasion, promises, actor, clock.GetUtcNow());
        db.FaultReviews.Add(review);
        return review.Id;
    }
}
