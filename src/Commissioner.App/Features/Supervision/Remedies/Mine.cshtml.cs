using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Remedies;

/// <summary>Remedies that stand for the own enterprise's cases.</summary>
[Allow(Permission.AnswerRemedies)]
public sealed class MineModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<OwnRemedy> Remedies { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Remedies = await mediator.Send(new ListOwnRemedies(null, 20, After), cancellationToken);
}
