using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Pipeline;

/// <summary>
/// The second stop of a request: the audit log has a row of every command and of every opening. What was done is written by the unit of work, in
/// the command's own transaction; here is written what was refused, and what was opened before it is handed out.
/// </summary>
internal sealed class Record<TRequest, TResponse>(AuditTrail trail, Actor actor) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        // Under an emergency access whatever is looked at one by one is recorded, too.
        if (request is IUnsigned || (request is not (ICommand or IOpening) && (actor.Lent is null || !AuditTrail.Names(request))))
        {
            return await next();
        }

        try
        {
            var response = await next();
            if (!trail.Has(request))
            {
                await trail.WriteAsync(
                    trail.Of(request, null, request is ICommand ? AuditTrail.Repeated : AuditEntry.Done),
                    cancellationToken
                );
                trail.Wrote(request);
            }

            return response;
        }
        catch (Exception refused) when (!trail.Has(request))
        {
            await trail.WriteRefusalAsync(trail.Refused(request, refused), refused);
            trail.Wrote(request);
            throw;
        }
    }
}
