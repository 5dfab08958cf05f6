using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Messages;

/// <summary>All kinds of messages, and by what each is told.</summary>
[Allow(Permission.ManageRules)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    public IReadOnlyList<MessageLine> Messages { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Messages = (await mediator.Send(new ListMessages(), cancellationToken)).Items;
}
