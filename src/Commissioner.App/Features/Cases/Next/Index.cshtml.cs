using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Next;

/// <summary>Leads to the case that one owes something next; where there is none, to the list.</summary>
[Allow(Permission.ReadCases)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Id<Case>? after, CancellationToken cancellationToken) =>
        LocalRedirect(
            await mediator.Send(new NextCase(after), cancellationToken) is { } next ? $"/cases/show/{next.Id}"
            : Permissions.Holds(actor, Permission.HandleCase) ? "/cases/queue"
            : Permissions.Holds(actor, Permission.WorkLegs) ? "/whistles/inbox"
            : "/"
        );
}
