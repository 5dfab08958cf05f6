using Commissioner.App.Features.Enterprises;
using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Running;

/// <summary>Everything that runs, on both faces.</summary>
[Allow(Permission.ReadRunning)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    /// <summary>Where the page begins.</summary>
    [FromQuery]
    public string? After { get; set; }

    public Page<RunningRow> Rows { get; private set; } = new([], null);

    /// <summary>Whom the enterprise calls; null to who belongs to none.</summary>
    public WhomToCall? ToCall { get; private set; }

    /// <summary>On the enterprise's phone.</summary>
    public bool Phone => actor.EnterpriseId is not null;

    /// <summary>The page of a row.</summary>
    public string Href(RunningRow row) =>
        row.Kind switch
        {
            RunningKind.Case => Phone ? $"~/cases/follow/{row.Id}" : $"~/cases/show/{row.Id}",
            RunningKind.Undertaking => $"~/undertakings/show/{row.Id}",
            RunningKind.Visit => Phone ? $"~/visits/follow/{row.Id}" : $"~/visits/show/{row.Id}",
            RunningKind.Introduction => Phone ? $"~/introductions/follow/{row.Id}" : $"~/introductions/show/{row.Id}",
            RunningKind.Financing => Phone ? $"~/financing/follow/{row.Id}" : $"~/financing/show/{row.Id}",
            _ => Phone ? $"~/benefits/follow/{row.Number}" : $"~/benefits/show/{row.Number}",
        };

    /// <summary>The key of a row's state among the texts.</summary>
    public static string StateKey(RunningRow row) =>
        row.Kind switch
        {
            RunningKind.Case => "caseStatus.",
            RunningKind.Undertaking => "undertakingStatus.",
            RunningKind.Visit => "visitState.",
            RunningKind.Introduction => "introductionState.",
            RunningKind.Financing => "financingState.",
            _ => "claimState.",
        } + row.State;

    /// <summary>The key of what a row is among the texts.</summary>
    public static string KindKey(RunningRow row) => row.Undertaking is { } kind ? "undertakingKind." + kind : "runningKind." + row.Kind;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        ToCall = actor.EnterpriseId is { } own ? await mediator.Send(new WhoServes(own), cancellationToken) : null;
        Rows = await mediator.Send(new ListRunning(After: After), cancellationToken);
    }
}
