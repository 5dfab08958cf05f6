using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Hotline.Calls;
using Commissioner.App.Features.Live;
using Commissioner.App.Features.Receipts;
using Commissioner.App.Features.SingleSignOn;
using Commissioner.App.Hosting.Description;
using Commissioner.App.Hosting.Requests;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using HeaderNames = Microsoft.Net.Http.Headers.HeaderNames;

namespace Commissioner.App.Hosting;

/// <summary>A feature's part of the API.</summary>
internal interface IApi
{
    /// <summary>Maps its calls below <c>/api/v1</c>.</summary>
    static abstract void Map(RouteGroupBuilder api);
}

/// <summary>What answers where.</summary>
internal static class Routes
{
    public static void UseCommissioner(this WebApplication app)
    {
        // Who asks, and how, as the proxy on this host says it. Limits and traces go by it, so nobody else is believed.
        app.UseForwardedHeaders();
        app.Use(HeadOnly.AnswerAsync);
        app.UseCompression();
        app.Use(SecurityHeadersAsync);
        app.UseRequestLocalization();
        app.Use(KeepLanguageAsync);

        // Refusals speak the caller's language, and what was thrown has become a bare status when the pages of statuses look at it.
        app.UseWhen(IsForPrograms, a => a.UseStatusCodePages().Use(DemandUtf8Async));
        app.UseWhen(IsForPeople, a => a.UseStatusCodePagesWithReExecute("/refused/{0}"));
        app.UseExceptionHandler();
        app.UseRouting();
        app.UseOtherSites();
        app.Use(Strangers.ForgetAsync);
        app.Use(BodyLimits.DemandAsync);
        app.UseRateLimiter();
        app.Use(Strangers.ForgetAddressAsync);
        app.UseAuthentication();
        app.Use(Sessions.CheckAsync);
        app.Use(WithKeys.CheckAsync);
        app.Use(RefusedAtTheDoor.RecordAsync);
        app.Use(WithKeys.DemandAsync);
        app.Use(EngineStorage.HideAsync);
        app.UseAuthorization();
        app.UseWhen(IsForPrograms, a => a.Use(WrongValues.DemandAsync).Use(ApiForms.DemandAsync).Use(WrongValues.DemandFormAsync));
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapGet("/", (CurrentActor who) => Results.LocalRedirect(who.Actor.IsKnown ? Sessions.Home(who.Actor) : "/sign-in"))
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapHealth();
        app.MapJobEngine();
        app.MapLive();
        app.MapDrafts();
        app.MapOutbox();
        app.MapFiles();
        app.MapSingleSignOn();
        app.MapCalls();
        app.MapTwilio();
        app.MapTwilioCalls();

        var api = app.MapGroup("/api/v1")
            .AddEndpointFilter(TakeEnvelopeAsync)
            .AddEndpointFilter<Tags>()
            .AddEndpointFilter<ChosenFields>()
            .DisableAntiforgery();
        OtherSites.MayCall(app, api);
        foreach (
            var part in typeof(Routes)
                .Assembly.GetTypes()
                .Where(t => t is { IsClass: true } && typeof(IApi).IsAssignableFrom(t))
                .OrderBy(t => t.Name)
        )
        {
            part.GetMethod(nameof(IApi.Map))!.Invoke(null, [api]);
        }

        app.MapApiDocument();
        app.MapDocs();
        if (app.Environment.IsDevelopment())
        {
            app.MapDevelopment();
        }

        // A group of routes compiles its handlers anew for everybody who asks for them: they are asked once, for the check of the doors
        // and for the router alike.
        var sources = ((IEndpointRouteBuilder)app).DataSources;
        var once = new CompositeEndpointDataSource(sources.ToList());
        sources.Clear();
        sources.Add(once);
    }

