using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Files;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Attachments;

/// <summary>
/// A form that brings files: each is taken in by itself, and what was taken in stays attached when the form is shown again.
/// </summary>
public abstract class FilingModel(IMediator mediator, Refusals refusals) : PageModel
{
    /// <summary>Sends requests.</summary>
    protected IMediator Mediator => mediator;

    /// <summary>Files that come with this posting.</summary>
    [BindProperty]
    public IReadOnlyList<IFormFile> Files { get; set; } = [];

    /// <summary>Files that were taken in before, each as its key, a bar and its name.</summary>
    [BindProperty]
    public List<string> Attached { get; set; } = [];

    /// <summary>What may be chosen, in words for the hint beside the chooser.</summary>
    public static string Choice(Texts texts) =>
        texts["files.hint", string.Join("、", FileKind.Words.Select(texts.Name)), FileContent.LargestMegabytes];

    /// <summary>The keys of all files taken in.</summary>
    protected IReadOnlyList<Id<Attachment>> AttachedIds =>
        [.. Attached.Select(a => Id<Attachment>.TryParse(a.Split('|')[0], null, out var id) ? id : default)];

    /// <summary>Files that were attached before a session ended are attached still.</summary>
    protected void Restore() => Attached = [.. ModelState.Typed(nameof(Attached))];

    /// <summary>Takes the files in one by one; those that are refused are named with the reason.</summary>
    /// <returns>False when one was refused.</returns>
    protected async Task<bool> TakeInAsync(CancellationToken cancellationToken)
    {
        foreach (var file in Files)
        {
            try
            {
                await using var content = file.OpenReadStream();
                var taken = await mediator.Send(new UploadAttachment(file.FileName, content), cancellationToken);
                Attached.Add($"{taken.Id}|{taken.FileName}");
            }
            catch (Exception refused) when (refused is RuleBroken or FilesAway)
            {
                var refusal = await refusals.OfAsync(refused, cancellationToken);
                var name = Path.GetFileName(file.FileName);
                ModelState.AddModelError(
                    nameof(Files),
                    refusal!.Title.Contains(name, StringComparison.Ordinal) ? refusal.Title : $"{name} — {refusal.Title}"
                );
            }
        }

        return ModelState.IsValid;
    }

    /// <summary>The same page with its reasons.</summary>
    protected PageResult Refused()
    {
        var page = Page();
        page.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }
}
