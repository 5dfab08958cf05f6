using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Offerings;

/// <summary>What enterprises offer and seek, as far as one may know of it.</summary>
[Allow(Permission.ReadOfferings)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public OfferingKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public OfferingCategory? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public OfferingState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<OfferingLine> Offerings { get; private set; } = new([], null);

    /// <summary>The address of the same list with something more.</summary>
    public string With(string more) =>
        $"~/offerings?kind={Kind}&category={Category}&state={State}&q={Uri.EscapeDataString(Q ?? "")}&{more}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (actor.EnterpriseId is not null)
        {
            return LocalRedirect("/offerings/mine");
        }

        Offerings = await mediator.Send(List(After), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnGetExportAsync(bool? workbook, CancellationToken cancellationToken)
    {
        var (type, ending) = TableWriter.KindOf(workbook == true);
        return File(await mediator.Send(new ExportOfferings(List(null), workbook == true), cancellationToken), type, "offerings" + ending);
    }

    private ListOfferings List(string? after) => new(Kind, Category, State, Q, 50, after);
}
