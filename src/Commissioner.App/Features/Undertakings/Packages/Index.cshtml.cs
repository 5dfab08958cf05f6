using Commissioner.App.Features.Templates;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Packages;

/// <summary>The catalogue of packages, on both faces.</summary>
[Allow(Permission.ReadUndertakings)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    public IReadOnlyList<TemplateRow> Rows { get; private set; } = [];

    /// <summary>On the enterprise's phone.</summary>
    public bool Phone => actor.EnterpriseId is not null;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Rows = await mediator.Send(new ListTemplates(UndertakingKind.Package), cancellationToken);
}
