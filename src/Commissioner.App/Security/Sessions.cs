using System.Globalization;
using System.Security.Claims;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Security;

/// <summary>Sessions: cookies for pages, bearer tokens for the API; never one for the other.</summary>
public static class Sessions
{
    /// <summary>The scheme of the pages.</summary>
    public const string Cookie = "Cookie";

    /// <summary>The scheme of the API.</summary>
    public const string Bearer = "Bearer";

    /// <summary>The claim that names the session.</summary>
    public const string Claim = "session";

    private const string Renewal = "renewal";

    private const string ByPath = "ByPath";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan OnPhone = TimeSpan.FromDays(30);
    private static readonly TimeSpan ByLink = TimeSpan.FromHours(2);

    /// <summary>Registers both, and a policy for each permission.</summary>
    public static void AddSessions(this IServiceCollection services)
    {
        services
            .AddAuthentication(ByPath)
            .AddPolicyScheme(ByPath, null, o => o.ForwardDefaultSelector = c => c.Request.Path.StartsWithSegments("/api") ? Bearer : Cookie)
            .AddBearerToken(
                Bearer,
                o =>
                {
                    o.BearerTokenExpiration = TimeSpan.FromHours(1);
                    // A key is no token: it is looked up later, and nobody tries to unprotect it.
                    o.Events.OnMessageReceived = c =>
                    {
                        if (KeyBook.TextIn(c.Request) is not null)
                        {
                            c.NoResult();
                        }

                        return Task.CompletedTask;
                    };
                }
            )
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
                    o.ExpireTimeSpan = Longest;
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
        services.AddScoped<SessionBook>().AddScoped<KeyBook>().AddSingleton<WrongKeys>();
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
        actor.Owes is { } owed ? WhereToPay(owed)
        : actor.EnterpriseId is not null ? "/cases/mine"
        : actor.Is(Role.Commissioner, Role.TriageDesk) ? "/cases/queue"
        : actor.DepartmentId is not null ? "/whistles/inbox"
        : actor.Is(Role.Supervisor) ? "/supervision"
        : actor.Is(Role.Bank) ? "/financing/banks"
        : Permissions.Holds(actor, Permission.RunMachine) ? "/engine"
        : Permissions.Holds(actor, Permission.ReadAudit) ? "/audit"
        : Permissions.Holds(actor, Permission.ReadCases) ? "/cases/all"
        : "/notices";

    /// <summary>Begins a session of the pages.</summary>
    /// <param name="context">The request.</param>
    /// <param name="person">Whose.</param>
    /// <param name="only">The one case that it opens, of somebody who came by a message's link; it ends soon.</param>
    /// <param name="byCode">A code was brought that was sent to the account's number.</param>
    /// <param name="most">After which it ends, of one that goes on in another's place; null for as long as any.</param>
    /// <param name="secondElsewhere">Whoever vouched for the person asked it for a second factor.</param>
    public static async Task BeginAsync(
        this HttpContext context,
        Person person,
        Id<Case>? only = null,
        bool byCode = false,
        TimeSpan? most = null,
        bool secondElsewhere = false
    )
    {
        var book = context.RequestServices.GetRequiredService<SessionBook>();
        var onPhone = person.EnterpriseId is not null;
        var longest =
            most is { } left ? left
            : only is not null ? ByLink
            : onPhone ? OnPhone
            : Longest;
        var session = await book.BeginAsync(
            person,
            longest,
            onPhone ? null : SessionBook.Idle,
            Origin.Of(context),
            only,
            byCode,
            secondElsewhere,
            isProven: only is null && most is null,
            context.RequestAborted
        );
        // An enterprise's phone keeps its cookie when its browser is closed; of staff, and of who came by a link, it goes with it.
        await context.SignInAsync(
            Cookie,
            CurrentActor.Principal(person, Cookie, session, only),
            new()
            {
                IsPersistent = onPhone && only is null,
                ExpiresUtc = context.RequestServices.GetRequiredService<DatabaseClock>().GetUtcNow() + longest,
            }
        );
    }

    /// <summary>Ends the session that this request comes with, wherever else its cookie or token is kept.</summary>
    public static async Task EndAsync(this HttpContext context)
    {
        if (Of(context.User) is { } session)
        {
            await context.RequestServices.GetRequiredService<SessionBook>().EndAsync(session, context.RequestAborted);
        }
    }

    /// <summary>Begins a session of a program.</summary>
    /// <returns>An access token, one to renew it, and how many seconds the first is good for.</returns>
    public static async Task<(string Access, string Refresh, long ExpiresIn)> TokensAsync(
        this HttpContext context,
        BearerTokenOptions options,
        Person person,
        bool byCode = false,
        TimeSpan? most = null
    )
    {
        var book = context.RequestServices.GetRequiredService<SessionBook>();
        var session = await book.BeginAsync(
            person,
            most ?? options.RefreshTokenExpiration,
            null,
            Origin.Of(context),
            null,
            byCode,
            false,
            isProven: most is null,
            context.RequestAborted
        );
        return Tokens(options, person, session, 0);
    }

    /// <summary>Renews a program's session by a token that does so once.</summary>
    /// <returns>Whose it is, and its new tokens; null where the token, the session or the account is no longer good.</returns>
    public static async Task<(Person Person, (string Access, string Refresh, long ExpiresIn) Tokens)?> RenewAsync(
        this HttpContext context,
        BearerTokenOptions options,
        string? token
    )
    {
        var ticket = options.RefreshTokenProtector.Unprotect(token);
        if (
            !(ticket?.Properties.ExpiresUtc > options.TimeProvider!.GetUtcNow())
            || Of(ticket.Principal) is not { } session
            || !int.TryParse(ticket.Principal.FindFirstValue(Renewal), CultureInfo.InvariantCulture, out var renewal)
        )
        {
            return null;
        }

        var book = context.RequestServices.GetRequiredService<SessionBook>();
        return await book.RenewAsync(session, renewal, context.RequestAborted) is { } person
            ? (person, Tokens(options, person, session, renewal + 1))
            : null;
    }

    /// <summary>Lets whoever comes with a session be who it is now, or nobody once the session has ended.</summary>
    public static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        // Style sheets and scripts are everybody's; they come too when the database is away.
        var isFile = context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;
        // A refusal's own page shows nothing of anybody, and is shown while the database is away.
        var isRefusal = context.Request.Path.StartsWithSegments("/refused");
        if (context.User.Identity is { IsAuthenticated: true } identity && !isFile && !isRefusal)
        {
            context.User =
                Of(context.User) is { } session && await StillAsync(context, session) is { } now
                    ? CurrentActor.Principal(now.Person, identity.AuthenticationType!, session, now.Only, now.Owes, now.Lent, now.IsStrong)
                    : new(new ClaimsIdentity());
            if (LeadsElsewhere(context) is { } path)
            {
                context.Response.Redirect(path);
                return;
            }
        }

        await next(context);
    }

