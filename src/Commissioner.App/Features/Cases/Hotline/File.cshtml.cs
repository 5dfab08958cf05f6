using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Enterprises;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Hotline;

/// <summary>A hotline seat files for an enterprise that rings: first whose call it is, then what it says, read back.</summary>
[Allow(Permission.FileByHotline)]
[ShowsContacts]
public sealed class FileModel(IMediator mediator, CurrentActor current) : PageModel, IShows
{
    /// <summary>Part of the enterprise's name or a former one, of its credit code, the caller's number, or a case's number.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The enterprise that rings.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Enterprise>? EnterpriseId { get; set; }

    /// <summary>The call; null where the exchange tells of none.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Call>? CallId { get; set; }

    /// <summary>By which the call's recording is found; may be left out, since what is filed is read back.</summary>
    [BindProperty]
    public string? Recording { get; set; }

    /// <summary>What was filed just now.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Case>? Filed { get; set; }

    /// <summary>Who rings.</summary>
    [BindProperty]
    public string? ContactName { get; set; }

    /// <summary>Where to ring back.</summary>
    [BindProperty]
    public string? ContactPhone { get; set; }

    /// <summary>The category's code.</summary>
    [BindProperty]
    public string? Category { get; set; }

    [BindProperty]
    public Urgency Urgency { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    /// <summary>In the caller's words.</summary>
    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    /// <summary>It was read back to the caller.</summary>
    [BindProperty]
    public bool ReadBack { get; set; }

    /// <summary>The enterprises that were searched for; null before a search.</summary>
    public EnterprisePage? Found { get; private set; }

    /// <summary>The open case whose number was looked for; null where it is none.</summary>
    public OpenCase? Open { get; private set; }

    /// <summary>The enterprise that rings, once chosen.</summary>
    public EnterpriseSheet? Enterprise { get; private set; }

    /// <summary>The case filed just now.</summary>
    public CaseSheet? Case { get; private set; }

    /// <summary>Shows the step that comes next.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (CallId is { } id && (await mediator.Send(new ShowCaller(id, EnterpriseId), cancellationToken)).Call is { } call)
        {
            (ContactPhone, Recording) = (call.From, call.Reference);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(Recording))
        {
            current.Speak(new(Description is { } said ? said[..Math.Min(said.Length, 1000)] : null, Recording));
        }

        var filed = await mediator.Send(
            new SubmitCase(
                Title,
                Description,
                Category,
                Urgency,
                Place,
                null,
                new(EnterpriseId ?? default, ContactName, ContactPhone, ReadBack)
            ),
            cancellationToken
        );
        return RedirectToPage(new { filed, callId = CallId });
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (Filed is { } filed)
        {
            Case = await mediator.Send(new ShowCase(filed), cancellationToken);
        }
        else if (EnterpriseId is { } enterprise)
        {
            Enterprise = await mediator.Send(new ShowEnterprise(enterprise), cancellationToken);
        }
        else if (!string.IsNullOrWhiteSpace(Q))
        {
            try
            {
                Open = await mediator.Send(new FindOpenCase(Q), cancellationToken);
            }
            catch (NotFound)
            {
                // What is no open case's number may still be a part of an enterprise's name or code.
            }

            Found = await mediator.Send(new ListEnterprises(Q, 20), cancellationToken);
        }
    }
}
