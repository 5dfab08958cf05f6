using Commissioner.App.Features.Enterprises;
using Commissioner.App.Features.Replacements;
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

/// <summary>What a caller wants of who serves it.</summary>
public enum ServiceWish
{
    /// <summary>Another commissioner 换专员.</summary>
    Replace,

    /// <summary>The present one after all 保留现任.</summary>
    Keep,

    /// <summary>Asked whether it wants another one, it does not.</summary>
    Decline,
}

/// <summary>A seat replaces or keeps a caller's commissioner, in the caller's words; nobody asks why.</summary>
[Allow(Permission.AnswerCalls)]
public sealed class ServiceModel(IMediator mediator, CurrentActor current) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Enterprise> EnterpriseId { get; set; }

    /// <summary>The call; null where the exchange tells of none.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Call>? CallId { get; set; }

    [BindProperty(SupportsGet = true)]
    public ServiceWish Wish { get; set; }

    /// <summary>The caller's own words.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>By which the call's recording is found.</summary>
    [BindProperty]
    public string? Recording { get; set; }

    /// <summary>It was read back to the caller.</summary>
    [BindProperty]
    public bool ReadBack { get; set; }

    /// <summary>What was done just now.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    public EnterpriseSheet Enterprise { get; private set; } = null!;

    /// <summary>Shows the form; the recording is the call's, until somebody says otherwise.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        Recording = CallId is { } call ? (await mediator.Send(new ShowCaller(call, null), cancellationToken)).Call?.Reference : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ReadBack)
        {
            throw new RuleBroken(CaseRules.NotReadBack) { Field = "readBack" };
        }

        current.Speak(new(Words, Recording));
        if (Wish == ServiceWish.Replace)
        {
            await mediator.Send(new ReplaceCommissioner(EnterpriseId), cancellationToken);
        }
        else if (Wish == ServiceWish.Decline)
        {
            await mediator.Send(new AnswerOffer(EnterpriseId, false), cancellationToken);
        }
        else
        {
            var ongoing = (await mediator.Send(new ShowEnterprise(EnterpriseId), cancellationToken)).Replacement;
            await mediator.Send(new KeepCommissioner(EnterpriseId, ongoing?.Id ?? throw new NotFound()), cancellationToken);
        }

        return RedirectToPage(
            new
            {
                EnterpriseId,
                CallId,
                Wish,
                done = true,
            }
        );
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Enterprise = await mediator.Send(new ShowEnterprise(EnterpriseId), cancellationToken);
}
