using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Undertakings;

/// <summary>Undertakings that one may see, on both faces.</summary>
[Allow(Permission.ReadUndertakings)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    /// <summary>Only those with a late node.</summary>
    [FromQuery]
    public bool Late { get; set; }

    /// <summary>Where the page begins.</summary>
    [FromQuery]
    public string? After { get; set; }

    public Page<UndertakingRow> Rows { get; private set; } = new([], null);

    /// <summary>On the enterprise's phone.</summary>
    public bool Phone => actor.EnterpriseId is not null;

    public bool MayEntrust => Permissions.Holds(actor, Permission.EntrustProjects);

    /// <summary>How a state looks.</summary>
    public static string Sign(UndertakingStatus status) =>
        status switch
        {
            UndertakingStatus.Entrusted => "state-new",
            UndertakingStatus.Running => "state-working",
            UndertakingStatus.Completed => "state-settled",
            _ => "",
        };

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Rows = await mediator.Send(new ListUndertakings(Late: Late, After: After), cancellationToken);
}
