using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Commissioner.App.Features.Attachments;

/// <summary>Shows a picture small, or a PDF, in the browser.</summary>
[Allow(Permission.ReadCases)]
public sealed class PreviewModel(IMediator mediator) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Id<Attachment> id, CancellationToken cancellationToken)
    {
        var file = await mediator.Send(new PreviewAttachment(id), cancellationToken);
        file.Sealed(Response, sandboxed: !FileKind.IsRead(file.MediaType));
        var shown = new ContentDispositionHeaderValue("inline");
        shown.SetHttpFileName(file.FileName);
        Response.Headers.ContentDisposition = shown.ToString();
        return File(file.Content, file.MediaType);
    }
}
