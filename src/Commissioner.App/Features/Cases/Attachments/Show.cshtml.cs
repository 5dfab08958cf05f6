using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Attachments;

/// <summary>Hands a file out, as an attachment: nothing that was uploaded is shown by a browser as a page of ours.</summary>
[Allow(Permission.ReadCases)]
public sealed class ShowModel(IMediator mediator) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Id<Attachment> id, CancellationToken cancellationToken)
    {
        var file = (await mediator.Send(new ReadAttachment(id), cancellationToken)).Sealed(Response);
        return File(file.Content, file.MediaType, file.FileName);
    }
}
