using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Ties;

/// <summary>Declared ties: a commissioner's own, or all of them at the service office.</summary>
[Allow(Permission.HandleCase)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    /// <summary>Whose tie; the one who acts where it chooses nobody.</summary>
    [BindProperty]
    public Id<Person>? PersonId { get; set; }

    /// <summary>The enterprise's registered name, or its code.</summary>
    [BindProperty]
    public string? Enterprise { get; set; }

    /// <summary>What ties them.</summary>
    [BindProperty]
    public TieKind? Kind { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>The ties that stand.</summary>
    public IReadOnlyList<TieLine> Ties { get; private set; } = [];

    /// <summary>All commissioners, for the service office to choose from.</summary>
    public IReadOnlyList<CommissionerName> People { get; private set; } = [];

    /// <summary>The service office declares and ends anybody's.</summary>
    public bool Office => Permissions.Holds(actor, Permission.AppointSuccessor);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Ties = (await mediator.Send(new ListTies(200), cancellationToken)).Items;
        People = Office ? await mediator.Send(new ListCommissioners(), cancellationToken) : [];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new DeclareTie(PersonId, Enterprise, Kind), cancellationToken);
        Done = "declared";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndAsync(Id<DeclaredTie> tieId, CancellationToken cancellationToken)
    {
        await mediator.Send(new EndTie(tieId), cancellationToken);
        Done = "ended";
        return RedirectToPage();
    }
}