    // Whoever owes something to its account is led there from every page but those that are for it, and those that are everybody's.
    private static string? LeadsElsewhere(HttpContext context)
    {
        var asked = context.GetEndpoint()?.Metadata;
        return
            CurrentActor.From(context.User).Owes is { } owed
            && HttpMethods.IsGet(context.Request.Method)
            && !context.Request.Path.StartsWithSegments("/api")
            && asked?.GetMetadata<IAllowAnonymous>() is null
            && asked?.GetMetadata<AllowAttribute>() is { Permission: not Permission.KeepOwnAccount }
            ? WhereToPay(owed)
            : null;
    }

    private static string WhereToPay(Owed owed) => owed == Owed.NewPassword ? "/logins/password" : "/logins/second-factor";

    /// <summary>Whether the session that this request came with goes on.</summary>
    public static async Task<bool> GoesOnAsync(HttpContext context) =>
        Of(context.User) is { } session && await StillAsync(context, session) is not null;

    private static Task<SignedIn?> StillAsync(HttpContext context, Id<Session> session) =>
        context
            .RequestServices.GetRequiredService<SessionBook>()
            .OfAsync(session, isUsed: !AsksByItself(context.Request), context.RequestAborted);

    // The line by which pages are told of changes, and what they read anew because of one.
    private static bool AsksByItself(HttpRequest request) =>
        request.Path.StartsWithSegments("/live") || request.Headers.ContainsKey("X-Live");

    /// <summary>Which session somebody came with.</summary>
    public static Id<Session>? Of(ClaimsPrincipal user) =>
        Id<Session>.TryParse(user.FindFirstValue(Claim), null, out var session) ? session : null;

    private static (string Access, string Refresh, long ExpiresIn) Tokens(
        BearerTokenOptions options,
        Person person,
        Id<Session> session,
        int renewal
    )
    {
        var now = options.TimeProvider!.GetUtcNow();
        var access = new AuthenticationTicket(
            CurrentActor.Principal(person, Bearer, session),
            new AuthenticationProperties { ExpiresUtc = now + options.BearerTokenExpiration },
            $"{Bearer}:AccessToken"
        );
        var renewing = new ClaimsIdentity(Bearer);
        renewing.AddClaim(new(Claim, session.ToString()));
        renewing.AddClaim(new(Renewal, renewal.ToString(CultureInfo.InvariantCulture)));
        var refresh = new AuthenticationTicket(
            new(renewing),
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
        if (!HttpMethods.IsPost(request.Method) || request.Path == DraftsRoute.Path || request.Path == OutboxRoute.Files)
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
