using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Closures;

/// <summary>The service office passes a closure, or sends it back with a reason.</summary>
[Allow(Permission.ReviewClosure)]
public sealed record ReviewClosure(Id<Case> CaseId, bool Pass, string? Reason) : ICommand<Id<Case>>;

internal sealed class ReviewClosureHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ReviewClosure, Id<Case>>
{
    public async Task<Id<Case>> Handle(ReviewClosure command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        if (command.Pass)
        {
            @case.PassClosure(promises, actor, clock.GetUtcNow());
        }
        else
        {
            @case.ReturnClosure(command.Reason ?? "", promises, actor, clock.GetUtcNow());
        }

        return @case.Id;
    }
}
