using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Catalogue;
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
[Allow(Permission.CallDepartments)]
public sealed class BlowModel(IMediator mediator, Actor actor) : PageModel, IShows
{
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
        [
            .. Lead is { } lead ? [new CalledLeg(lead, true)] : Array.Empty<CalledLeg>(),
            .. Assisting.Where(d => d != Lead).Distinct().Select(d => new CalledLeg(d, false)),
        ];

    /// <summary>Where to meet.</summary>
    [BindProperty]
    public string? MeetPlace { get; set; }

    /// <summary>When to meet, by the park's clock.</summary>
    [BindProperty]
    public DateTime? MeetAt { get; set; }

    /// <summary>The item of the catalogue that was chosen; null for none.</summary>
    [BindProperty]
    public string? CatalogueItem { get; set; }

    /// <summary>How much may be shown: of a complaint about officials nothing of who complains.</summary>
    public IReadOnlyList<Disclosure> Disclosures =>
        CaseCategory.Find(Sheet.Category)?.AboutOfficials == true ? [Disclosure.IdentityHidden] : Enum.GetValues<Disclosure>();

    /// <summary>Items that fit what the case and the whistle say.</summary>
    public IReadOnlyList<SuggestedItem> Suggested { get; private set; } = [];

    [TempData]
    public string? Done { get; set; }

    /// <summary>The case as this person sees it.</summary>
    public CaseSheet Sheet { get; private set; } = null!;

    /// <summary>Departments that can be called.</summary>
    public IReadOnlyList<DepartmentLine> Departments { get; private set; } = [];

    /// <summary>Whose draft it is.</summary>
    public Actor Actor => actor;

    /// <summary>This department still owes something on the case and is not called again.</summary>
    public bool IsCalled(Id<Department> department) =>
        Sheet.Whistles.SelectMany(w => w.Legs).Any(l => l.DepartmentId == department && l.IsOpen);

    /// <summary>Shows the form; who was to assist before a session ended is so still.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken)
    {
        Assisting = [.. ModelState.Typed(nameof(Assisting)).Select(d => Id<Department>.TryParse(d, null, out var id) ? id : default)];
        return BeginAsync(cancellationToken);
    }

    // For a seat the kind is preset to emergency, the only one it may whistle for.
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        Kind = Sheet.May(CaseMove.BlowWhistle) ? Kind : WhistleKind.Emergency;
        Disclosure = Disclosures.Contains(Disclosure) ? Disclosure : Disclosures[0];
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowCase(CaseId), cancellationToken);
        Departments = await mediator.Send(new ListDepartments(), cancellationToken);
        Suggested = await mediator.Send(new SuggestItems($"{Sheet.Title}\n{Sheet.Description}\n{Asked}", 3), cancellationToken);
    }

    /// <summary>Looks for items that fit; nothing changes.</summary>
    public Task OnPostSuggestAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Fills in what an item says: who leads, who assists, and how much they see. It can be changed before it is blown.</summary>
    public async Task OnPostChooseAsync(string? choose, CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        var item = (await mediator.Send(new ShowCatalogueItem(choose ?? ""), cancellationToken)).Item;
        (CatalogueItem, Disclosure) = (item.Code, item.Disclosure);
        Lead = IsCalled(item.Lead.Id) ? null : item.Lead.Id;
        Assisting = [.. item.Assisting.Select(d => d.Id).Where(d => !IsCalled(d))];
        foreach (var filled in new[] { nameof(CatalogueItem), nameof(Disclosure), nameof(Lead), nameof(Assisting) })
        {
            ModelState.Remove(filled);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(
            new BlowWhistle(
                CaseId,
                Kind,
                Asked,
                Tried,
                Disclosure,
                MeetPlace,
                MeetAt is { } at ? Moments.FromLocal(at) : null,
                Legs,
                CatalogueItem
            ),
            cancellationToken
        );
        Done = "blow";
        return RedirectToPage("/Cases/Cases/Show", new { Id = CaseId });
    }
}
