using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Cases;

/// <summary>An enterprise files a request, with photos and files.</summary>
[Allow(Permission.SubmitCase)]
public sealed class SubmitModel(IMediator mediator, Refusals refusals) : PageModel
{
    /// <summary>A code of <see cref="CaseCategory"/>.</summary>
    [BindProperty]
    public string? Category { get; set; }

    /// <summary>In one line.</summary>
    [BindProperty]
    public string? Title { get; set; }

    /// <summary>In the enterprise's words.</summary>
    [BindProperty]
    public string? Description { get; set; }

    /// <summary>Where.</summary>
    [BindProperty]
    public string? Place { get; set; }

    /// <summary>How urgent it is.</summary>
    [BindProperty]
    public Urgency? Urgency { get; set; } = Domain.Cases.Urgency.Ordinary;

    /// <summary>Files that come with this posting.</summary>
    [BindProperty]
    public IReadOnlyList<IFormFile> Files { get; set; } = [];

    /// <summary>Files that were taken in before, each as its key, a bar and its name.</summary>
    [BindProperty]
    public List<string> Attached { get; set; } = [];

    /// <summary>Shows the form; files that were attached before a session ended are attached still.</summary>
    public void OnGet() => Attached = ModelState[nameof(Attached)]?.RawValue switch
    {
        string one => [one],
        string[] many => [.. many],
        _ => [],
    };

    /// <summary>Takes the files in one by one, then files the request.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        foreach (var file in Files)
        {
            await TakeAsync(file, cancellationToken);
        }

        if (!ModelState.IsValid)
        {
            var page = Page();
            page.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return page;
        }

        // A browser sends every line break as two characters; the limit counts what was typed.
        var id = await mediator.Send(
            new SubmitCase(Title, Description?.ReplaceLineEndings("\n"), Category, Urgency ?? (Urgency)(-1), Place, [.. Attached.Select(Key)], null), cancellationToken);
        return LocalRedirect($"/cases/follow/{id}?done=1");
    }

    private static Id<Attachment> Key(string attached) => Id<Attachment>.TryParse(attached.Split('|')[0], null, out var id) ? id : default;

    private async Task TakeAsync(IFormFile file, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = file.OpenReadStream();
            var id = await mediator.Send(new Attachments.UploadAttachment(file.FileName, content), cancellationToken);
            Attached.Add($"{id}|{Attachments.FileName.Clean(file.FileName)}");
        }
        catch (RuleBroken broken)
        {
            var refusal = await refusals.OfAsync(broken, cancellationToken);
            ModelState.AddModelError(nameof(Files), $"{Path.GetFileName(file.FileName)} — {refusal!.Title}");
        }
    }
}
