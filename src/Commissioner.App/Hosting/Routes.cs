using Commissioner.App.Features.Live;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;

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
        app.UseExceptionHandler("/refused/500");
        app.Use(SecurityHeadersAsync);
        app.UseRequestLocalization();
        app.Use(KeepLanguageAsync);
        app.UseWhen(
            c =>
                !c.Request.Path.StartsWithSegments("/api")
                && !c.Request.Path.StartsWithSegments("/health")
                && !c.Request.Path.StartsWithSegments("/dev"),
            a => a.UseStatusCodePagesWithReExecute("/refused/{0}").Use(RefuseTooLargeAsync)
        );
        app.UseRouting();
        app.UseWhen(
            c => c.Request.Path.StartsWithSegments("/api") || c.Request.Path.StartsWithSegments("/dev"),
            a => a.Use(RefuseApiAsync)
        );
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(EngineStorage.HideAsync);
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapGet("/", (CurrentActor who) => Results.LocalRedirect(who.Actor.IsKnown ? Sessions.Home(who.Actor) : "/sign-in"))
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapHealth();
        app.MapJobEngine();
        app.MapLive();

        var api = app.MapGroup("/api/v1").AddEndpointFilter(TakeEnvelopeAsync).DisableAntiforgery();
        foreach (
            var part in typeof(Routes)
                .Assembly.GetTypes()
                .Where(t => t is { IsClass: true } && typeof(IApi).IsAssignableFrom(t))
                .OrderBy(t => t.Name)
        )
        {
            part.GetMethod(nameof(IApi.Map))!.Invoke(null, [api]);
        }

        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
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
            // In Development the static assets bring a catch-all of their own, for files only.
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

    private static Task SecurityHeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()";
        context.Response.OnStarting(() =>
        {
            // What people see here is theirs alone; style sheets and scripts bring their own word.
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

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

    // A form too large to be read can't be shown again: it is answered by a page that says so.
    private static Task RefuseTooLargeAsync(HttpContext context, RequestDelegate next)
    {
        if (!(context.Request.ContentLength > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        (context.Request.Method, context.Request.ContentType) = (HttpMethods.Get, null);
        context.Request.ContentLength = null;
        return Task.CompletedTask;
    }

    // Everything that the API refuses is a problem in the caller's language; 401 and 403 say who could.
    private static async Task RefuseApiAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && exception is not OperationCanceledException)
        {
            await Problems.TellAsync(context, exception);
            return;
        }

        if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null } bare)
        {
            Exception why = bare.StatusCode switch
            {
                401 or 403 => new Forbidden(
                    context.GetEndpoint()?.Metadata.GetMetadata<AllowAttribute>()?.Permission ?? Permission.SignedIn
                ),
                404 => new NotFound(),
                _ => new BadHttpRequestException("", bare.StatusCode),
            };
            await Problems.TellAsync(context, why);
        }
    }

    private static ValueTask<object?> TakeEnvelopeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Request.Headers;
        var envelope = context.HttpContext.RequestServices.GetRequiredService<Envelope>();
        if (headers.TryGetValue("Idempotency-Key", out var keys))
        {
            // A key that is passed over would file a repeated request twice.
            envelope.Key = keys is [{ Length: > 0 and <= 90 } key]
                ? key
                : throw new RuleBroken(PipelineRules.KeyUnusable) { Field = "Idempotency-Key" };
        }

        if (headers.IfMatch is not ([] or ["*"]))
        {
            // A version that is passed over would change what somebody else has changed since.
            envelope.Version =
                headers.IfMatch is [{ } match] && int.TryParse(match.Trim().Trim('W', '/').Trim('"'), out var version)
                    ? version
                    : throw new RuleBroken(PipelineRules.VersionUnreadable) { Field = "If-Match" };
        }

        return next(context);
    }
}
