using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commissioner.App.Channels;
using Commissioner.App.Channels.WeChat;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>
/// Sends browsers to sign in elsewhere, and takes them back from WeChat. Links lead there, since the policy of contents lets no form end
/// at another
/// host; what comes back counts only with the cookie of the browser that set out.
/// </summary>
internal static class SingleSignOnRoutes
{
    private const string Cookie = "commissioner-wechat-sign-in";
    private const int LongestCode = 512;

    private static readonly TimeSpan Good = TimeSpan.FromMinutes(10);

    /// <summary>Registers what is configured; nothing of it answers otherwise.</summary>
    public static IServiceCollection AddSingleSignOn(this IServiceCollection services, Settings settings, ChannelSettings channels)
    {
        services.AddScoped<ExternalBook>().AddScoped<Arrivals>().AddSingleton<BindingOffers>();
        var its = settings.SingleSignOn;
        if (its.OpenIdConnect.IsOn)
        {
            OpenIdConnectScheme.Add(services, settings, channels);
        }

        services.TryAddSingleton<AccessTokens>();
        services.TryAddSingleton<WeChatLine>();
        if (its.Ways.Count == 0)
        {
            // At last: adding pages begins their conventions anew.
            services.PostConfigure<RazorPagesOptions>(o =>
                o.Conventions.AddFolderRouteModelConvention("/Accounts/SingleSignOn", page => page.Selectors.Clear())
            );
        }

        return services;
    }

    /// <summary>The address that sends a browser to sign in.</summary>
    public static string Address(ExternalWay way) => $"/single-sign-on/{Path(way)}";

    public static void MapSingleSignOn(this WebApplication app)
    {
        foreach (var way in app.Services.GetRequiredService<Settings>().SingleSignOn.Ways)
        {
            app.MapGet(
                    Address(way),
                    (string? returnUrl, string? draft, bool? bind, HttpContext context, CurrentActor who, Settings settings) =>
                        SendAsync(context, ErrandOf(way, returnUrl, draft, bind, who, settings))
                )
                .AllowAnonymous()
                .ExcludeFromDescription();
            if (way != ExternalWay.OpenIdConnect)
            {
                app.MapGet(
                        $"{Address(way)}/arrived",
                        (string? code, string? state, HttpContext context) => TakeAsync(context, way, code, state)
                    )
                    .AllowAnonymous()
                    .ExcludeFromDescription();
            }
        }
    }

    /// <summary>What a sign-in elsewhere is called in the reader's language.</summary>
    public static string NameOf(this Texts texts, ExternalWay way, Settings settings) =>
        way == ExternalWay.OpenIdConnect
        && settings.SingleSignOn.OpenIdConnect.Names.TryGetValue(CultureInfo.CurrentUICulture.Name, out var name)
            ? name
            : texts.Name(way);

    private static string Path(ExternalWay way) =>
        way switch
        {
            ExternalWay.OpenIdConnect => "oidc",
            ExternalWay.WeChat => "wechat",
            _ => "wecom",
        };

    private static Errand ErrandOf(ExternalWay way, string? returnUrl, string? draft, bool? bind, CurrentActor who, Settings settings)
    {
        var actor = who.Actor;
        var binds =
            bind == true && actor.IsKnown && who.Session is { } session && settings.SingleSignOn.IsFor(way, actor.EnterpriseId is not null)
                ? BindingOffers.Whose(actor.Id, session)
                : null;
        return new(way, returnUrl, draft, binds);
    }

    private static async Task SendAsync(HttpContext context, Errand errand)
    {
        if (errand.Way == ExternalWay.OpenIdConnect)
        {
            if (!await OpenIdConnectScheme.ChallengeAsync(context, errand))
            {
                context.Response.Redirect(
                    await context.RequestServices.GetRequiredService<Arrivals>().TakeAsync(context, null, errand, isAway: true)
                );
            }

            return;
        }

        var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var until = context.RequestServices.GetRequiredService<DatabaseClock>().GetUtcNow() + Good;
        context.Response.Cookies.Append(
            Cookie,
            Protector(context).Protect(JsonSerializer.Serialize(errand with { State = state, Until = until })),
            new()
            {
                MaxAge = Good,
                HttpOnly = true,
                Secure = context.Request.IsHttps,
                // It must come along when WeChat sends the browser back.
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
                Path = "/single-sign-on",
            }
        );
        context.Response.Redirect(Authorize(context, errand.Way, state));
    }

    private static string Authorize(HttpContext context, ExternalWay way, string state)
    {
        var settings = context.RequestServices.GetRequiredService<Settings>();
        var account = Account(context, way);
        var isWork = way == ExternalWay.WeCom;
        var back = Uri.EscapeDataString($"{settings.PublicAddress.TrimEnd('/')}{Address(way)}/arrived");
        var agent = isWork ? $"&agentid={Uri.EscapeDataString(account.AgentId)}" : "";
        var app = $"appid={Uri.EscapeDataString(account.AppId)}{agent}&redirect_uri={back}&state={state}";
        // Within its own browser 企业微信 knows who is there; at a desk the phone scans what this page shows.
        return isWork && !context.Request.Headers.UserAgent.ToString().Contains("wxwork", StringComparison.OrdinalIgnoreCase)
            ? $"{settings.SingleSignOn.WeCom.ScanAddress}?login_type=CorpApp&{app}"
            : $"{account.AuthorizeAddress}?appid={Uri.EscapeDataString(account.AppId)}&redirect_uri={back}&response_type=code&scope=snsapi_base&state={state}{agent}#wechat_redirect";
    }

    private static async Task TakeAsync(HttpContext context, ExternalWay way, string? code, string? state)
    {
        var errand = Kept(context);
        context.Response.Cookies.Delete(Cookie, new() { Path = "/single-sign-on" });
        var isOurs =
            errand?.Way == way
            && errand.Until > context.RequestServices.GetRequiredService<DatabaseClock>().GetUtcNow()
            && state is { Length: 32 }
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(errand.State ?? ""), Encoding.UTF8.GetBytes(state));
        var (who, fault) =
            isOurs && code is { Length: > 0 and <= LongestCode }
                ? await context
                    .RequestServices.GetRequiredService<WeChatLine>()
                    .WhoAsync(Account(context, way), code, context.RequestAborted)
                : (null, null);
        var identity = who is null ? null : new ExternalIdentity(way, Account(context, way).AppId, who);
        context.Response.Redirect(
            await context
                .RequestServices.GetRequiredService<Arrivals>()
                .TakeAsync(
                    context,
                    identity,
                    isOurs ? errand : new(way, null, null, null),
                    isAway: fault is { Outcome: not GatewayAnswer.Refused }
                )
        );
    }

    private static WeChatSettings Account(HttpContext context, ExternalWay way)
    {
        var its = context.RequestServices.GetRequiredService<Settings>().SingleSignOn;
        return (way == ExternalWay.WeCom ? its.WeCom : its.WeChat).Account(
            way == ExternalWay.WeCom,
            context.RequestServices.GetRequiredService<ChannelSettings>()
        );
    }

    private static Errand? Kept(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { Length: > 0 } kept
                ? JsonSerializer.Deserialize<Errand>(Protector(context).Unprotect(kept))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("single-sign-on");
}
