using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Remedies;

/// <summary>Proposes one remedy for a case and what is like it.</summary>
[Allow(Permission.StartRemedies)]
public sealed class StartModel(IMediator mediator, DepartmentNames departments) : PageModel, IShows
{
    /// <summary>The case that it begins with.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Case> CaseId { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public Id<Department>? ConcernsId { get; set; }

    [BindProperty]
    public Id<Department>? OwnerId { get; set; }

    [BindProperty]
    public string? Measures { get; set; }

    [BindProperty]
    public int? Days { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    /// <summary>The cases that it is to stand for.</summary>
    [BindProperty]
    public List<Id<Case>> Cases { get; set; } = [];

    /// <summary>Somebody has chosen already.</summary>
    [BindProperty]
    public bool Chosen { get; set; }

    public RemedyCandidates Like { get; private set; } = null!;

    public IReadOnlyList<KeyValuePair<Id<Department>, string>> Departments { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        (Place, ConcernsId, OwnerId) = (Like.Place, Like.DepartmentId, Like.DepartmentId);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Like = await mediator.Send(new LikeForRemedy(CaseId), cancellationToken);
        Departments = [.. (await departments.AllAsync(cancellationToken)).OrderBy(d => d.Value, StringComparer.CurrentCulture)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var category = (await mediator.Send(new LikeForRemedy(CaseId), cancellationToken)).Category;
        var id = await mediator.Send(
            new StartRemedy(Title, category, Place, ConcernsId, OwnerId, Measures?.ReplaceLineEndings("\n"), Days, On, Cases),
            cancellationToken
        );
        return LocalRedirect($"/remedies/show/{id}");
    }
}
