using Commissioner.App.Features.Attachments;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Cases;

/// <summary>An enterprise files a request, with photos and files.</summary>
[Allow(Permission.SubmitCase)]
public sealed class SubmitModel(IMediator mediator, Refusals refusals) : FilingModel(mediator, refusals)
{
    /// <summary>A code of <see cref="CaseCategory"/>.</summary>
    [BindProperty]
    public string? Category { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    /// <summary>In the enterprise's words.</summary>
    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public Urgency? Urgency { get; set; } = Domain.Cases.Urgency.Ordinary;

    public void OnGet() => Restore();

    /// <summary>Takes the files in one by one, then files the request.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await TakeInAsync(cancellationToken))
        {
            return Refused();
        }

        // Browsers send a line break as two characters. They are made one, so that the limit counts what was typed.
        var id = await Mediator.Send(
            new SubmitCase(Title, Description?.ReplaceLineEndings("\n"), Category, Urgency ?? (Urgency)(-1), Place, AttachedIds, null),
            cancellationToken
        );
        return LocalRedirect($"/cases/follow/{id}?done=1");
    }
}
