using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Webhooks;

/// <summary>Other systems that are told of events: each with how it fares and what it was told lately.</summary>
[Allow(Permission.ManageWebhooks)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty]
    public new string? Url { get; set; }

    /// <summary>Names of events, divided by blanks or commas; all where there are none.</summary>
    [BindProperty]
    public string? Events { get; set; }

    /// <summary>Whose attempts are shown.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Webhook>? Of { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>The secret of the one just made; it is shown this once.</summary>
    public string? Secret { get; private set; }

    public IReadOnlyList<WebhookLine> Webhooks { get; private set; } = [];

    public IReadOnlyList<AttemptLine> Attempts { get; private set; } = [];

    /// <summary>What can be subscribed to.</summary>
    public static IReadOnlyList<string> Known => PlanWebhooks.Events;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var events = (Events ?? "").Split([' ', ',', '，', '、', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        Secret = (await mediator.Send(new SubscribeWebhook(Url, events), cancellationToken)).Secret;
        (Url, Events) = (null, null);
        ModelState.Clear();
        await ShowAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostTestAsync(Id<Webhook> webhookId, CancellationToken cancellationToken) =>
        DoAsync(new TellWebhook(webhookId), "tested", webhookId, cancellationToken);

    public Task<IActionResult> OnPostReplayAsync(
        Id<Webhook> webhookId,
        Id<WebhookAttempt> attemptId,
        CancellationToken cancellationToken
    ) => DoAsync(new ReplayAttempt(webhookId, attemptId), "replayed", webhookId, cancellationToken);

    public Task<IActionResult> OnPostResumeAsync(Id<Webhook> webhookId, CancellationToken cancellationToken) =>
        DoAsync(new ResumeWebhook(webhookId), "resumed", webhookId, cancellationToken);

    public Task<IActionResult> OnPostEndAsync(Id<Webhook> webhookId, CancellationToken cancellationToken) =>
        DoAsync(new EndWebhook(webhookId), "ended", null, cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Webhooks = await mediator.Send(new ListWebhooks(), cancellationToken);
        Attempts = Of is { } webhook ? await mediator.Send(new ListAttempts(webhook), cancellationToken) : [];
    }

    private async Task<IActionResult> DoAsync(IRequest<Unit> what, string done, Id<Webhook>? of, CancellationToken cancellationToken)
    {
        await mediator.Send(what, cancellationToken);
        Done = done;
        return RedirectToPage(new { of });
    }
}
