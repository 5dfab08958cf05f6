using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Financing;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Financing;

/// <summary>States a financing need on the phone, or corrects one, or says anew what of it which banks may see.</summary>
[Allow(Permission.StateFinancing)]
public sealed class AskModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>The need that is corrected or released; null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<FinancingNeed>? NeedId { get; set; }

    [BindProperty]
    public decimal? AmountFrom { get; set; }

    [BindProperty]
    public decimal? AmountTo { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    [BindProperty]
    public int? TermMonths { get; set; }

    [BindProperty]
    public DateOnly? WantedOn { get; set; }

    [BindProperty]
    public string? Collateral { get; set; }

    [BindProperty]
    public string? ContactName { get; set; }

    [BindProperty]
    public string? ContactPhone { get; set; }

    /// <summary>Fields that are released.</summary>
    [BindProperty]
    public List<FinancingField> Fields { get; set; } = [];

    [BindProperty]
    public List<string> Labels { get; set; } = [];

    [BindProperty]
    public List<Id<Attachment>> Papers { get; set; } = [];

    /// <summary>To all partner banks.</summary>
    [BindProperty]
    public bool ToAll { get; set; }

    [BindProperty]
    public List<Id<Bank>> Banks { get; set; } = [];

    public FinancingForm Form { get; private set; } = new([], [], [], "", "");

    /// <summary>The need that there is; null for a new one.</summary>
    public FinancingSheet? Need { get; private set; }

    /// <summary>What it needs can be said, and not only what is released.</summary>
    public bool MaySay => Need is null || Need.Can.Contains(FinancingMove.Correct);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (Need is not { } n)
        {
            (ContactName, ContactPhone) = (Form.ContactName, Form.ContactPhone);
            return;
        }

        (AmountFrom, AmountTo, Purpose, TermMonths) = (n.AmountFrom, n.AmountTo, n.Purpose, n.TermMonths);
        (WantedOn, Collateral, ContactName, ContactPhone) = (n.WantedOn, n.Collateral, n.ContactName, n.ContactPhone);
        (Fields, Labels, Papers) = ([.. n.Fields], [.. n.Labels], [.. n.Papers.Select(p => p.Id)]);
        (ToAll, Banks) = (n.ToAll, [.. n.ReleasedTo.Select(b => b.Id)]);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Form = await mediator.Send(new ShowFinancingForm(), cancellationToken);
        Need = NeedId is { } id ? await mediator.Send(new ShowFinancing(id), cancellationToken) : null;
    }

    /// <summary>States or corrects it, and releases what was chosen, if anything was.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (purpose, collateral) = (Purpose?.ReplaceLineEndings("\n"), Collateral?.ReplaceLineEndings("\n"));
        if (NeedId is { } known)
        {
            await mediator.Send(
                new CorrectFinancing(
                    known,
                    new(AmountFrom, AmountTo, purpose, TermMonths, WantedOn, collateral, ContactName, ContactPhone)
                ),
                cancellationToken
            );
            return LocalRedirect($"/financing/follow/{known}");
        }

        var chosen = Fields.Count > 0 || ToAll || Banks.Count > 0 ? Choice() : null;
        var id = await mediator.Send(
            new AskFinancing(AmountFrom, AmountTo, purpose, TermMonths, WantedOn, collateral, ContactName, ContactPhone, chosen),
            cancellationToken
        );
        return LocalRedirect($"/financing/follow/{id}");
    }

    /// <summary>Says anew what is released.</summary>
    public async Task<IActionResult> OnPostReleaseAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new ReleaseFinancing(NeedId ?? default, Choice()), cancellationToken);
        return LocalRedirect($"/financing/follow/{NeedId}");
    }

    private FinancingChoice Choice() => new(Fields, Labels, Papers, ToAll, Banks);
}
