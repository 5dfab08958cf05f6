using System.Text.Json;
using Commissioner.App.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Hosting;

/// <summary>Refusals as programs read them: problem+json, its type the rule's code.</summary>
internal static class Problems
{
    public static void AddProblems(this IServiceCollection services) =>
        services
            .AddSingleton<IProblemDetailsWriter, Writer>()
            .AddProblemDetails(o => o.CustomizeProblemDetails = Complete)
            .AddExceptionHandler<TellRefusal>();

    /// <summary>Writes a refusal, with more that this one says.</summary>
    public static async Task WriteAsync(HttpContext context, Refusal refusal, params IEnumerable<(string Name, object Value)> more)
    {
        var problem = new ProblemDetails();
        Fill(problem, context, refusal);
        foreach (var (name, value) in more)
        {
            problem.Extensions[name] = value;
        }

        await context
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }

    // A problem without a type is a bare status: what routing, sign-in or a limit refused. 401 and 403 say who could.
    private static void Complete(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        if (context.ProblemDetails.Type is null)
        {
            var asked = http.GetEndpoint()?.Metadata.GetMetadata<AllowAttribute>()?.Permission ?? Permission.SignedIn;
            var refusals = http.RequestServices.GetRequiredService<Refusals>();
            Fill(context.ProblemDetails, http, refusals.Of(context.ProblemDetails.Status ?? http.Response.StatusCode, asked));
        }

        if (context.ProblemDetails.Status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }
    }

    private static void Fill(ProblemDetails problem, HttpContext context, Refusal refusal)
    {
        (problem.Type, problem.Title, problem.Status) = (refusal.Code, refusal.Title, refusal.Status);
        problem.Instance = context.Request.Path;
        if (refusal.Errors.Count > 0)
        {
            problem.Extensions["errors"] = refusal.Errors;
        }

        if (refusal.Could.Count > 0)
        {
            problem.Extensions["could"] = refusal.Could;
        }

        if (refusal.Changes.Count > 0)
        {
            problem.Extensions["changes"] = refusal.Changes;
        }

        context.Response.StatusCode = refusal.Status;
    }

    // The framework's own writes to who accepts JSON alone: who asked for a picture would not hear why there is none.
    private sealed class Writer(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) => true;

        public async ValueTask WriteAsync(ProblemDetailsContext context)
        {
            options.Value.CustomizeProblemDetails?.Invoke(context);
            await context.HttpContext.Response.WriteAsJsonAsync<object>(
                context.ProblemDetails,
                (JsonSerializerOptions?)null,
                "application/problem+json",
                CancellationToken.None
            );
        }
    }
}
