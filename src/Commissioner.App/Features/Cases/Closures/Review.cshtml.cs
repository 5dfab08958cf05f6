using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Lists;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Closures;

/// <summary>Closures that wait for review, by due time.</summary>
[Allow(Permission.ReviewClosure)]
public sealed class ReviewModel(IMediator mediator, Actor actor, TimeProvider clock) : CaseListModel(mediator, actor, clock)
{
    public Task OnGetAsync(CancellationToken cancellationToken) =>
        ReadAsync("/closures/review", Box.Review, "closures.desk.reviewEmpty", null, cancellationToken);
}
