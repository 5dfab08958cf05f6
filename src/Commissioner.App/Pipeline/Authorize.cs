using System.Reflection;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Pipeline;

/// <summary>The third stop of a request: refuses it unless the actor holds the permission that the request names.</summary>
internal sealed class Authorize<TRequest, TResponse>(Actor actor) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly Permission Needed =
        typeof(TRequest).GetCustomAttribute<AllowAttribute>()?.Permission
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} says no permission.");

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Permissions.Holds(actor, Needed) ? next() : throw new Forbidden(Needed);
}
