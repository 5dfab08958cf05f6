using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Whistles;

/// <summary>The department's inbox: whom it owes a check-in, and whom a result.</summary>
[Allow(Permission.WorkLegs)]
public sealed class InboxModel(IMediator mediator) : PageModel
{
    /// <summary>The one group whose further pages are read; null for both.</summary>
    [BindProperty(SupportsGet = true)]
    public LegStatus? Standing { get; set; }

    /// <summary>Where that group's page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>What is owed, by what it waits for.</summary>
    public IReadOnlyList<(LegStatus Standing, Page<LegRow> Legs)> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        List<(LegStatus, Page<LegRow>)> groups = [];
        foreach (
            var standing in new[] { LegStatus.Called, LegStatus.CheckedIn, LegStatus.Objected }.Where(s =>
                Standing is null || s == Standing
            )
        )
        {
            var legs = await mediator.Send(new ListLegs(standing, After: Standing is null ? null : After), cancellationToken);
            if (standing != LegStatus.Objected || legs.Items.Count > 0 || Standing is not null)
            {
                groups.Add((standing, legs));
            }
        }

        Groups = groups;
    }
}
