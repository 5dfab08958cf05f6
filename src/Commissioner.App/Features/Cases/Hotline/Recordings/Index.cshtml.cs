using Commissioner.App.Features.Attachments;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Hotline.Recordings;

/// <summary>A call's recordings: until when they are kept, and played to who has them opened.</summary>
[Allow(Permission.HearRecordings)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>The call.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Call>? CallId { get; set; }

    /// <summary>The call's or the recording's reference, where it is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Reference { get; set; }

    /// <summary>Null before one was asked for, and where there is none.</summary>
    public CallsRecordings? Call { get; private set; }

    /// <summary>Shows them.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Hands the sound out.</summary>
    public async Task<IActionResult> OnGetSoundAsync(Id<CallRecording> recording, CancellationToken cancellationToken)
    {
        var file = (await mediator.Send(new PlayRecording(recording), cancellationToken)).Sealed(Response);
        return new FileStreamResult(file.Content, file.MediaType) { EnableRangeProcessing = true };
    }

    /// <summary>Has them opened.</summary>
    public async Task<IActionResult> OnPostOpenAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new OpenRecordings(CallId ?? throw new NotFound()), cancellationToken);
        return RedirectToPage(new { callId = CallId });
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (CallId is not null)
        {
            Call = await mediator.Send(new ShowRecordings(CallId, null), cancellationToken);
        }
        else if (!string.IsNullOrWhiteSpace(Reference))
        {
            try
            {
                Call = await mediator.Send(new ShowRecordings(null, Reference), cancellationToken);
            }
            catch (NotFound)
            {
                // The page says that nothing was found, and the reference can be mended where it stands.
            }
        }
    }
}
