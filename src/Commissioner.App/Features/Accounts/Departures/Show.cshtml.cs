using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Departures;

/// <summary>What is open with somebody, and the one decision about it: it leaves, or goes to another department.</summary>
[Allow(Permission.LetStaffGo)]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    /// <summary>The enterprises of the form, in its order; what is chosen for each stands at the same place.</summary>
    [BindProperty]
    public List<Id<Enterprise>> Of { get; set; } = [];

    // As texts: where nobody is chosen an empty one keeps the others in their places.
    [BindProperty]
    public List<string?> Successors { get; set; } = [];

    [BindProperty]
    public List<string?> Backups { get; set; } = [];

    [BindProperty]
    public Id<Person>? HandlerId { get; set; }

    [BindProperty]
    public string? HandlerPhone { get; set; }

    [BindProperty]
    public Id<Department>? DepartmentId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public Departure Person { get; private set; } = null!;

    public IReadOnlyList<DepartmentLine> Departments { get; private set; } = [];

    /// <summary>Who is chosen for an enterprise: what was typed, or who would follow by itself.</summary>
    public Id<Person>? Chosen(List<string?> of, PostOpen post, Id<Person>? itself)
    {
        var at = Of.IndexOf(post.EnterpriseId);
        return at >= 0 ? At(of, at) : itself;
    }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var posts = Of.Select((e, i) => new PostTakenOver(e, At(Successors, i), At(Backups, i))).ToList();
        await mediator.Send(new LetStaffGo(Id, posts, HandlerId, HandlerPhone, Reason), cancellationToken);
        Done = "left";
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostMoveAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new MoveStaff(Id, DepartmentId, HandlerId, HandlerPhone, Reason), cancellationToken);
        Done = "moved";
        return RedirectToPage(new { Id });
    }

    private static Id<Person>? At(List<string?> of, int place) =>
        Guid.TryParse(of.ElementAtOrDefault(place), out var person) ? new Id<Person>(person) : null;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Person = await mediator.Send(new ShowDeparture(Id), cancellationToken);
        Departments = await mediator.Send(new ListDepartments(), cancellationToken);
    }
}
