using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Financing;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Financing.Banks;

/// <summary>One need as a bank sees it, and its answer.</summary>
[Allow(Permission.AnswerFinancing), ShowsContacts]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<FinancingPush> Id { get; set; }

    [BindProperty]
    public BankWord? Word { get; set; }

    [BindProperty]
    public decimal? Amount { get; set; }

    [BindProperty]
    public decimal? Rate { get; set; }

    [BindProperty]
    public int? TermMonths { get; set; }

    [BindProperty]
    public string? ContactName { get; set; }

    [BindProperty]
    public string? ContactPhone { get; set; }

    [BindProperty]
    public BankReason? Reason { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public BankSheet Need { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>A paper that was released.</summary>
    public async Task<IActionResult> OnGetPaperAsync(Id<Attachment> paperId, CancellationToken cancellationToken)
    {
        var file = (await mediator.Send(new ReadReleasedPaper(Id, paperId), cancellationToken)).Sealed(Response);
        return File(file.Content, file.MediaType, file.FileName);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Need = await mediator.Send(new ShowPush(Id), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(
            new AnswerPush(Id, Word, Amount, Rate, TermMonths, ContactName, ContactPhone, Reason, Words?.ReplaceLineEndings("\n")),
            cancellationToken
        );
        return LocalRedirect($"/financing/banks/show/{Id}");
    }
}
