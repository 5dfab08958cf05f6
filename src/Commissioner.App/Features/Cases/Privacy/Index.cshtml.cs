using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Privacy;

/// <summary>What is taken down of people and what for, for anybody to read.</summary>
[AllowAnonymous]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    public NoticeSheet Notice { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Notice = await mediator.Send(new ShowNotice(), cancellationToken);
}
