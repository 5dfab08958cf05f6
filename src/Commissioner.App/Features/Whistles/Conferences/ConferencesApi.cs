using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Conferences;

internal sealed class ConferencesApi : IApi
{
    internal sealed record ConferenceBody(
        Id<Whistle>? WhistleId,
        string? Agenda,
        string? Place,
        DateTimeOffset? At,
        IReadOnlyList<string>? People
    );

    internal sealed record MinutesBody(string? Minutes, IReadOnlyList<string>? People, IReadOnlyList<DecisionLine>? Decisions);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(
                "/cases/{id}/conferences",
                async (Id<Case> id, ConferenceBody b, IMediator mediator, CancellationToken cancelled) =>
                {
                    var conference = await mediator.Send(
                        new ConveneConference(id, b.WhistleId, b.Agenda, b.Place, b.At, Joined(b.People)),
                        cancelled
                    );
                    var all = await mediator.Send(new ListConferences(id), cancelled);
                    return Results.Created($"/api/v1/cases/{id}/conferences", all.Single(c => c.Id == conference));
                }
            )
            .Allow(Permission.RuleOnObjections)
            .WithTags("Whistles")
            .Says<ConveneConference, ConferenceSheet>(
                201,
                "Convenes a conference about a whistle, the latest open one unless another is named; or sets time, place and people of the one that is to come.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"agenda":"确定由谁主办","place":"服务办会议室","at":"2026-11-21T15:00:00+08:00","people":["示例处长","示例专员"]}"""
            );
        api.MapGet(
                "/cases/{id}/conferences",
                async (Id<Case> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new { items = await mediator.Send(new ListConferences(id), cancelled), next = (string?)null })
            )
            .Allow(Permission.ReadConferences)
            .WithTags("Whistles")
            .Says<ListConferences, Page<ConferenceSheet>>(200, "The conferences about a case, the latest first.", 401, 403, 404);
        api.MapPost(
                "/conferences/{id}/minutes",
                async (Id<Conference> id, MinutesBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(
                        await mediator.Send(new RecordMinutes(id, b.Minutes, Joined(b.People), b.Decisions), cancelled),
                        cancelled
                    )
            )
            .Allow(Permission.RuleOnObjections)
            .WithTags("Whistles")
            .Says<RecordMinutes, CaseSheet>(
                201,
                "The minutes: each decision becomes a leg with a department and a date.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"minutes":"经会商，由园林绿化处主办","people":["示例处长"],"decisions":[{"departmentId":"0193b0a0-0000-7000-8000-000000000001","lead":true,"text":"补种绿化带","dueOn":"2026-11-25"}]}"""
            );
    }

    private static string? Joined(IReadOnlyList<string>? people) => people is { Count: > 0 } ? string.Join('、', people) : null;
}
