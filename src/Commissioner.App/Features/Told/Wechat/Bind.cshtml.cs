using System.Security.Cryptography;
using Commissioner.App.Channels;
using Commissioner.App.Channels.WeChat;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Wechat;

/// <summary>
/// Who is signed in lets itself be told by WeChat. WeChat sends it back with a code, which is taken only by whoever set out from here: the
/// state that it was sent with is this browser's and this person's.
/// </summary>
[Allow(Permission.SignedIn)]
public sealed class BindModel(
    IMediator mediator,
    ChannelSettings channels,
    Settings settings,
    IServiceProvider services,
    IDataProtectionProvider protection,
    Actor actor
) : PageModel, IShows
{
    private const string Cookie = "commissioner-wechat";
    private const int LongestCode = 512;

    private static readonly TimeSpan Good = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector(Cookie).ToTimeLimitedDataProtector();

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>Since when it is told so; null while it is not.</summary>
    public DateTimeOffset? BoundAt { get; private set; }

    /// <summary>WeChat sent it back: one more press, since looking at a page changes nothing.</summary>
    public bool Returned => Code is { Length: > 0 and <= LongestCode } && IsOurs();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Page();
    }

    /// <summary>Sends the browser to WeChat: by a link, since the policy of contents lets no form end at another host.</summary>
    public IActionResult OnGetSetOut()
    {
        Demand();
        var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        Response.Cookies.Append(
            Cookie,
            _protector.Protect($"{actor.Id}:{state}", Good),
            new()
            {
                MaxAge = Good,
                HttpOnly = true,
                Secure = Request.IsHttps,
                // It must come along when WeChat sends the browser back.
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
            }
        );
        var its = channels.WeChat;
        var back = Uri.EscapeDataString(settings.PublicAddress.TrimEnd('/') + "/wechat/bind");
        var agent = its.IsWork ? $"&agentid={Uri.EscapeDataString(its.AgentId)}" : "";
        return Redirect(
            $"{its.AuthorizeAddress}?appid={Uri.EscapeDataString(its.AppId)}&redirect_uri={back}&response_type=code&scope=snsapi_base&state={state}{agent}#wechat_redirect"
        );
    }

    public async Task<IActionResult> OnPostFinishAsync(CancellationToken cancellationToken)
    {
        Demand();
        var isOurs = Returned;
        Response.Cookies.Delete(Cookie);
        // The code is good once and for somebody who has set out from here.
        var known = isOurs
            ? (await services.GetRequiredService<WeChatLine>().WhoAsync(channels.WeChat, Code!, cancellationToken)).Who
            : null;
        if (known is null)
        {
            throw new RuleBroken(WeChatRules.WeChatUnknown);
        }

        await mediator.Send(new BindWeChat(known), cancellationToken);
        Done = "bound";
        return RedirectToPage(new { code = (string?)null, state = (string?)null });
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new BindWeChat(null), cancellationToken);
        Done = "ended";
        return RedirectToPage(new { code = (string?)null, state = (string?)null });
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Demand();
        BoundAt = await mediator.Send(new ShowBinding(), cancellationToken);
    }

    private void Demand()
    {
        if (channels.WeChat.Gateway == WeChatGateway.None)
        {
            throw new NotFound();
        }
    }

    private bool IsOurs()
    {
        try
        {
            return State is { Length: 32 }
                && Request.Cookies[Cookie] is { Length: > 0 } kept
                && CryptographicOperations.FixedTimeEquals(
                    System.Text.Encoding.UTF8.GetBytes(_protector.Unprotect(kept)),
                    System.Text.Encoding.UTF8.GetBytes($"{actor.Id}:{State}")
                );
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
