using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.HandedOver;

/// <summary>Says of a case that somebody else has it now, and nothing of what it says.</summary>
[Allow(Permission.HandleCase)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>Whose case it was, and since when.</summary>
    public HandedOverLine Line { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Line = await mediator.Send(new ListHandedOver(Id), cancellationToken) is [var line, ..] ? line : throw new NotFound();
}
