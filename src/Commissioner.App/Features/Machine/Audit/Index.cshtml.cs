using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Audit;

/// <summary>Who did or tried what, and how far that is chained.</summary>
[Allow(Permission.ReadAudit)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Outcome { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Address { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<AuditLine> Lines { get; private set; } = new([], null);

    public AuditChainSheet Chain { get; private set; } = null!;

    /// <summary>What may stand in the log, to choose from.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        .. typeof(IndexModel)
            .Assembly.GetTypes()
            .Where(t => t.IsClass && (typeof(ICommand).IsAssignableFrom(t) || typeof(IOpening).IsAssignableFrom(t)))
            .Select(t => t.Name)
            .Order(StringComparer.Ordinal),
    ];

    private AuditFilter Filter => new(Person, What, Outcome, From, Until, Address);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Lines = await mediator.Send(new ListAudit(Filter, 50, After), cancellationToken);
        Chain = await mediator.Send(new ShowAuditChain(), cancellationToken);
    }

    /// <summary>The same as a file.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancellationToken) =>
        new FileContentResult(await mediator.Send(new ExportAudit(Filter), cancellationToken), TableWriter.TextType)
        {
            FileDownloadName = "audit.csv",
        };
}
