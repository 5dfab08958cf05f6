using Commissioner.App.Features.Templates;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Undertakings;

/// <summary>The owner of an enterprise signs an entrustment.</summary>
[Allow(Permission.EntrustProjects)]
public sealed class EntrustModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty]
    public string? Title { get; set; }

    /// <summary>What is entrusted.</summary>
    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? TemplateCode { get; set; }

    /// <summary>What the agent may do.</summary>
    [BindProperty]
    public IReadOnlyList<Authority> Authority { get; set; } = [];

    /// <summary>What may be chosen.</summary>
    public IReadOnlyList<TemplateRow> Templates { get; private set; } = [];

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Templates = await mediator.Send(new ListTemplates(UndertakingKind.AgencyProject), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = await mediator.Send(new EntrustUndertaking(Title, What, TemplateCode, Authority), cancellationToken);
        return LocalRedirect($"/undertakings/show/{id}");
    }
}
