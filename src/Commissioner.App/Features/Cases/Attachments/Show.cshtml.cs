using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Attachments;

/// <summary>Hands a file out, as an attachment.</summary>
[Allow(Permission.ReadCases)]
public sealed class ShowModel(IMediator mediator) : PageModel
{
    /// <summary>Hands it out.</summary>
    public async Task<IActionResult> OnGetAsync(Id<Attachment> id, CancellationToken cancellationToken)
    {
        var file = await mediator.Send(new ReadAttachment(id), cancellationToken);
        return File(file.Content, file.MediaType, file.FileName);
    }
}
