using Commissioner.App.Features.Deliveries;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Messages;

/// <summary>The office decides by what a kind of message is told, and in which words.</summary>
[Allow(Permission.ManageRules)]
public sealed class EditModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public string Key { get; set; } = "";

    [BindProperty]
    public bool Phone { get; set; }

    [BindProperty]
    public bool Email { get; set; }

    [BindProperty]
    public bool Robot { get; set; }

    [BindProperty]
    public bool Urgent { get; set; }

    [BindProperty]
    public bool Compulsory { get; set; }

    [BindProperty]
    public int WorthHours { get; set; }

    [BindProperty]
    public string? Culture { get; set; }

    /// <summary>The words; empty for ours.</summary>
    [BindProperty]
    public string? Body { get; set; }

    /// <summary>Of which case a preview takes its facts.</summary>
    [BindProperty]
    public string? Number { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public MessageSheet Sheet { get; private set; } = null!;

    /// <summary>How it would read; null before somebody asks.</summary>
    public MessagePreview? Preview { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowMessage(Key), cancellationToken);

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new DecideMessage(Key, new(Phone, Email, Robot, Urgent, Compulsory, WorthHours)), cancellationToken);
        Done = "decided";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostWriteAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new WriteMessage(Key, Culture, Body), cancellationToken);
        Done = "written";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellationToken)
    {
        Preview = await mediator.Send(new PreviewMessage(Key, Culture, Body, Number), cancellationToken);
        await ShowAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellationToken)
    {
        Done = await mediator.Send(new TestMessage(Key, Culture, Body), cancellationToken) == GatewayAnswer.Taken ? "tested" : "untested";
        return RedirectToPage();
    }
}
