using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Cases;

/// <summary>Records the first contact with the enterprise: a click is not one.</summary>
[Allow(Permission.ServeCase)]
public sealed class ContactModel(IMediator mediator, Actor actor, TimeProvider clock) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    /// <summary>Call, visit or message.</summary>
    [BindProperty]
    public ContactMeans? Means { get; set; }

    /// <summary>When, by the park's clock.</summary>
    [BindProperty]
    public DateTime? At { get; set; }

    /// <summary>What came of it.</summary>
    [BindProperty]
    public string? Outcome { get; set; }

    [TempData]
    public string? Done { get; set; }

    /// <summary>The case as this person sees it.</summary>
    public CaseSheet Sheet { get; private set; } = null!;

    /// <summary>Whose draft it is.</summary>
    public Actor Actor => actor;

    /// <summary>Shows the form; the contact was just now, unless somebody says otherwise.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken)
    {
        At = Moments.Local(clock.GetUtcNow()).DateTime;
        return ShowAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Sheet = await mediator.Send(new ShowCase(Id), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new RecordFirstContact(Id, Means, At is { } at ? Moments.FromLocal(at) : null, Outcome), cancellationToken);
        Done = "contact";
        return RedirectToPage("/Cases/Cases/Show", new { Id });
    }
}
