using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Templates;

/// <summary>The templates in force.</summary>
[Allow(Permission.ManageTemplates)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    public IReadOnlyList<TemplateRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Rows = await mediator.Send(new ListTemplates(), cancellationToken);

    /// <summary>Takes the table along.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancellationToken) =>
        File(await mediator.Send(new ExportTemplates(), cancellationToken), "text/csv; charset=utf-8", "templates.csv");
}
