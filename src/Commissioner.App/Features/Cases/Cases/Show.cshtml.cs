using Commissioner.App.Features.Closures;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Whistles;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Cases;

/// <summary>One case at the desk, with the moves that this person may make.</summary>
[Allow(Permission.ReadCases)]
[ShowsContacts]
public sealed class ShowModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    /// <summary>Entries before this one, instead of the newest.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    /// <summary>The whistle whose report is approved or sent back.</summary>
    [BindProperty]
    public Id<Whistle> WhistleId { get; set; }

    /// <summary>The leg whose report is approved or sent back.</summary>
    [BindProperty]
    public Id<Leg> LegId { get; set; }

    /// <summary>Why something is sent back.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What the contact is wanted for.</summary>
    [BindProperty]
    public RevealPurpose? Purpose { get; set; }

    /// <summary>What was done just now, on whatever page.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>The case as this person sees it.</summary>
    public CaseSheet Sheet { get; private set; } = null!;

    /// <summary>
    /// Earlier requests that say much the same, while this one could still go on in one of them; to who deals with cases.
    /// </summary>
    public IReadOnlyList<Endings.LikeCase> Like { get; private set; } = [];

    /// <summary>By what it is held, to the service office and to supervision.</summary>
    public IReadOnlyList<Retention.LegalHoldLine> LegalHolds { get; private set; } = [];

    /// <summary>The contact, just revealed; it is in this answer only.</summary>
    public ContactOf? Contact { get; private set; }

    public Actor Actor => actor;

    /// <summary>The node that it came from, where it came from one.</summary>
    public IReadOnlyList<Undertakings.CaseOrigin> Origins { get; private set; } = [];

    /// <summary>The remedies that stand for it.</summary>
    public IReadOnlyList<Remedies.RemedyOfCase> InRemedies { get; private set; } = [];

    /// <summary>This person may give it and what is like it one remedy.</summary>
    public bool MayRemedy =>
        Permissions.Holds(actor, Permission.StartRemedies)
        && !Sheet.Confidential
        && CaseCategory.Find(Sheet.Category) is { AboutOfficials: false };

    /// <summary>What colleagues say of it among themselves; null to who reads none of it.</summary>
    public Notes.NotesSheet? Noted { get; private set; }

    /// <summary>This person may be told what is done with it.</summary>
    public bool MayFollow => Permissions.Holds(actor, Permission.FollowCases);

    /// <summary>This person is told what is done with it.</summary>
    public bool Follows { get; private set; }

    /// <summary>This person has a list of its own to go on with.</summary>
    public bool MayGoOn => Permissions.Holds(actor, Permission.HandleCase) || Permissions.Holds(actor, Permission.WorkLegs);

    /// <summary>After a move: the case that this person owes something next.</summary>
    public CaseRow? GoOn { get; private set; }

    /// <summary>This person may hold it, and lift what holds it.</summary>
    public bool MayHold => Permissions.Holds(actor, Permission.KeepRetention);

    /// <summary>This person may take the sealed package of a closed case along.</summary>
    public bool MayTakeArchive => Sheet.Holder.Kind == HolderKind.Nobody && Permissions.Holds(actor, Permission.ReadArchive);

    /// <summary>This person deals with the case, and may have the contact shown.</summary>
    public bool MayReveal => Sheet.ContactMayBeRevealed;

    /// <summary>What can follow from here and whose move it is; the ways back are left out.</summary>
    public IReadOnlyList<(CaseMove Move, IEnumerable<Role> Who)> Next
    {
        get
        {
            var legs = Sheet.Whistles.SelectMany(w => w.Legs).Select(l => l.Status).ToHashSet();
            return
            [
                .. CaseWorkflow
                    .Table.Where(r =>
                        r.From.Contains(Sheet.Status)
                        && r.Move switch
                        {
                            CaseMove.BlowWhistle
                            or CaseMove.ReturnReport
                            or CaseMove.ReturnClosure
                            or (
                                >= CaseMove.AskForInfo
                                and not (
                                    CaseMove.Supply
                                    or CaseMove.Answer
                                    or CaseMove.Rule
                                    or CaseMove.ConsentAsHead
                                    or CaseMove.ReviewPlan
                                )
                            ) => false,
                            CaseMove.Rule => legs.Contains(LegStatus.Objected),
                            CaseMove.ConsentAsHead => Sheet.Whistles.Any(w => w.Legs.Any(l => l.AwaitsHead)),
                            CaseMove.CheckIn => legs.Contains(LegStatus.Called),
                            CaseMove.Report => legs.Contains(LegStatus.CheckedIn),
                            CaseMove.ApproveReport => legs.Contains(LegStatus.Reported),
                            CaseMove.ProposeClosure => Sheet.Holder.Kind != HolderKind.Department
                                && legs.All(l => l is LegStatus.Done or LegStatus.Cancelled or LegStatus.Reassigned),
                            _ => true,
                        }
                    )
                    .Select(r => (r.Move, CaseWorkflow.Who(r.Move, Sheet.Desk).Where(w => w != Role.System))),
            ];
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        // An enterprise follows its case on the phone page; the desk's page is not for it.
        if (actor.EnterpriseId is not null)
        {
            return LocalRedirect($"/cases/follow/{Id}");
        }

        // A reason typed before the session ended belongs to one leg's form: the leg's key comes back with it.
        LegId = ModelState.Typed(nameof(LegId)) is [var typed] && Id<Leg>.TryParse(typed, null, out var leg) ? leg : default;
        Reason = ModelState.Typed(nameof(Reason)) is [var reason] ? reason : null;
        try
        {
            await ShowAsync(cancellationToken);
        }
        catch (NotFound) when (Permissions.Holds(actor, Permission.HandleCase))
        {
            // Who had it and was replaced is told that, at the address that it knows.
            return (await mediator.Send(new HandedOver.ListHandedOver(Id), cancellationToken)).Count > 0
                ? LocalRedirect($"/handed-over/{Id}")
                : throw new NotFound();
        }

        return Page();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowCase(Id, 50, Before), cancellationToken);
        if (CaseWorkflow.From(CaseMove.Merge).Contains(Sheet.Status) && Permissions.Holds(actor, Permission.HandleCase))
        {
            Like = await mediator.Send(new Endings.LikeCases(Id), cancellationToken);
        }

        if (Permissions.Holds(actor, Permission.ReadUndertakings))
        {
            Origins = await mediator.Send(new Undertakings.UndertakingOfCase(Id), cancellationToken);
        }

        if (Permissions.Holds(actor, Permission.ReadRemedies))
        {
            InRemedies = await mediator.Send(new Remedies.RemediesOfCase(Id), cancellationToken);
        }

        if (Permissions.Holds(actor, Permission.WriteNotes))
        {
            Noted = await mediator.Send(new Notes.ListNotes(Id), cancellationToken);
        }

        if (MayFollow)
        {
            Follows = (await mediator.Send(new Following.ListFollowed(Id, 1), cancellationToken)).Items.Count > 0;
        }

        if (Done is not null && MayGoOn)
        {
            GoOn = await mediator.Send(new Features.Next.NextCase(Id), cancellationToken);
        }

        if (Permissions.Holds(actor, Permission.ReadRetention))
        {
            LegalHolds = (await mediator.Send(new Retention.ListLegalHolds(Id), cancellationToken)).Items;
        }
    }

    public Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellationToken) =>
        DoAsync(new AcceptCase(Id), "accept", cancellationToken);

    /// <summary>Accepts a department's report.</summary>
    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancellationToken) =>
        DoAsync(new ApproveReport(WhistleId, LegId), "approve", cancellationToken);

    /// <summary>Sends a department's report back.</summary>
    public Task<IActionResult> OnPostReturnAsync(CancellationToken cancellationToken) =>
        DoAsync(new ReturnReport(WhistleId, LegId, Reason), "return", cancellationToken);

    /// <summary>Passes the closure.</summary>
    public Task<IActionResult> OnPostPassAsync(CancellationToken cancellationToken) =>
        DoAsync(new ReviewClosure(Id, true, null), "pass", cancellationToken);

    /// <summary>Sends the closure back.</summary>
    public Task<IActionResult> OnPostSendBackAsync(CancellationToken cancellationToken) =>
        DoAsync(new ReviewClosure(Id, false, Reason), "sendBack", cancellationToken);

    /// <summary>Shows the contact in this one answer: a number does not belong into an address.</summary>
    public async Task<IActionResult> OnPostRevealAsync(CancellationToken cancellationToken)
    {
        Contact = await mediator.Send(new RevealContact(Id, Purpose), cancellationToken);
        await ShowAsync(cancellationToken);
        return Page();
    }

    private async Task<IActionResult> DoAsync(ICommand<Id<Case>> command, string done, CancellationToken cancellationToken)
    {
        await mediator.Send(command, cancellationToken);
        Done = done;
        return RedirectToPage("/Cases/Cases/Show", new { Id });
    }
}
