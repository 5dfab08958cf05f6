using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Archive;

/// <summary>Which closed cases are archived; their packages are taken along here.</summary>
[Allow(Permission.ReadArchive)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>The case's number that is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<ArchiveLine> Packages { get; private set; } = new([], null);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Packages = await mediator.Send(new ListArchive(Number, 50, After), cancellationToken);

    /// <summary>One of them as a file.</summary>
    public async Task<IActionResult> OnGetTakeAsync(Id<ArchivePackage> id, CancellationToken cancellationToken)
    {
        var taken = await mediator.Send(new TakeArchive(id), cancellationToken);
        return File(taken.Content, TakenArchive.MediaType, taken.FileName);
    }
}
