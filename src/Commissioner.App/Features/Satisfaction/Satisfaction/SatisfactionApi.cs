using System.ComponentModel;
using Commissioner.App.Features.Incidents;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using MediatR;

namespace Commissioner.App.Features.Satisfaction;

internal sealed class SatisfactionApi : IApi
{
    internal sealed record Body(
        int? Overall,
        int? Commissioner,
        int? Result,
        IReadOnlyList<DepartmentLevel>? Departments,
        string? Reason,
        Spoken? Spoken
    ) : ISpoken;

    internal sealed record Pressed(IncidentKind? Kind, string? Words);

    internal sealed record Decision(IncidentFinding? Finding, bool? Lift, string? Reason);

    internal sealed record Incidents(Id<Incident> Id);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(
                "/cases/{id}/ratings",
                async (Id<Case> id, Body b, IMediator mediator, CancellationToken cancelled) =>
                {
                    var given = await mediator.Send(
                        new RateCase(id, b.Overall, b.Commissioner, b.Result, b.Departments, b.Reason),
                        cancelled
                    );
                    return given.First ? Results.Created((string?)null, given) : Results.Ok(given);
                }
            )
            .Allow(Permission.SpeakForEnterprise)
            .WithTags("Satisfaction")
            .Says<RateCase, RatingGiven>(
                201,
                "The enterprise rates a closed case, 1 very satisfied to 5 very dissatisfied; a poor rating replaces its commissioner at once. Again within 30 days, once, it changes its rating (200): the first value counts, a lower one at once, a higher one after a call-back.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"overall":1,"commissioner":1,"reason":null}""");
        api.MapGet(
                "/cases/{id}/ratings",
                async (Id<Case> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Page<RatingSheet>(await mediator.Send(new ShowRating(id), cancelled), null))
            )
            .Allow(Permission.ReadRatings)
            .WithTags("Satisfaction")
            .Says<ShowRating, Page<RatingSheet>>(
                200,
                "What the enterprise said of a case: to itself, to who records its words, and to supervision.",
                401,
                403,
                404
            );
        api.MapPost(
                "/cases/{id}/incidents",
                async (Id<Case> id, Pressed b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new Incidents(await mediator.Send(new RaiseIncident(id, b.Kind, b.Words), cancelled)))
            )
            .Allow(Permission.SpeakForEnterprise)
            .WithTags("Satisfaction")
            .Says<RaiseIncident, Incidents>(
                201,
                "The enterprise says that it was asked for praise, or pressed to withdraw: supervision alone hears of it, and the rating counts nowhere until it decides.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"kind":"PraiseAsked","words":null}""");
        api.MapGet(
                "/incidents",
                async (
                    [Description("Only those that nobody has decided.")] bool? open,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListIncidents(open ?? false, take ?? 50, after), cancelled))
            )
            .Allow(Permission.Supervise)
            .WithTags("Satisfaction")
            .Says<ListIncidents, Page<IncidentLine>>(200, "What enterprises said they were pressed to, newest first.", 401, 403, 422);
        api.MapPost(
                "/incidents/{id}/decisions",
                async (Id<Incident> id, Decision b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        new Incidents(await mediator.Send(new DecideIncident(id, b.Finding, b.Lift ?? false, b.Reason), cancelled))
                    )
            )
            .Allow(Permission.Supervise)
            .WithTags("Satisfaction")
            .Says<DecideIncident, Incidents>(
                201,
                "Supervision decides on an incident, with a reason; lifted, the rating counts again.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"finding":"Unfounded","lift":true,"reason":"已向企业核实，系误点"}""");
    }
}
