using System.Reflection;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Pipeline;

/// <summary>The third stop of a request: refuses it unless the actor holds the permission that the request names.</summary>
internal sealed class Authorize<TRequest, TResponse>(Actor actor, CommissionerDb db, Settings settings)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly Permission Needed =
        typeof(TRequest).GetCustomAttribute<AllowAttribute>()?.Permission
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} says no permission.");

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (!Permissions.Holds(actor, Needed))
        {
            throw new Forbidden(Needed);
        }

        db.FindsConfidential = actor.MayKnowOfConfidential();
        // An enterprise's people take along what is theirs, and come by a code to their number.
        return
            request is IExport && settings.SecondFactor == Asked.Required && actor is { IsKnown: true, EnterpriseId: null, IsStrong: false }
            ? throw new RuleBroken(AccountRules.ExportNeedsSecondFactor)
            : next();
    }
}
