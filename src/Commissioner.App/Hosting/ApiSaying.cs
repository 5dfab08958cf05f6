using Commissioner.App.Features.Cases;
using Commissioner.App.Pipeline;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Hosting;

/// <summary>What the description says of a call.</summary>
internal static class ApiSaying
{
    /// <summary>Describes a call: its summary, what it answers, and the statuses of the problems that it may answer instead.</summary>
    public static RouteHandlerBuilder Says<T>(this RouteHandlerBuilder route, int status, string summary, params int[] problems)
    {
        _ = status is StatusCodes.Status202Accepted or StatusCodes.Status204NoContent
            ? route.Produces(status)
            : route.Produces<T>(status, typeof(T) == typeof(byte[]) ? "application/octet-stream" : "application/json");
        route.WithSummary(summary);
        foreach (var problem in problems)
        {
            route.Produces<ProblemDetails>(problem, "application/problem+json");
        }

        return route;
    }

    /// <summary>
    /// Answers the case as it stands after a move; nothing where the move took it out of sight, as a seat's record of the enterprise's
    /// words does.
    /// </summary>
    public static async Task<IResult> Shown(this IMediator mediator, Id<Case> id, CancellationToken cancelled)
    {
        try
        {
            return Results.Created($"/api/v1/cases/{id}", await mediator.Send(new ShowCase(id), cancelled));
        }
        catch (NotFound)
        {
            return Results.Created((string?)null, null);
        }
    }
}
