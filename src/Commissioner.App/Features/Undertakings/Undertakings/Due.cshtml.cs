using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Undertakings;

/// <summary>Why a node is due when it is, day by day, on both faces.</summary>
[Allow(Permission.ReadUndertakings)]
public sealed class DueModel(IMediator mediator, Actor actor) : PageModel
{
    [FromRoute]
    public Id<Undertaking> Id { get; set; }

    [FromRoute]
    public string? Code { get; set; }

    public NodeDue Sheet { get; private set; } = null!;

    /// <summary>On the enterprise's phone.</summary>
    public bool Phone => actor.EnterpriseId is not null;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ExplainNode(Id, Code), cancellationToken);
}
