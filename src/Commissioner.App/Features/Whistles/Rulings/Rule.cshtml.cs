using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Departments;
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

namespace Commissioner.App.Features.Rulings;

/// <summary>The service office rules on an objection.</summary>
[Allow(Permission.RuleOnObjections)]
public sealed class RuleModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> CaseId { get; set; }

    /// <summary>The objecting department's leg.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Leg> LegId { get; set; }

    /// <summary>What becomes of it.</summary>
    [BindProperty]
    public RulingDecision? Decision { get; set; }

    /// <summary>Who is called instead.</summary>
    [BindProperty]
    public Id<Department>? DepartmentId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The case as this person sees it.</summary>
    public CaseSheet Sheet { get; private set; } = null!;

    public WhistleSheet Whistle { get; private set; } = null!;

    public LegSheet Leg { get; private set; } = null!;

    /// <summary>Departments that can be called instead.</summary>
    public IReadOnlyList<DepartmentLine> Departments { get; private set; } = [];

    /// <summary>Whose draft it is.</summary>
    public Actor Actor => actor;

    /// <summary>The leg waits for a ruling that this person may give.</summary>
    public bool MayRule => Sheet.May(CaseMove.Rule) && Leg is { Status: LegStatus.Objected, Ruling: null };

    /// <summary>Who was to lead, one after the other.</summary>
    public IReadOnlyList<string> Path => Whistle.Path;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        await mediator.Send(new RuleOnObjection(Whistle.Id, LegId, Decision, Reason, DepartmentId), cancellationToken);
        return LocalRedirect("/rulings");
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowCase(CaseId, 1), cancellationToken);
        Whistle = Sheet.Whistles.FirstOrDefault(w => w.Legs.Any(l => l.Id == LegId)) ?? throw new NotFound();
        Leg = Whistle.Legs.First(l => l.Id == LegId);
        Departments = [.. (await mediator.Send(new ListDepartments(), cancellationToken)).Where(d => d.Id != Leg.DepartmentId)];
    }
}
