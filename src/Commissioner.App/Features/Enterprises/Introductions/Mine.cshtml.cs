using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Introductions;

/// <summary>The own enterprise's introductions.</summary>
[Allow(Permission.AnswerIntroductions)]
public sealed class MineModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<IntroductionLine> Introductions { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Introductions = await mediator.Send(new ListIntroductions(Take: 20, After: After), cancellationToken);
}
