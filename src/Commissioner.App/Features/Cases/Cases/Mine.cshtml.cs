using Commissioner.App.Features.Enterprises;
using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Cases;

/// <summary>An enterprise's own requests, newest first; what it is asked itself stands on top.</summary>
[Allow(Permission.ReadCases)]
public sealed class MineModel(IMediator mediator, Actor actor, TimeProvider clock) : PageModel
{
    /// <summary>Whom the enterprise calls; null to who belongs to none.</summary>
    public WhomToCall? ToCall { get; private set; }

    /// <summary>The place in the list after which this page begins.</summary>
    [FromQuery]
    public string? After { get; set; }

    /// <summary>This page of the list.</summary>
    public Page<CaseRow> Cases { get; private set; } = new([], null);

    /// <summary>Requests whose outcome the enterprise is asked to confirm.</summary>
    public IReadOnlyList<CaseRow> ToConfirm { get; private set; } = [];

    /// <summary>The newest closed ones that it may rate.</summary>
    public IReadOnlyList<CaseRow> ToRate { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        ToCall = actor.EnterpriseId is { } own ? await mediator.Send(new WhoServes(own), cancellationToken) : null;
        Cases = await mediator.Send(new ListCases(Box.Mine, Take: 20, After: After), cancellationToken);
        if (After is null && Cases.Items.Count > 0)
        {
            ToConfirm = (await mediator.Send(new ListCases(Box.Mine, CaseStatus.AwaitingConfirmation, Take: 10), cancellationToken)).Items;
            ToRate = [.. Cases.Items.Where(c => c.RateUntil >= clock.GetUtcNow()).Take(3)];
        }
    }
}
