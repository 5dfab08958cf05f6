using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Papers;

/// <summary>Promised papers that one may see, on both faces.</summary>
[Allow(Permission.ReadUndertakings)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    /// <summary>Those that were kept and broken, too.</summary>
    [FromQuery]
    public bool All { get; set; }

    /// <summary>Where the page begins.</summary>
    [FromQuery]
    public string? After { get; set; }

    public Page<PaperRow> Rows { get; private set; } = new([], null);

    /// <summary>On the enterprise's phone.</summary>
    public bool Phone => actor.EnterpriseId is not null;

    /// <summary>How a state looks.</summary>
    public static string Sign(PaperStatus status) =>
        status switch
        {
            PaperStatus.Verified or PaperStatus.Excused => "state-settled",
            PaperStatus.Owed or PaperStatus.Supplied => "state-working",
            PaperStatus.Dropped => "",
            _ => "state-waiting",
        };

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Rows = await mediator.Send(new ListPapers(All, After: After), cancellationToken);
}