    /// <summary>Everything that answers says who may ask, or the application does not start.</summary>
    /// <exception cref="CannotStart">Something does not.</exception>
    public static void DemandDoors(this WebApplication app)
    {
        var open = ((IEndpointRouteBuilder)app)
            .DataSources.SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>()
            // In Development the static assets map a catch-all endpoint for files; it is the one that need not say who may ask.
            .Where(e =>
                e.RoutePattern.RawText != "{**path:file}"
                && e.Metadata.GetMetadata<IAllowAnonymous>() is null
                && e.Metadata.GetMetadata<AllowAttribute>() is null
                && e.Metadata.GetMetadata<PageActionDescriptor>() is null
            )
            .Select(e => e.RoutePattern.RawText ?? "?")
            .Concat(
                typeof(Routes)
                    .Assembly.GetTypes()
                    .Where(t =>
                        typeof(PageModel).IsAssignableFrom(t)
                        && !t.IsAbstract
                        && !t.IsDefined(typeof(AllowAttribute), true)
                        && !t.IsDefined(typeof(AllowAnonymousAttribute), true)
                    )
                    .Select(t => t.FullName!)
            )
            .Concat(
                typeof(Routes)
                    .Assembly.GetTypes()
                    .Where(t =>
                        t is { IsClass: true, IsAbstract: false }
                        && typeof(MediatR.IBaseRequest).IsAssignableFrom(t)
                        && !t.IsDefined(typeof(AllowAttribute), false)
                    )
                    .Select(t => t.Name)
            )
            .ToList();
        if (open.Count > 0)
        {
            throw new CannotStart($"These say no permission: {string.Join(", ", open)}");
        }
    }

    /// <summary>Who may call this part of the API.</summary>
    public static RouteHandlerBuilder Allow(this RouteHandlerBuilder route, Permission permission) =>
        route.RequireAuthorization(new AllowAttribute(permission)).WithMetadata(new AllowAttribute(permission));

    /// <summary>Whether this is answered to a program: in problems where it is refused.</summary>
    public static bool IsForPrograms(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/dev");

    // Gateways and the machine's watch read a status and nothing beside it.
    private static bool IsForPeople(HttpContext context) =>
        !IsForPrograms(context) && !Bare.Any(p => context.Request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));

    private static readonly PathString[] Bare = ["/health", "/hooks"];

    private static Task SecurityHeadersAsync(HttpContext context, RequestDelegate next)
    {
        // At the last moment: what is refused begins its answer anew, without the headers that it had.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd(
                HeaderNames.ContentSecurityPolicy,
                "default-src 'self'; img-src 'self' data:; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
            );
            headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers.TryAdd("Permissions-Policy", "geolocation=(), camera=(), microphone=(self)");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
            // Over TLS alone, which a proxy in front ends: browsers don't ask without it again for a year.
            if (context.Request.IsHttps)
            {
                headers.TryAdd(HeaderNames.StrictTransportSecurity, "max-age=31536000");
            }

            // What people see here is theirs alone; style sheets and scripts bring their own word.
            headers.TryAdd(HeaderNames.CacheControl, "no-store");
            return Task.CompletedTask;
        });

        return next(context);
    }

    private static Task KeepLanguageAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Query["culture"] is ["zh-CN" or "en"] culture)
        {
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture.ToString())),
                new()
                {
                    MaxAge = TimeSpan.FromDays(365),
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    IsEssential = true,
                }
            );
        }

        return next(context);
    }

    // JSON is UTF-8 (RFC 8259, 8.1); what says that it is something else is not read as if it were.
    private static Task DemandUtf8Async(HttpContext context, RequestDelegate next)
    {
        if (
            !Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.SubType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Value?.Trim('"') is null or ""
            || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        )
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    private static ValueTask<object?> TakeEnvelopeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Request.Headers;
        var envelope = context.HttpContext.RequestServices.GetRequiredService<Envelope>();
        if (headers.TryGetValue("Idempotency-Key", out var keys))
        {
            // A malformed key is refused, not ignored: without its key a repeated request would be filed twice.
            envelope.Key = keys is [{ Length: > 0 and <= 90 } key]
                ? key
                : throw new RuleBroken(PipelineRules.KeyUnusable) { Field = "Idempotency-Key" };
        }

        if (headers.IfMatch is not ([] or ["*"]))
        {
            // A malformed version is refused, not ignored: without it the request would overwrite what somebody else has changed since.
            envelope.Version =
                headers.IfMatch is [{ } match] && Tags.VersionIn(match) is { } version
                    ? version
                    : throw new RuleBroken(PipelineRules.VersionUnreadable) { Field = "If-Match" };
        }

        if (context.Arguments.OfType<ISpoken>().FirstOrDefault() is { Spoken: { } caller })
        {
            context.HttpContext.RequestServices.GetRequiredService<CurrentActor>().Speak(caller);
        }

        // Read out instead of done: nothing of the request has happened.
        envelope.Rehearses = headers["Rehearse"] is ["true"];
        return envelope.Rehearses ? RehearseAsync(context, next) : next(context);
    }

    private static async ValueTask<object?> RehearseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Features.Rehearsals.Rehearsed rehearsed)
        {
            return Results.Ok(rehearsed.Told);
        }
    }
}
