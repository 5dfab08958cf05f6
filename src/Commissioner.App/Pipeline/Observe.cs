using System.Diagnostics;
using Commissioner.App.Hosting.Watching;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Pipeline;

/// <summary>
/// The first stop of a request: logs and traces its name, duration and outcome. Never its content, which may be personal.
/// </summary>
internal sealed class Observe<TRequest, TResponse>(Actor actor, Measures measures, ILogger<Observe<TRequest, TResponse>> log)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly ActivitySource Source = new(Measures.Name);

    private static string Name => typeof(TRequest).Name;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is IUnsigned)
        {
            return await next();
        }

        using var activity = Source.StartActivity(Name);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var response = await next();
            measures.Asked(Name, "done");
            log.LogDebug("{Request} by {Person} in {Milliseconds} ms", Name, actor.Id, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return response;
        }
        catch (RuleBroken broken)
        {
            measures.Asked(Name, "refused");
            log.LogInformation("{Request} by {Person} refused: {Rule}", Name, actor.Id, broken.Rule.Code);
            throw;
        }
        catch (Exception exception)
        {
            // What the product throws by a name of its own says no to somebody; anything else is a fault, or somebody who left.
            var refused = exception.GetType().Namespace?.StartsWith(nameof(Commissioner), StringComparison.Ordinal) == true;
            measures.Asked(
                Name,
                refused ? "refused"
                    : exception is OperationCanceledException ? "left"
                    : "failed"
            );
            if (!refused)
            {
                activity?.SetStatus(ActivityStatusCode.Error);
            }

            throw;
        }
    }
}
