using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Catalogue;

/// <summary>Adds an item, or the next version of one: first its difference, then the version.</summary>
[Allow(Permission.ManageCatalogue)]
public sealed class EditModel(IMediator mediator, Texts texts) : PageModel, IShows
{
    /// <summary>Which; null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public string? NewCode { get; set; }

    /// <summary>The last version that was read.</summary>
    [BindProperty]
    public int? BasedOn { get; set; }

    [BindProperty]
    public string? Matter { get; set; }

    [BindProperty]
    public string? Category { get; set; }

    /// <summary>Its words, in one field.</summary>
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public Id<Department>? LeadDepartmentId { get; set; }

    /// <summary>Who assists.</summary>
    [BindProperty]
    public List<Id<Department>> AssistingDepartmentIds { get; set; } = [];

    /// <summary>The duty's basis.</summary>
    [BindProperty]
    public string? LegalBasis { get; set; }

    /// <summary>How much is seen by default.</summary>
    [BindProperty]
    public Disclosure Disclosure { get; set; }

    /// <summary>Not suggested any more.</summary>
    [BindProperty]
    public bool Retired { get; set; }

    /// <summary>From when on; empty from today.</summary>
    [BindProperty]
    public DateOnly? EffectiveOn { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Departments to choose from.</summary>
    public IReadOnlyList<DepartmentLine> Departments { get; private set; } = [];

    /// <summary>In what it would differ from the last version; null before that was asked.</summary>
    public IReadOnlyList<CatalogueChange>? Changes { get; private set; }

    [TempData]
    public string? Done { get; set; }

    private CatalogueDraft Draft =>
        new(Matter, Category, CatalogueEntry.WordsOf(Words), LeadDepartmentId, AssistingDepartmentIds, LegalBasis, Disclosure, Retired);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Departments = await mediator.Send(new ListDepartments(), cancellationToken);

    /// <summary>Shows the form, with the last version in it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (Code is null)
        {
            return;
        }

        var sheet = await mediator.Send(new ShowCatalogueItem(Code), cancellationToken);
        var last = sheet.Versions[0].Item;
        (BasedOn, Matter, Category, Words, LeadDepartmentId) = (
            sheet.Last,
            last.Matter,
            last.Category,
            string.Join('、', last.Words),
            last.Lead.Id
        );
        (AssistingDepartmentIds, LegalBasis, Disclosure, Retired) = (
            [.. last.Assisting.Select(d => d.Id)],
            last.LegalBasis,
            last.Disclosure,
            last.Retired
        );
        // Departments ticked before the session ended are ticked again.
        if (ModelState.Typed(nameof(AssistingDepartmentIds)) is { Count: > 0 } typed)
        {
            AssistingDepartmentIds = [.. typed.Select(d => Id<Department>.TryParse(d, null, out var id) ? id : default)];
        }
    }

    /// <summary>Says in what it would differ; nothing changes.</summary>
    public async Task<IActionResult> OnPostCompareAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        Changes = await mediator.Send(new CompareCatalogueItem(Code ?? "", Draft), cancellationToken);
        return Page();
    }

    /// <summary>Adds the item, or its next version.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var code = Code is null
            ? await mediator.Send(new AddCatalogueItem(NewCode, Draft, EffectiveOn, Reason), cancellationToken)
            : await mediator.Send(new ReviseCatalogueItem(Code, Draft, EffectiveOn, Reason, BasedOn), cancellationToken);
        Done = texts["catalogue.saved"];
        return RedirectToPage("/Catalogue/Catalogue/Show", new { code });
    }
}
