using System.Diagnostics;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Pipeline;

/// <summary>
/// The first stop of a request: logs and traces its name, duration and outcome. Never its content, which may be personal.
/// </summary>
internal sealed class Observe<TRequest, TResponse>(Actor actor, ILogger<Observe<TRequest, TResponse>> log)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly ActivitySource Source = new("Commissioner");

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is IUnsigned)
        {
            return await next();
        }

        using var activity = Source.StartActivity(typeof(TRequest).Name);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var response = await next();
            log.LogDebug(
                "{Request} by {Person} in {Milliseconds} ms",
                typeof(TRequest).Name,
                actor.Id,
                Stopwatch.GetElapsedTime(started).TotalMilliseconds
            );
            return response;
        }
        catch (RuleBroken broken)
        {
            log.LogInformation("{Request} by {Person} refused: {Rule}", typeof(TRequest).Name, actor.Id, broken.Rule.Code);
            throw;
        }
    }
}
