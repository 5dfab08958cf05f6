using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Privacy;
using Commissioner.App.Features.Visits;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Cases;

/// <summary>An enterprise files a request, with photos and files.</summary>
[Allow(Permission.SubmitCase)]
public sealed class SubmitModel(IMediator mediator, Refusals refusals) : FilingModel(mediator, refusals), IShows
{
    /// <summary>The notice of personal information, to be accepted while it is not.</summary>
    public NoticeSheet Notice { get; private set; } = null!;

    /// <summary>It was read, and is accepted.</summary>
    [BindProperty]
    public bool AcceptNotice { get; set; }

    /// <summary>Which one was read.</summary>
    [BindProperty]
    public int? NoticeVersion { get; set; }

    /// <summary>A code of <see cref="CaseCategory"/>.</summary>
    [BindProperty]
    public string? Category { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    /// <summary>In the enterprise's words.</summary>
    [BindProperty]
    public string? Description { get; set; }

    /// <summary>An address, such as a gate's code, may bring it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Place { get; set; }

    /// <summary>Supervision alone is to know of it.</summary>
    [BindProperty]
    public bool Confidential { get; set; }

    /// <summary>What a visit found, where the request begins with that.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<VisitFinding>? FindingId { get; set; }

    [BindProperty]
    public Urgency? Urgency { get; set; } = Domain.Cases.Urgency.Ordinary;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Restore();
        if (Request.Query.ContainsKey(nameof(Place)) && ViewData["Restored"] is not true)
        {
            // Words of somebody unknown: what the form shows is what is left of them.
            Place = Q.GatePlace.Of(Place);
            ModelState.SetModelValue(nameof(Place), Place, Place);
        }

        if (FindingId is { } finding && string.IsNullOrEmpty(Description))
        {
            Description = await Mediator.Send(new ReadFinding(finding), cancellationToken);
        }

        await ShowAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Notice = await Mediator.Send(new ShowNotice(), cancellationToken);

    /// <summary>Takes the files in one by one, then files the request.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await TakeInAsync(cancellationToken))
        {
            await ShowAsync(cancellationToken);
            return Refused();
        }

        if (AcceptNotice)
        {
            await Mediator.Send(new AcceptNotice(NoticeVersion), cancellationToken);
        }

        // Browsers send a line break as two characters. They are made one, so that the limit counts what was typed.
        var id = await Mediator.Send(
            new SubmitCase(
                Title,
                Description?.ReplaceLineEndings("\n"),
                Category,
                Urgency ?? (Urgency)(-1),
                Place,
                AttachedIds,
                null,
                Confidential,
                FindingId
            ),
            cancellationToken
        );
        return LocalRedirect($"/cases/follow/{id}?done=1");
    }
}
