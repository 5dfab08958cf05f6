using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Visits;

/// <summary>Plans a visit: first the enterprise, then what is planned there already, then the visit.</summary>
[Allow(Permission.PlanVisits)]
public sealed class PlanModel(IMediator mediator, DepartmentNames departments, Actor actor) : PageModel, IShows
{
    /// <summary>The enterprise's unified social credit code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? CreditCode { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    /// <summary>When, on the park's clock.</summary>
    [BindProperty]
    public DateTime? At { get; set; }

    /// <summary>Departments that come along.</summary>
    [BindProperty]
    public List<Id<Department>> With { get; set; } = [];

    /// <summary>Why there must be one more than the budget.</summary>
    [BindProperty]
    public string? Because { get; set; }

    /// <summary>What is planned there; null until an enterprise is named.</summary>
    public VisitBudget? Budget { get; private set; }

    /// <summary>There is no such enterprise, or it is not one's to visit.</summary>
    public bool Unknown { get; private set; }

    public IReadOnlyList<KeyValuePair<Id<Department>, string>> Departments { get; private set; } = [];

    public bool MayJoin => actor.DepartmentId is not null;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(CreditCode))
        {
            try
            {
                Budget = await mediator.Send(new ShowBudget(CreditCode), cancellationToken);
            }
            catch (RuleBroken)
            {
                Unknown = true;
            }
        }

        Departments =
        [
            .. (await departments.AllAsync(cancellationToken))
                .Where(d => d.Key != actor.DepartmentId)
                .OrderBy(d => d.Value, StringComparer.CurrentCulture),
        ];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = await mediator.Send(
            new PlanVisit(CreditCode, Purpose?.ReplaceLineEndings("\n"), At is { } at ? Moments.FromLocal(at) : null, With, Because),
            cancellationToken
        );
        return LocalRedirect($"/visits/show/{id}");
    }

    public async Task<IActionResult> OnPostJoinAsync(Id<Visit> visitId, CancellationToken cancellationToken)
    {
        await mediator.Send(new JoinVisit(visitId), cancellationToken);
        return LocalRedirect($"/visits/show/{visitId}");
    }
}
