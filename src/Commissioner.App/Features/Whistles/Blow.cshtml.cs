using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Whistles;

/// <summary>Calls departments to a case: one leads, others assist.</summary>
[Allow(Permission.HandleCase)]
public sealed class BlowModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    /// <summary>The case.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Case> CaseId { get; set; }

    /// <summary>What kind of help is called.</summary>
    [BindProperty]
    public WhistleKind Kind { get; set; }

    /// <summary>What the departments are asked for.</summary>
    [BindProperty]
    public string? Asked { get; set; }

    /// <summary>What was tried before.</summary>
    [BindProperty]
    public string? Tried { get; set; }

    /// <summary>How much of the enterprise they may see.</summary>
    [BindProperty]
    public Disclosure Disclosure { get; set; }

    /// <summary>The department that leads.</summary>
    [BindProperty]
    public Id<Department>? Lead { get; set; }

    /// <summary>The departments that assist; the leading one is not called twice.</summary>
    [BindProperty]
    public List<Id<Department>> Assisting { get; set; } = [];

    /// <summary>All that are called.</summary>
    public IReadOnlyList<CalledLeg> Legs =>
        [.. Lead is { } lead ? [new CalledLeg(lead, true)] : Array.Empty<CalledLeg>(), .. Assisting.Where(d => d != Lead).Distinct().Select(d => new CalledLeg(d, false))];

    /// <summary>Where to meet.</summary>
    [BindProperty]
    public string? MeetPlace { get; set; }

    /// <summary>When to meet, by the park's clock.</summary>
    [BindProperty]
    public DateTime? MeetAt { get; set; }

    /// <summary>What was done.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>The case as this person sees it.</summary>
    public CaseSheet Sheet { get; private set; } = null!;

    /// <summary>Departments that can be called.</summary>
    public IReadOnlyList<DepartmentLine> Departments { get; private set; } = [];

    /// <summary>Whose draft it is.</summary>
    public Actor Actor => actor;

    /// <summary>This department still owes something on the case and is not called again.</summary>
    public bool IsCalled(Id<Department> department) => Sheet.Whistles.SelectMany(w => w.Legs).Any(l => l.DepartmentId == department && l.Status != LegStatus.Done);

    /// <summary>Shows the form; who was to assist before a session ended is so still.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken)
    {
        Assisting = [.. ModelState.Typed(nameof(Assisting)).Select(d => Id<Department>.TryParse(d, null, out var id) ? id : default)];
        return ShowAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowCase(CaseId), cancellationToken);
        Departments = await mediator.Send(new ListDepartments(), cancellationToken);
    }

    /// <summary>Blows it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new BlowWhistle(CaseId, Kind, Asked, Tried, Disclosure, MeetPlace, MeetAt is { } at ? Moments.FromLocal(at) : null, Legs), cancellationToken);
        Done = "blow";
        return RedirectToPage("/Cases/Show", new { Id = CaseId });
    }
}
