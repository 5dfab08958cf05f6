using Commissioner.App.Features.Attachments;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Packages;

/// <summary>A form with a file for each paper: each is taken in by itself, and stays with its paper when the form is shown again.</summary>
public abstract class PapersModel(IMediator mediator, Refusals refusals) : PageModel
{
    /// <summary>What an input's name begins with; the paper's place in the list follows.</summary>
    public const string Input = "Paper";

    /// <summary>Sends requests.</summary>
    protected IMediator Mediator => mediator;

    /// <summary>Files that come with this posting, whatever paper they are.</summary>
    [BindProperty]
    public IReadOnlyList<IFormFile> Files { get; set; } = [];

    /// <summary>Files that were taken in before, each as its key, its name and its paper, with bars between.</summary>
    [BindProperty]
    public List<string> Taken { get; set; } = [];

    /// <summary>The names of files that are taken in for a paper.</summary>
    public IEnumerable<string> TakenFor(string paper) =>
        Taken.Select(t => t.Split('|')).Where(t => t.Length == 3 && t[2] == paper).Select(t => t[1]);

    /// <summary>What is handed in.</summary>
    protected IReadOnlyList<BroughtPaper> Brought =>
        [
            .. Taken
                .Select(t => t.Split('|'))
                .Where(t => t.Length == 3)
                .Select(t => new BroughtPaper(t[2], Id<Attachment>.TryParse(t[0], null, out var id) ? id : default)),
        ];

    /// <summary>Takes the files in one by one; those that are refused are named with the reason.</summary>
    /// <param name="papers">The papers, in the order of their inputs.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>False when one was refused.</returns>
    protected async Task<bool> TakeInAsync(IReadOnlyList<string> papers, CancellationToken cancellationToken)
    {
        for (var i = 0; i < papers.Count; i++)
        {
            foreach (var file in Request.Form.Files.GetFiles($"{Input}{i}").Where(f => f.Length > 0))
            {
                try
                {
                    await using var content = file.OpenReadStream();
                    var taken = await mediator.Send(new UploadAttachment(file.FileName, content), cancellationToken);
                    Taken.Add($"{taken.Id}|{taken.FileName.Replace('|', '_')}|{papers[i]}");
                }
                catch (RuleBroken broken)
                {
                    var refusal = await refusals.OfAsync(broken, cancellationToken);
                    ModelState.AddModelError($"{Input}{i}", $"{papers[i]} — {refusal!.Title}");
                }
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
