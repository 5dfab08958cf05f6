using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Financing.Banks;

/// <summary>What a bank's people see: needs that are released to their bank.</summary>
[Allow(Permission.AnswerFinancing)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<BankLine> Needs { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Needs = await mediator.Send(new ListPushes(50, After), cancellationToken);
}
