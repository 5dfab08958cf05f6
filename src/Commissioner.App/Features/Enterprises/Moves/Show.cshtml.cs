using Commissioner.App.Features.Enterprises;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Moves;

/// <summary>What is open with an enterprise, and the one decision about it: it moves, merges or leaves.</summary>
[Allow(Permission.KeepOrganisation)]
[ShowsContacts]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Enterprise> Id { get; set; }

    [BindProperty]
    public Id<Park>? ParkId { get; set; }

    [BindProperty]
    public bool? Rotates { get; set; }

    /// <summary>By which the other enterprise is looked for: words of its name, or its credit code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Into { get; set; }

    [BindProperty]
    public Id<Enterprise>? SuccessorId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public Standing Its { get; private set; } = null!;

    /// <summary>Those that it could merge into, by what is looked for.</summary>
    public IReadOnlyList<EnterpriseLine> Others { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostMoveAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new MoveEnterprise(Id, ParkId, Rotates, Reason), cancellationToken);
        return Again("moved");
    }

    public async Task<IActionResult> OnPostMergeAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new MergeEnterprise(Id, SuccessorId, Reason), cancellationToken);
        return Again("merged");
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new LetEnterpriseGo(Id, Reason), cancellationToken);
        return Again("left");
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Its = await mediator.Send(new ShowStanding(Id), cancellationToken);
        if (!string.IsNullOrWhiteSpace(Into) && Its.EndedAt is null)
        {
            var found = await mediator.Send(new ListEnterprises(Into, 20), cancellationToken);
            Others = [.. found.Items.Where(e => e.Id != Id)];
        }
    }

    private RedirectToPageResult Again(string done)
    {
        Done = done;
        return RedirectToPage(new { Id, Into = (string?)null });
    }
}
