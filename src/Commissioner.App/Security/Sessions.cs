using System.Security.Claims;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Security;

/// <summary>Sessions: cookies for pages, bearer tokens for the API; never one for the other.</summary>
public static class Sessions
{
    /// <summary>The scheme of the pages.</summary>
    public const string Cookie = "Cookie";

    /// <summary>The scheme of the API.</summary>
    public const string Bearer = "Bearer";

    private const string ByPath = "ByPath";

    /// <summary>Registers both, and a policy for each permission.</summary>
    public static void AddSessions(this IServiceCollection services)
    {
        services
            .AddAuthentication(ByPath)
            .AddPolicyScheme(ByPath, null, o => o.ForwardDefaultSelector = c => c.Request.Path.StartsWithSegments("/api") ? Bearer : Cookie)
            .AddBearerToken(Bearer, o => o.BearerTokenExpiration = TimeSpan.FromHours(1))
            .AddCookie(
                Cookie,
                o =>
                {
                    o.Cookie.Name = "commissioner";
                    o.Cookie.HttpOnly = true;
                    o.Cookie.SameSite = SameSiteMode.Lax;
                    o.LoginPath = "/sign-in";
                    o.AccessDeniedPath = "/refused/403";
                    o.ReturnUrlParameter = "returnUrl";
                    o.ExpireTimeSpan = TimeSpan.FromHours(12);
                    o.Events.OnRedirectToLogin = AskToSignInAsync;
                    o.Events.OnRedirectToAccessDenied = c =>
                    {
                        c.Response.StatusCode = StatusCodes.Status403Forbidden;
                        return Task.CompletedTask;
                    };
                }
            );

        // Sessions end by the database's clock, which all nodes share, and not by the trade's clock, which may be simulated.
        services.AddOptions<CookieAuthenticationOptions>(Cookie).Configure<DatabaseClock>((o, clock) => o.TimeProvider = clock);
        services.AddOptions<BearerTokenOptions>(Bearer).Configure<DatabaseClock>((o, clock) => o.TimeProvider = clock);
        services.AddAuthorization(o =>
        {
            foreach (var permission in Enum.GetValues<Permission>().Where(p => p != Permission.Anybody))
            {
                o.AddPolicy(
                    Permissions.Policy(permission),
                    p => p.RequireAuthenticatedUser().RequireAssertion(c => Permissions.Holds(CurrentActor.From(c.User), permission))
                );
            }

            o.FallbackPolicy = o.GetPolicy(Permissions.Policy(Permission.SignedIn));
        });
    }

    /// <summary>Where somebody's work begins.</summary>
    public static string Home(Actor actor) =>
        actor.EnterpriseId is not null ? "/cases/mine"
        : actor.Is(Role.Commissioner, Role.TriageDesk) ? "/cases/queue"
        : actor.DepartmentId is not null ? "/whistles/inbox"
        : actor.Is(Role.Supervisor) ? "/supervision"
        : Permissions.Holds(actor, Permission.RunMachine) ? "/engine"
        : Permissions.Holds(actor, Permission.ReadCases) ? "/cases/all"
        : "/notices";

    /// <summary>An access token and one to renew it, for a person.</summary>
    public static (string Access, string Refresh, long ExpiresIn) Tokens(BearerTokenOptions options, ClaimsPrincipal principal)
    {
        var now = options.TimeProvider!.GetUtcNow();
        var access = new AuthenticationTicket(
            principal,
            new AuthenticationProperties { ExpiresUtc = now + options.BearerTokenExpiration },
            $"{Bearer}:AccessToken"
        );
        var refresh = new AuthenticationTicket(
            principal,
            new AuthenticationProperties { ExpiresUtc = now + options.RefreshTokenExpiration },
            $"{Bearer}:RefreshToken"
        );
        return (
            options.BearerTokenProtector.Protect(access),
            options.RefreshTokenProtector.Protect(refresh),
            (long)options.BearerTokenExpiration.TotalSeconds
        );
    }

    // If a form is posted after its session ended, what was typed is kept and comes back after the sign-in.
    private static async Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.Redirect(context.RedirectUri);
            return;
        }

        var key = await context
            .HttpContext.RequestServices.GetRequiredService<Drafts>()
            .KeepAsync(request, context.HttpContext.RequestAborted);
        // "handler" names the page's post handler and "draft" an older draft: both are dropped from the address that the form comes back
        // to.
        var address = QueryString.Create(request.Query.Where(q => q.Key is not ("handler" or "draft")));
        var query = QueryString.Create("returnUrl", request.PathBase + request.Path + address);
        context.Response.Redirect("/sign-in" + (key is null ? query : query.Add("draft", key)));
    }
}
