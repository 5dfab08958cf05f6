using Commissioner.App.Features.Lists;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Cases;

/// <summary>All cases that one may see, newest first.</summary>
[Allow(Permission.ReadCases)]
public sealed class AllModel(IMediator mediator, Actor actor, TimeProvider clock) : CaseListModel(mediator, actor, clock)
{
    public Task OnGetAsync(CancellationToken cancellationToken) =>
        ReadAsync("/cases/all", Box.All, "cases.desk.allEmpty", null, cancellationToken);
}
