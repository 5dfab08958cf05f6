using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Lists;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Confidential;

/// <summary>The confidential cases, which supervision deals with by itself.</summary>
[Allow(Permission.Supervise)]
public sealed class IndexModel(IMediator mediator, Actor actor, TimeProvider clock) : CaseListModel(mediator, actor, clock)
{
    public Task OnGetAsync(CancellationToken cancellationToken) =>
        ReadAsync("/confidential", Box.Confidential, "confidential.empty", null, cancellationToken);
}
