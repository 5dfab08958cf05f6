using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Whistles;

/// <summary>
/// One department's part of a whistle, with all that is beside its usual way: interim report, the head's consent, arrival, level,
/// cancelling, judging.
/// </summary>
[Allow(Permission.ReadConferences)]
public sealed class PartModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> CaseId { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Leg> LegId { get; set; }

    /// <summary>Why it is late.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>Where it stands.</summary>
    [BindProperty]
    public string? Standing { get; set; }

    /// <summary>When more is heard, by the park's clock.</summary>
    [BindProperty]
    public DateTime? NextAt { get; set; }

    /// <summary>Where one arrived.</summary>
    [BindProperty]
    public string? Place { get; set; }

    /// <summary>When one arrived, by the park's clock.</summary>
    [BindProperty]
    public DateTime? At { get; set; }

    /// <summary>Why it is cancelled or taken a level up.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>1 is best, 5 is worst.</summary>
    [BindProperty]
    public int? Mark { get; set; }

    [BindProperty]
    public string? Remark { get; set; }

    /// <summary>The case as this person sees it.</summary>
    public CaseSheet Sheet { get; private set; } = null!;

    public WhistleSheet Whistle { get; private set; } = null!;

    public LegSheet Leg { get; private set; } = null!;

    /// <summary>It is the own department's.</summary>
    public bool IsOwn => Leg.DepartmentId == actor.DepartmentId;

    /// <summary>What can be done on this leg now; refusals of detail may still come.</summary>
    public IReadOnlyList<CaseMove> Moves =>
        [
            .. new[]
            {
                (CaseMove.ConsentAsHead, IsOwn && Leg.AwaitsHead),
                (CaseMove.ReportInterim, IsOwn && Leg.Status == LegStatus.CheckedIn),
                (CaseMove.Arrive, IsOwn && Leg.Arrival is null && Leg.IsOpen),
                (CaseMove.ConfirmArrival, Leg.Arrival is { Confirmed: false }),
                (CaseMove.JudgeLeg, Leg.Status == LegStatus.Done),
                (CaseMove.JudgeWhistle, IsOwn && Leg.Status == LegStatus.Done),
                (CaseMove.Escalate, Leg.IsOpen && Leg.Level < 3),
                (CaseMove.CancelLeg, Leg.IsOpen && (actor.Is(Role.TriageDesk) || Leg.Status is LegStatus.Called or LegStatus.Objected)),
            }
                .Where(m => m.Item2 && Sheet.May(m.Item1))
                .Select(m => m.Item1),
        ];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowCase(CaseId, 1), cancellationToken);
        Whistle = Sheet.Whistles.FirstOrDefault(w => w.Legs.Any(l => l.Id == LegId)) ?? throw new NotFound();
        Leg = Whistle.Legs.First(l => l.Id == LegId);
    }

    /// <summary>The head consents.</summary>
    public Task<IActionResult> OnPostConsentAsync(CancellationToken cancellationToken) =>
        DoAsync(w => new ConsentAsHead(w, LegId), cancellationToken);

    /// <summary>Reports how it stands.</summary>
    public Task<IActionResult> OnPostInterimAsync(CancellationToken cancellationToken) =>
        DoAsync(w => new ReportInterim(w, LegId, Why, Standing, Instant(NextAt)), cancellationToken);

    public Task<IActionResult> OnPostArriveAsync(CancellationToken cancellationToken) =>
        DoAsync(w => new RecordArrival(w, LegId, Place, Instant(At)), cancellationToken);

    /// <summary>Confirms the arrival.</summary>
    public Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken) =>
        DoAsync(w => new ConfirmArrival(w, LegId), cancellationToken);

    /// <summary>Takes it one level up.</summary>
    public Task<IActionResult> OnPostEscalateAsync(CancellationToken cancellationToken) =>
        DoAsync(w => new EscalateLeg(w, LegId, Reason), cancellationToken);

    public Task<IActionResult> OnPostCancelAsync(CancellationToken cancellationToken) =>
        DoAsync(w => new CancelLeg(w, LegId, Reason), cancellationToken);

    /// <summary>Judges the other side.</summary>
    public Task<IActionResult> OnPostJudgeAsync(CancellationToken cancellationToken) =>
        DoAsync(w => new JudgeEachOther(w, LegId, Mark, Remark), cancellationToken);

    private static DateTimeOffset? Instant(DateTime? local) => local is { } at ? Moments.FromLocal(at) : null;

    private async Task<IActionResult> DoAsync(Func<Id<Whistle>, ICommand<Id<Case>>> command, CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        await mediator.Send(command(Whistle.Id), cancellationToken);
        return LocalRedirect($"/cases/show/{CaseId}");
    }
}
