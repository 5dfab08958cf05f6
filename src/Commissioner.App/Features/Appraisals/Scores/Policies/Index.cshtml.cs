using System.Globalization;
using Commissioner.App.Features.Catalogue;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Appraisals;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Scores.Policies;

/// <summary>By what scores are made.</summary>
[Allow(Permission.ReadScores)]
public sealed class IndexModel(IMediator mediator, Texts texts) : PageModel, IShows
{
    /// <summary>The first day of its first quarter.</summary>
    [BindProperty]
    public DateOnly? From { get; set; }

    /// <summary>Weight of response.</summary>
    [BindProperty(Name = "Response")]
    public decimal? OfResponse { get; set; }

    /// <summary>Weight of resolution.</summary>
    [BindProperty]
    public decimal? Resolution { get; set; }

    /// <summary>Weight of satisfaction.</summary>
    [BindProperty]
    public decimal? Satisfaction { get; set; }

    /// <summary>Fewer: no score.</summary>
    [BindProperty]
    public int? Least { get; set; }

    /// <summary>Fewer: suppressed.</summary>
    [BindProperty]
    public int? LeastEnterprises { get; set; }

    /// <summary>A smaller share: too few.</summary>
    [BindProperty]
    public decimal? LeastRated { get; set; }

    /// <summary>Good from here.</summary>
    [BindProperty]
    public decimal? Good { get; set; }

    /// <summary>Fair from here.</summary>
    [BindProperty]
    public decimal? Fair { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public ScorePolicySheet Sheet { get; private set; } = null!;

    /// <summary>The fields of shares, in the order of the form, with what they hold.</summary>
    public IReadOnlyList<(string Name, decimal? Value)> Shares =>
        [
            ("Response", OfResponse),
            (nameof(Resolution), Resolution),
            (nameof(Satisfaction), Satisfaction),
            (nameof(Good), Good),
            (nameof(Fair), Fair),
            (nameof(LeastRated), LeastRated),
        ];

    /// <summary>Quarters that it can begin with.</summary>
    public IReadOnlyList<DateOnly> Quarters => [.. Enumerable.Range(0, 4).Select(i => Sheet.NextQuarter.AddMonths(3 * i))];

    /// <summary>A share as it is written.</summary>
    public static string Say(decimal? share) => share?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A quarter as people say it.</summary>
    public string Quarter(DateOnly from) => texts["scores.quarter", from.Year, ((from.Month - 1) / 3) + 1];

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowScorePolicies(), cancellationToken);

    /// <summary>Shows them; the form begins with what counts.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        var t = Sheet.Versions.First(v => v.State is ScorePolicyState.Announced or ScorePolicyState.InForce).Terms;
        (OfResponse, Resolution, Satisfaction, Least, LeastEnterprises, LeastRated, Good, Fair) = (
            t.Response,
            t.Resolution,
            t.Satisfaction,
            t.Least,
            t.LeastEnterprises,
            t.LeastRated,
            t.Good,
            t.Fair
        );
    }

    /// <summary>Proposes one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var terms = new ScoreTerms(
            OfResponse ?? 0,
            Resolution ?? 0,
            Satisfaction ?? 0,
            Least ?? 0,
            LeastEnterprises ?? 0,
            LeastRated ?? -1,
            Good ?? 0,
            Fair ?? 0
        );
        Done = texts["scorePolicies.proposed", await mediator.Send(new ProposeScorePolicy(From, terms, Reason), cancellationToken)];
        return RedirectToPage();
    }

    /// <summary>Puts the one that waits in force.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(int version, CancellationToken cancellationToken)
    {
        Done = texts["scorePolicies.confirmed", await mediator.Send(new DecideScorePolicy(version, true), cancellationToken)];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRefuseAsync(int version, CancellationToken cancellationToken)
    {
        Done = texts["scorePolicies.refused", await mediator.Send(new DecideScorePolicy(version, false), cancellationToken)];
        return RedirectToPage();
    }
}
