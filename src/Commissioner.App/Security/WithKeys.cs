using Commissioner.Domain;
using Commissioner.Domain.People;

namespace Commissioner.App.Security;

/// <summary>Lets programs with keys through to the API, and to nothing else.</summary>
internal static class WithKeys
{
    /// <summary>Lets whoever bears a key be its person; whoever bears a wrong one is nobody, whatever is wrong with it.</summary>
    public static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/api") && KeyBook.TextIn(context.Request) is { } text)
        {
            var (address, wrong) = (context.Connection.RemoteIpAddress, context.RequestServices.GetRequiredService<WrongKeys>());
            if (wrong.AreTooMany(address))
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = "60";
                return;
            }

            if (await context.RequestServices.GetRequiredService<KeyBook>().OfAsync(text, context.RequestAborted) is { } holder)
            {
                context.User = CurrentActor.Principal(holder);
            }
            else
            {
                wrong.Count(address);
            }
        }

        await next(context);
    }

    /// <summary>Refuses what no key does, and of a key that reads whatever is more than reading.</summary>
    public static Task DemandAsync(HttpContext context, RequestDelegate next)
    {
        if (context.RequestServices.GetRequiredService<CurrentActor>().Actor.ByKey is { } scope)
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<AllowAttribute>() is { Permission: var asked } && !Permissions.TakesKeys(asked))
            {
                throw new RuleBroken(AccountRules.KeyMayNotDoThis);
            }

            // HEAD has become GET by now.
            if (scope != KeyScope.Write && !HttpMethods.IsGet(context.Request.Method))
            {
                throw new RuleBroken(AccountRules.KeyOnlyReads);
            }
        }

        return next(context);
    }
}
