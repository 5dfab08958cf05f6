using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.BreakGlass;

/// <summary>Emergency access: asked for, agreed to, ended, and all that there was.</summary>
[Allow(Permission.FollowEmergencyAccess)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [BindProperty]
    public Id<Person>? PersonId { get; set; }

    [BindProperty]
    public Role? Role { get; set; }

    [BindProperty]
    public int? Minutes { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public Page<EmergencyAccessLine> Accesses { get; private set; } = new([], null);

    public IReadOnlyList<ReceiverLine> Receivers { get; private set; } = [];

    /// <summary>This person may ask.</summary>
    public bool MayAsk => Permissions.Holds(actor, Permission.DecideEmergencyAccess);

    /// <summary>This person may read what was done.</summary>
    public bool MayReadActs => Permissions.Holds(actor, Permission.ReadEmergencyActs);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Accesses = await mediator.Send(new ListEmergencyAccesses(50, After), cancellationToken);
        Receivers = MayAsk ? await mediator.Send(new ListReceivers(), cancellationToken) : [];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        // Nobody chosen is nobody to whom it is lent: the same refusal, at the same field.
        var person = PersonId ?? throw new RuleBroken(EmergencyRules.NotLentToThisPerson) { Field = "personId" };
        await mediator.Send(new AskEmergencyAccess(person, Role, Minutes, Reason), cancellationToken);
        return Said(nameof(EmergencyAccessState.Asked));
    }

    public async Task<IActionResult> OnPostDecideAsync(Id<EmergencyAccess> accessId, bool agrees, CancellationToken cancellationToken) =>
        Said((await mediator.Send(new DecideEmergencyAccess(accessId, agrees), cancellationToken)).ToString());

    public async Task<IActionResult> OnPostEndAsync(Id<EmergencyAccess> accessId, CancellationToken cancellationToken) =>
        Said((await mediator.Send(new GiveUpEmergencyAccess(accessId), cancellationToken)).ToString());

    private RedirectToPageResult Said(string done)
    {
        Done = done;
        return RedirectToPage();
    }
}
