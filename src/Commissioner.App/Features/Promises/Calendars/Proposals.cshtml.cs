using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Calendars;

/// <summary>A version that waits: looked at by everybody, confirmed by a second person, withdrawn by who proposed it.</summary>
[Allow(Permission.ReadRules)]
public sealed class ProposalsModel(IMediator mediator, Actor actor, Texts texts) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int Version { get; set; }

    /// <summary>Promises that were ticked.</summary>
    [BindProperty]
    public List<Id<PromiseClock>> Approved { get; set; } = [];

    /// <summary>When what was shown had been proposed, UTC ticks.</summary>
    [BindProperty]
    public long Seen { get; set; }

    public ProposalSheet Sheet { get; private set; } = null!;

    /// <summary>May change calendars.</summary>
    public bool MayManage => Permissions.Holds(actor, Permission.ManageRules);

    /// <summary>What was done, on the page that follows.</summary>
    [TempData]
    public string? Done { get; set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowProposal(Code, Version), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var moved = await mediator.Send(
            new ConfirmCalendar(
                Code,
                Version,
                Approved,
                new DateTimeOffset(Math.Clamp(Seen, 0, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero)
            ),
            cancellationToken
        );
        Done = texts[moved.Left ? "calendars.confirmed.more" : "calendars.confirmed", Version, moved.Moved];
        return RedirectToPage("/Promises/Calendars/Show", new { Code });
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new WithdrawProposal(Code, Version), cancellationToken);
        Done = texts["calendars.withdrawn"];
        return RedirectToPage("/Promises/Calendars/Index");
    }
}
