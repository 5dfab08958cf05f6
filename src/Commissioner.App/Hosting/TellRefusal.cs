using Commissioner.App.Hosting.Requests;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Hosting;

/// <summary>
/// Translates what was thrown into an answer: a problem for programs; for people a status, whose page then tells them. What the page filter
/// has shown on the same page does not come here.
/// </summary>
internal sealed class TellRefusal(ILoggerFactory logs) : IExceptionHandler
{
    private readonly ILogger _log = logs.CreateLogger("Commissioner.Fault");

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var services = context.RequestServices;
        // While this runs, the request's own endpoint stands only in what the middleware keeps of the fault.
        exception =
            WrongValues.Of(
                context.Features.Get<IExceptionHandlerFeature>()?.Endpoint,
                exception,
                services.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>()
            ) ?? exception;
        var refusal = await RefusalAsync(
            services.GetRequiredService<Refusals>(),
            exception,
            services.GetRequiredService<Envelope>().Stored,
            cancellationToken
        );
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = $"{Absence.RetryAfter}";
        }

        context.Response.StatusCode = refusal.Status;
        if (Routes.IsForPrograms(context))
        {
            await Problems.WriteAsync(context, refusal);
        }

        return true;
    }

    private async Task<Refusal> RefusalAsync(Refusals refusals, Exception exception, bool stored, CancellationToken cancellationToken)
    {
        try
        {
            if (!Absence.Caused(exception) && await refusals.OfAsync(exception, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Saying what changed meanwhile asks the database, which may have gone in between.
            exception = failed;
        }

        // What was stored and could not be shown has had its effect: the same words lead to the answer.
        if (exception is OutcomeUnknown || (stored && Absence.Caused(exception)))
        {
            _log.LogWarning("The line broke while a change was being stored: {Fault}", Fault.Code(exception));
            return refusals.Unknown();
        }

        if (Absence.Caused(exception))
        {
            _log.LogWarning("The database is away: {Fault}", Fault.Code(exception));
            return refusals.Later();
        }

        _log.LogError(exception, "Unexpected fault");
        return refusals.Fault();
    }
}
