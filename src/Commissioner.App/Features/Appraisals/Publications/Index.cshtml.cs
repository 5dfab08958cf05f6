using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Publications;

/// <summary>The publication page of a quarter 晾晒: for everybody who has business here.</summary>
[Allow(Permission.ReadPublications)]
public sealed class IndexModel(IMediator mediator, Actor actor, Promises promises, TimeProvider clock, Texts texts) : PageModel, IShows
{
    /// <summary>Which one; null for the latest.</summary>
    [FromRoute]
    public Id<Publication>? Id { get; set; }

    /// <summary>The first day of the quarter to publish.</summary>
    [BindProperty]
    public DateOnly? From { get; set; }

    /// <summary>Why anew.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public PublicationSheet Sheet { get; private set; } = null!;

    /// <summary>On a phone's face.</summary>
    public bool Phone => actor.EnterpriseId is not null;

    /// <summary>This person may publish.</summary>
    public bool MayPublish => Permissions.Holds(actor, Permission.PublishScores);

    /// <summary>Quarters that are over, the latest first.</summary>
    public IReadOnlyList<Period> Quarters
    {
        get
        {
            var now = Period.QuarterOf(promises.Calendar.DateOf(clock.GetUtcNow()));
            return [.. Enumerable.Range(1, 4).Select(i => Period.QuarterOf(now.From.AddMonths(-3 * i)))];
        }
    }

    /// <summary>A quarter as people say it.</summary>
    public string Say(DateOnly from) => texts["scores.quarter", from.Year, ((from.Month - 1) / 3) + 1];

    /// <summary>A share in percent, cut off after two places; a dash of nothing.</summary>
    public static string Percent(decimal? share) =>
        Rate.Percent(share) is { } percent ? percent.ToString("0.00", CultureInfo.InvariantCulture) + " %" : "–";

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowPublications(Id), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = await mediator.Send(new PublishScores(From, Reason), cancellationToken);
        return LocalRedirect($"/publications/{id}");
    }
}
