using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Satisfaction;

/// <summary>The enterprise rates a closed request: one touch is enough, and costs the same at every level.</summary>
[Allow(Permission.SpeakForEnterprise)]
public sealed class RateModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>All in all, 1 very satisfied to 5 very dissatisfied.</summary>
    [BindProperty]
    public int? Overall { get; set; }

    [BindProperty]
    public int? Commissioner { get; set; }

    [BindProperty]
    public int? Result { get; set; }

    /// <summary>Departments that took part, by their keys.</summary>
    [BindProperty(Name = nameof(Departments))]
    public Dictionary<Guid, int?> Departments { get; set; } = [];

    /// <summary>In the enterprise's own words.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The request, as far as one may see it.</summary>
    public Cases.CaseSheet Case { get; private set; } = null!;

    /// <summary>What was said of it already; null where nothing was.</summary>
    public RatingSheet? Said { get; private set; }

    /// <summary>It can be rated, or its rating changed.</summary>
    public bool Open => Case.May(CaseMove.Rate) || Said?.CanChange == true;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Case = await mediator.Send(new Cases.ShowCase(Id), cancellationToken);
        Said =
            Case.Rated == true
                ? (await mediator.Send(new ShowRating(Id), cancellationToken)).FirstOrDefault(r => r.Cycle == Case.Cycle)
                : null;
    }

    /// <summary>Shows the levels, and rates nothing; a request that can't be rated is shown as it stands.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Open ? Page() : LocalRedirect($"/cases/follow/{Id}");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var departments = Departments
            .Where(d => d.Value is not null)
            .Select(d => new DepartmentLevel(new Id<Department>(d.Key), d.Value!.Value))
            .ToList();
        await mediator.Send(
            new RateCase(Id, Overall, Commissioner, Result, departments, Reason?.ReplaceLineEndings("\n")),
            cancellationToken
        );
        return LocalRedirect($"/cases/follow/{Id}?rated=1");
    }
}
