using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Financing;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Organisation;

/// <summary>A code and a name as they were typed, and whether they were refused.</summary>
public sealed record CodeAndName(OrganisationPart Part, string? Code, string? Name, bool IsRefused);

/// <summary>The park's departments, commissioners and sub-parks: what there is, and a form for one more or for what changed.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed class IndexModel(IMediator mediator, Texts texts) : PageModel, IShows
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Park { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Industry { get; set; }

    [BindProperty]
    public int? LoadLimit { get; set; }

    /// <summary>A bank's code.</summary>
    [BindProperty]
    public string? Bank { get; set; }

    /// <summary>The bank that ends.</summary>
    [BindProperty]
    public Id<Bank>? BankId { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Kept { get; set; }

    /// <summary>Which form was sent; null where none was.</summary>
    public OrganisationPart? Of { get; private set; }

    public OrganisationSheet Sheet { get; private set; } = new("", [], [], []);

    /// <summary>Where a commissioner may work: a sub-park, or the park where it has none.</summary>
    public IEnumerable<SubParkLine> WorksIn => Sheet.Parks.Count > 0 ? Sheet.Parks : [new(Sheet.Park, Sheet.Park, 0)];

    /// <summary>Lines of business, by code.</summary>
    public IEnumerable<string> Industries =>
        texts.Chinese.Where(k => k.StartsWith("industry.", StringComparison.Ordinal)).Select(k => k["industry.".Length..]).Order();

    /// <summary>What a form shows.</summary>
    public CodeAndName Fields(OrganisationPart part) => Of == part ? new(part, Code, Name, true) : new(part, null, null, false);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>A part as a table.</summary>
    public async Task<IActionResult> OnGetTableAsync(OrganisationPart part, bool workbook, CancellationToken cancellationToken)
    {
        var (type, ending) = TableWriter.KindOf(workbook);
        return new FileContentResult(await mediator.Send(new ExportOrganisation(part, workbook), cancellationToken), type)
        {
            FileDownloadName = texts.Name(part) + ending,
        };
    }

    public Task<IActionResult> OnPostParkAsync(CancellationToken cancellationToken) =>
        KeepAsync(OrganisationPart.Parks, () => mediator.Send(new KeepSubPark(Code, Name), cancellationToken));

    public Task<IActionResult> OnPostDepartmentAsync(CancellationToken cancellationToken) =>
        KeepAsync(OrganisationPart.Departments, () => mediator.Send(new KeepDepartment(Code, Name, Park), cancellationToken));

    public Task<IActionResult> OnPostCommissionerAsync(CancellationToken cancellationToken) =>
        KeepAsync(
            OrganisationPart.Commissioners,
            () => mediator.Send(new PlaceCommissioner(UserName, Park, Industry, LoadLimit), cancellationToken)
        );

    public Task<IActionResult> OnPostBankAsync(CancellationToken cancellationToken) =>
        KeepAsync(OrganisationPart.Banks, () => mediator.Send(new KeepBank(Code, Name), cancellationToken));

    public Task<IActionResult> OnPostBankerAsync(CancellationToken cancellationToken) =>
        KeepAsync(OrganisationPart.Bankers, () => mediator.Send(new PlaceBanker(UserName, Bank), cancellationToken));

    public async Task<IActionResult> OnPostEndBankAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new EndBank(BankId ?? default, Because), cancellationToken);
        Kept = texts["organisation.bank.ended"];
        return RedirectToPage("/Enterprises/Organisation/Index", null, null);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ListOrganisation(), cancellationToken);

    private async Task<IActionResult> KeepAsync(OrganisationPart part, Func<Task<Kept>> keep)
    {
        Of = part;
        var kept = await keep();
        Kept = texts[
            kept.Created ? "organisation.created"
            : kept.Changed ? "organisation.changed"
            : "organisation.unchanged",
            kept.Key
        ];
        return RedirectToPage("/Enterprises/Organisation/Index", null, null);
    }
}
