using System.Globalization;
using System.Reflection;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Pipeline;

/// <summary>Marks an opening that hands out a whole table: it is done less often than others.</summary>
public interface IExport : IOpening;

/// <summary>
/// Between the first stop and the second: what changes something, brings a file, hands out a table or signs somebody in is done so often
/// in a minute and no more, on all nodes together. Reading is not counted.
/// </summary>
internal sealed class Limit<TRequest, TResponse>(
    SharedLimits limits,
    CurrentActor who,
    IHttpContextAccessor http,
    AuditTrail trail,
    Envelope envelope
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly bool IsAnybodys = typeof(TRequest).GetCustomAttribute<AllowAttribute>()?.Permission == Permission.Anybody;

    private static readonly Limited[] Counted =
    [
        .. new[]
        {
            (Limited.SignIn, IsAnybodys && typeof(ICommand).IsAssignableFrom(typeof(TRequest))),
            (Limited.Write, !IsAnybodys && typeof(ICommand).IsAssignableFrom(typeof(TRequest))),
            (Limited.Upload, typeof(IBringsFile).IsAssignableFrom(typeof(TRequest))),
            (Limited.Export, typeof(IExport).IsAssignableFrom(typeof(TRequest))),
        }
            .Where(c => c.Item2)
            .Select(c => c.Item1),
    ];

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (Counted.Length > 0 && request is not IUnsigned && http.HttpContext is { } context)
        {
            foreach (var what in Counted)
            {
                if (what == Limited.Write && envelope is { IsOneOfMany: true, Rehearses: true })
                {
                    continue;
                }

                await DemandAsync(request, what, context, cancellationToken);
            }
        }

        return await next();
    }

    // By person first: one who is over its own limit spends nothing of those at its address.
    private async Task DemandAsync(TRequest request, Limited what, HttpContext context, CancellationToken cancellationToken)
    {
        if (what != Limited.SignIn && who.Actor.IsKnown)
        {
            var own = await limits.TakeAsync(what, true, who.Actor.Id.ToString(), cancellationToken);
            Allowed.Tell(context, what, own);
            await DemandAsync(request, own, context);
        }

        // What signed systems bring by their hooks is nobody's, and is no sign-in.
        if ((what == Limited.SignIn || who.Actor.IsKnown) && context.Connection.RemoteIpAddress is { } address)
        {
            await DemandAsync(request, await limits.TakeAsync(what, false, CodeBook.Network(address), cancellationToken), context);
        }
    }

    private async Task DemandAsync(TRequest request, Allowance allowance, HttpContext context)
    {
        if (allowance.Within)
        {
            return;
        }

        var wait = ((int)Math.Ceiling(allowance.Again.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        // Told at the last moment: a refusal begins the answer anew.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.RetryAfter = wait;
            return Task.CompletedTask;
        });
        BadHttpRequestException refused = new("This was done too often in this minute.", StatusCodes.Status429TooManyRequests);
        // The first of a minute stands in the audit log, of who signed in; a row for each would be what a flood wants.
        if (allowance.First && who.Actor.IsKnown)
        {
            await trail.WriteRefusalAsync(trail.Of(typeof(TRequest).Name, null, "TooManyRequests"), refused);
        }

        trail.Wrote(request);
        throw refused;
    }
}
