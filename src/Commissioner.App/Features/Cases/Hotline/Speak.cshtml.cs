using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Incidents;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Hotline;

/// <summary>A seat makes a move for its caller, in the caller's words, read back.</summary>
[Allow(Permission.AnswerCalls)]
public sealed class SpeakModel(IMediator mediator, CurrentActor current) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    /// <summary>The call; null where the exchange tells of none.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Call>? CallId { get; set; }

    /// <summary>Which move; null where the caller says that it was pressed.</summary>
    [BindProperty(SupportsGet = true)]
    public CaseMove? Move { get; set; }

    /// <summary>The caller's own words.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>By which the call's recording is found.</summary>
    [BindProperty]
    public string? Recording { get; set; }

    /// <summary>Whether it is solved.</summary>
    [BindProperty]
    public Outcome? Outcome { get; set; }

    /// <summary>How satisfied, 1 to 5.</summary>
    [BindProperty]
    public int? Overall { get; set; }

    /// <summary>How satisfied with the commissioner, where that was said.</summary>
    [BindProperty]
    public int? Commissioner { get; set; }

    /// <summary>To what it was pressed.</summary>
    [BindProperty]
    public IncidentKind? Kind { get; set; }

    /// <summary>It was read back to the caller.</summary>
    [BindProperty]
    public bool ReadBack { get; set; }

    public CaseSheet Case { get; private set; } = null!;

    /// <summary>Behind <c>wish.</c> what the caller wants.</summary>
    public string Wish => Move?.ToString() ?? "Pressed";

    /// <summary>What was done, for the page that follows.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>Shows the form; the recording is the call's, until somebody says otherwise.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (Move is { } move && !(CallersMoves.Known.Contains(move) && Case.May(move)))
        {
            return Back();
        }

        Recording = CallId is { } call ? (await mediator.Send(new ShowCaller(call, null), cancellationToken)).Call?.Reference : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ReadBack)
        {
            throw new RuleBroken(CaseRules.NotReadBack) { Field = "readBack" };
        }

        current.Speak(new(Words, Recording));
        await (
            Move is { } move
                ? CallersMoves.MakeAsync(move, mediator, new(Id, Words, Outcome, Overall, Commissioner), cancellationToken)
                : mediator.Send(new RaiseIncident(Id, Kind, Words), cancellationToken)
        );
        Done = Wish;
        return Back();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Case = await mediator.Send(new ShowCase(Id, 1), cancellationToken);

    private RedirectToPageResult Back() => RedirectToPage("/Cases/Hotline/Case", new { Id, CallId });
}
