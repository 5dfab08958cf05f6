using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Rebases;

/// <summary>A re-base's progress; it is stopped, let go on and taken back here.</summary>
[Allow(Permission.ManageRules)]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Rebase> Id { get; set; }

    /// <summary>Why it is taken back.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>How far it is.</summary>
    public RebaseSheet Sheet { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Sheet = await mediator.Send(new ShowRebase(Id), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostStopAsync(CancellationToken cancellationToken) =>
        LocalRedirect($"/rebases/{await mediator.Send(new StopRebase(Id), cancellationToken)}");

    public async Task<IActionResult> OnPostResumeAsync(CancellationToken cancellationToken) =>
        LocalRedirect($"/rebases/{await mediator.Send(new ResumeRebase(Id), cancellationToken)}");

    public async Task<IActionResult> OnPostReverseAsync(CancellationToken cancellationToken) =>
        LocalRedirect($"/rebases/{await mediator.Send(new ReverseRebase(Id, Reason), cancellationToken)}");
}
