using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Whistles;

/// <summary>A checked-in department reports its result.</summary>
[Allow(Permission.WorkLegs)]
public sealed class ReportModel(IMediator mediator, Refusals refusals, Actor actor) : FilingModel(mediator, refusals), IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Whistle> WhistleId { get; set; }

    /// <summary>The department's leg of it.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Leg> LegId { get; set; }

    /// <summary>When it was taken up, by the park's clock.</summary>
    [BindProperty]
    public DateTime? TakenUpAt { get; set; }

    [BindProperty]
    public string? SpokenWith { get; set; }

    /// <summary>When.</summary>
    [BindProperty]
    public DateTime? SpokenAt { get; set; }

    [BindProperty]
    public string? Done { get; set; }

    /// <summary>When it was solved.</summary>
    [BindProperty]
    public DateTime? SolvedAt { get; set; }

    /// <summary>The head agrees.</summary>
    [BindProperty]
    public bool HeadConsented { get; set; }

    /// <summary>Who reports is the head.</summary>
    public bool IsHead => actor.Is(Role.DepartmentHead);

    /// <summary>What the department is called for.</summary>
    public LegRow Leg { get; private set; } = null!;

    /// <summary>The case as its whistles disclose it.</summary>
    public Cases.CaseSheet Sheet { get; private set; } = null!;

    /// <summary>Why the last report was sent back; null where none was.</summary>
    public string? Returned { get; private set; }

    /// <summary>Shows the form with what is known: the report that was sent back, or else what the check-in and the interim report say.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Restore();
        await ShowAsync(cancellationToken);
        if (Sheet.Whistles.SelectMany(w => w.Legs).FirstOrDefault(l => l.Id == LegId) is not { } own)
        {
            return;
        }

        TakenUpAt = Local(own.Result?.TakenUpAt ?? own.CheckedInAt);
        (SpokenWith, SpokenAt) = (own.Result?.SpokenWith, Local(own.Result?.SpokenAt));
        (Done, SolvedAt) = (own.Result?.Done ?? own.Interim?.Standing, Local(own.Result?.SolvedAt));
        Returned =
            own.Returns > 0 && Sheet.Timeline.LastOrDefault(e => e.Name == nameof(ReportReturned)) is { } sentBack ? sentBack.Text : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await TakeInAsync(cancellationToken))
        {
            await ShowAsync(cancellationToken);
            return Refused();
        }

        var @case = await Mediator.Send(
            new ReportResult(
                WhistleId,
                LegId,
                Instant(TakenUpAt),
                SpokenWith,
                Instant(SpokenAt),
                Done,
                Instant(SolvedAt),
                AttachedIds,
                HeadConsented
            ),
            cancellationToken
        );
        return LocalRedirect($"/cases/show/{@case}");
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Leg = await Mediator.Send(new ShowLeg(WhistleId, LegId), cancellationToken);
        Sheet = await Mediator.Send(new Cases.ShowCase(Leg.CaseId), cancellationToken);
    }

    private static DateTime? Local(DateTimeOffset? at) => at is { } instant ? Moments.Local(instant).DateTime : null;

    private static DateTimeOffset? Instant(DateTime? local) => local is { } at ? Moments.FromLocal(at) : null;
}
