using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Benefits;

/// <summary>Writes a policy, after one has tried how many enterprises would meet it.</summary>
[Allow(Permission.KeepBenefits)]
public sealed class WriteModel(IMediator mediator) : PageModel
{
    /// <summary>Its code; one that is known gets another edition.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Summary { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public DateOnly? FromOn { get; set; }

    [BindProperty]
    public DateOnly? UntilOn { get; set; }

    [BindProperty]
    public decimal? Budget { get; set; }

    /// <summary>One a line.</summary>
    [BindProperty]
    public string? Papers { get; set; }

    /// <summary>One a line.</summary>
    [BindProperty]
    public string? Conditions { get; set; }

    [BindProperty]
    public bool WithoutAsking { get; set; }

    /// <summary>What these conditions would come to; null until it was tried.</summary>
    public WouldMatch? Would { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Code))
        {
            return;
        }

        var its = (await mediator.Send(new ListBenefits(Code), cancellationToken)) is [var known] ? known : throw new NotFound();
        (Title, Summary, Contact, FromOn, UntilOn, Budget) = (its.Title, its.Summary, its.Contact, its.FromOn, its.UntilOn, its.Budget);
        (Papers, Conditions, WithoutAsking) = (string.Join('\n', its.Papers), string.Join('\n', its.Conditions), its.WithoutAsking);
    }

    /// <summary>Says how many would meet it, and changes nothing.</summary>
    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellationToken)
    {
        Would = await mediator.Send(new TryConditions(Lines(Conditions)), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var code = await mediator.Send(
            new WriteBenefit(
                Code,
                Title,
                Summary?.ReplaceLineEndings("\n"),
                Contact,
                FromOn,
                UntilOn,
                Budget,
                Lines(Papers),
                Lines(Conditions),
                WithoutAsking
            ),
            cancellationToken
        );
        return LocalRedirect($"/benefits/show/{code}");
    }

    private static string[] Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").Split('\n');
}
