using Commissioner.App.Features.Ties;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Leaves;

/// <summary>Leaves: a commissioner's own, or everybody's at the service office, which chooses somebody first and sees what would go to whom.</summary>
[Allow(Permission.KeepLeaves)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    /// <summary>Who is away; the one who acts where it chooses nobody.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Person>? PersonId { get; set; }

    [BindProperty]
    public DateOnly? FromOn { get; set; }

    [BindProperty]
    public DateOnly? UntilOn { get; set; }

    /// <summary>The enterprises of the form, in its order; who acts at each stands at the same place.</summary>
    [BindProperty]
    public List<Id<Enterprise>> Of { get; set; } = [];

    /// <summary>Empty for the backup, <c>desk</c> for the duty desk, else a person.</summary>
    [BindProperty]
    public List<string?> Acts { get; set; } = [];

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public IReadOnlyList<LeaveLine> Leaves { get; private set; } = [];

    public IReadOnlyList<PostToStandIn> Posts { get; private set; } = [];

    /// <summary>All commissioners, for the service office to choose from.</summary>
    public IReadOnlyList<CommissionerName> People { get; private set; } = [];

    /// <summary>The service office notes anybody's, and decides who acts.</summary>
    public bool Office => Permissions.Holds(actor, Permission.AppointSuccessor);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        List<StandInChosen> chosen = [];
        for (var i = 0; i < Of.Count; i++)
        {
            if (Acts.ElementAtOrDefault(i) is { Length: > 0 } acts)
            {
                chosen.Add(new(Of[i], Guid.TryParse(acts, out var person) ? new Id<Person>(person) : null));
            }
        }

        await mediator.Send(new NoteLeave(PersonId, FromOn, UntilOn, chosen), cancellationToken);
        Done = "noted";
        return RedirectToPage(new { PersonId });
    }

    public async Task<IActionResult> OnPostEndAsync(Id<Leave> leaveId, CancellationToken cancellationToken)
    {
        await mediator.Send(new EndLeave(leaveId), cancellationToken);
        Done = "ended";
        return RedirectToPage(new { PersonId });
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Leaves = await mediator.Send(new ListLeaves(), cancellationToken);
        People = Office ? await mediator.Send(new ListCommissioners(), cancellationToken) : [];
        Posts = await mediator.Send(new ShowPostsOnLeave(PersonId), cancellationToken);
    }
}
