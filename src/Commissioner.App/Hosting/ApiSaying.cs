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
    /// <summary>Its summary, its answer, and the problems that it may answer instead.</summary>
    public static RouteHandlerBuilder Says<T>(this RouteHandlerBuilder route, int status, string summary, params int[] problems)
    {
        route.WithSummary(summary).Produces<T>(status);
        foreach (var problem in problems)
        {
            route.Produces<ProblemDetails>(problem, "application/problem+json");
        }

        return route;
    }

    /// <summary>A name from a query, read without regard to case; null where it was left out.</summary>
    /// <exception cref="NotWellFormed">There is no such name.</exception>
    public static T? Read<T>(string? text, string field)
        where T : struct, Enum =>
        string.IsNullOrEmpty(text) ? null : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : throw new NotWellFormed([new(field, PipelineRules.NameUnknown.Code)]);

    /// <summary>Answers the case as it stands after a move.</summary>
    public static async Task<IResult> Shown(this IMediator mediator, Id<Case> id, CancellationToken cancelled) =>
        Results.Created($"/api/v1/cases/{id}", await mediator.Send(new ShowCase(id), cancelled));
}
