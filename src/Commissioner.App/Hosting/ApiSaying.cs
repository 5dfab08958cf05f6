using System.Text.Json;
using Commissioner.App.Features.Cases;
using Commissioner.App.Pipeline;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Hosting;

/// <summary>A body that a call takes, as an example.</summary>
/// <param name="Json">The body.</param>
/// <param name="Name">What it is for, where a call has several; null where it is the only one.</param>
internal sealed record BodyExample(string Json, string? Name);

/// <summary>What a call sends: its rules are said of the call's body.</summary>
internal sealed record Sends(Type Request);

/// <summary>What the description says of a call.</summary>
internal static class ApiSaying
{
    /// <summary>The same of a call that sends one request, by whose name programs call it: <c>acceptCase</c>.</summary>
    public static RouteHandlerBuilder Says<TRequest, T>(this RouteHandlerBuilder route, int status, string summary, params int[] problems)
        where TRequest : IBaseRequest =>
        route
            .Says<T>(status, summary, problems)
            .WithName(JsonNamingPolicy.CamelCase.ConvertName(typeof(TRequest).Name))
            .WithMetadata(new Sends(typeof(TRequest)));

    /// <summary>Its summary, its answer, and the problems that it may answer instead.</summary>
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

    /// <summary>A body that it takes; several have names.</summary>
    public static RouteHandlerBuilder Example(this RouteHandlerBuilder route, string json, string? name = null) =>
        route.WithMetadata(new BodyExample(json, name));

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
