using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Plans;

/// <summary>A plan: the commissioner asks and looks again, the Leader decides.</summary>
[Allow(Permission.ReadCases)]
public sealed class PlanModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    private static readonly CaseMove[] Moves = [CaseMove.AskPlan, CaseMove.GrantPlan, CaseMove.RefusePlan, CaseMove.ReviewPlan];

    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>What is done meanwhile.</summary>
    [BindProperty]
    public string? Measures { get; set; }

    /// <summary>Who is responsible.</summary>
    [BindProperty]
    public Id<Department>? DepartmentId { get; set; }

    /// <summary>When it is looked at (again).</summary>
    [BindProperty]
    public DateOnly? ReviewOn { get; set; }

    /// <summary>How the matter stands.</summary>
    [BindProperty]
    public string? Findings { get; set; }

    /// <summary>Why it is refused, or ended.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The case, as far as one may see it.</summary>
    public CaseSheet Case { get; private set; } = null!;

    /// <summary>Who may be responsible.</summary>
    public IReadOnlyList<DepartmentLine> Departments { get; private set; } = [];

    /// <summary>Who acts: drafts are one's own.</summary>
    public Actor Actor => actor;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Case = await mediator.Send(new ShowCase(Id), cancellationToken);
        Departments = Case.May(CaseMove.AskPlan) ? await mediator.Send(new ListDepartments(), cancellationToken) : [];
    }

    /// <summary>Shows the form; where nothing of this is to be done now, the case as it stands.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Moves.Any(Case.May) ? Page() : LocalRedirect($"/cases/show/{Id}");
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        DoAsync(new AskPlan(Id, Measures, DepartmentId, ReviewOn), cancellationToken);

    public Task<IActionResult> OnPostGrantAsync(CancellationToken cancellationToken) =>
        DoAsync(new DecidePlan(Id, true, null), cancellationToken);

    /// <summary>Refuses it, or ends it.</summary>
    public Task<IActionResult> OnPostRefuseAsync(CancellationToken cancellationToken) =>
        DoAsync(new DecidePlan(Id, false, Reason), cancellationToken);

    /// <summary>It goes on until another day.</summary>
    public Task<IActionResult> OnPostGoOnAsync(CancellationToken cancellationToken) =>
        DoAsync(new ReviewPlan(Id, Findings, ReviewOn ?? DateOnly.MinValue), cancellationToken);

    /// <summary>It is dealt with now.</summary>
    public Task<IActionResult> OnPostTakeUpAsync(CancellationToken cancellationToken) =>
        DoAsync(new ReviewPlan(Id, Findings, null), cancellationToken);

    private async Task<IActionResult> DoAsync(Pipeline.ICommand<Id<Case>> command, CancellationToken cancellationToken)
    {
        await mediator.Send(command, cancellationToken);
        return LocalRedirect($"/cases/show/{Id}");
    }
}
