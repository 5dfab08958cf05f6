using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Closures;

/// <summary>Proposes to close a case, with the four elements.</summary>
[Allow(Permission.ServeCase)]
public sealed class ProposeModel(IMediator mediator, Refusals refusals, Actor actor) : FilingModel(mediator, refusals), IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    /// <summary>When it was taken up, by the park's clock.</summary>
    [BindProperty]
    public DateTime? TakenUpAt { get; set; }

    [BindProperty]
    public string? SpokenWith { get; set; }

    /// <summary>When, by the park's clock.</summary>
    [BindProperty]
    public DateTime? SpokenAt { get; set; }

    [BindProperty]
    public string? Done { get; set; }

    /// <summary>When it was solved, by the park's clock.</summary>
    [BindProperty]
    public DateTime? SolvedAt { get; set; }

    /// <summary>The case as this person sees it.</summary>
    public CaseSheet Sheet { get; private set; } = null!;

    /// <summary>Whose draft it is.</summary>
    public Actor Actor => actor;

    /// <summary>Shows the form, with what the case itself tells.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Restore();
        await ShowAsync(cancellationToken);
        var legs = Sheet.Whistles.SelectMany(w => w.Legs).Where(l => l is { Status: LegStatus.Done, Result: not null }).ToList();
        TakenUpAt = Sheet.Clocks.FirstOrDefault(k => k.Kind == PromiseKind.Accept)?.StoppedAt is { } accepted
            ? Moments.Local(accepted).DateTime
            : null;
        Done = string.Join('\n', legs.Select(l => $"{l.DepartmentName}：{l.Result!.Done}"));
        SolvedAt = legs.Max(l => (DateTimeOffset?)l.Result!.SolvedAt) is { } solved ? Moments.Local(solved).DateTime : null;
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Sheet = await Mediator.Send(new ShowCase(Id), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await TakeInAsync(cancellationToken))
        {
            await ShowAsync(cancellationToken);
            return Refused();
        }

        await Mediator.Send(
            new ProposeClosure(Id, Instant(TakenUpAt), SpokenWith, Instant(SpokenAt), Done, Instant(SolvedAt), AttachedIds),
            cancellationToken
        );
        TempData["Done"] = "propose";
        return RedirectToPage("/Cases/Cases/Show", new { Id });
    }

    private static DateTimeOffset? Instant(DateTime? local) => local is { } at ? Moments.FromLocal(at) : null;
}
