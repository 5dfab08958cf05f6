using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Views;

/// <summary>What somebody opened on a day.</summary>
[Allow(Permission.WatchReading)]
public sealed class OpeningsModel(IMediator mediator) : PageModel
{
    [FromRoute]
    public Id<Person> Id { get; set; }

    /// <summary>The day.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public OpeningsOf Of { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Of = await mediator.Send(new ReadOpenings(Id, On, 50, After), cancellationToken);
}
