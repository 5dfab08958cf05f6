using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;

namespace Commissioner.App.Features.Webhooks;

internal sealed class WebhooksApi : IApi
{
    internal sealed record Subscription(string? Url, IReadOnlyList<string>? Events);

    /// <summary>Things in their order.</summary>
    internal sealed record AllWebhooks(IReadOnlyList<WebhookLine> Items);

    internal sealed record Attempts(IReadOnlyList<AttemptLine> Items);

    public static void Map(RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new AllWebhooks(await mediator.Send(new ListWebhooks(), cancelled)))
            )
            .Allow(Permission.ManageWebhooks)
            .Says<ListWebhooks, AllWebhooks>(200, "Which systems are told of events, and how each fares.", 401, 403);
        webhooks
            .MapPost(
                "",
                async (Subscription its, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(new SubscribeWebhook(its.Url, its.Events), cancelled))
            )
            .Allow(Permission.ManageWebhooks)
            .Says<SubscribeWebhook, WebhookMade>(
                201,
                "Another system is told of events of cases, signed by Standard Webhooks; the secret is shown once.",
                401,
                403,
                409,
                422
            )
            .Example("""{"url":"https://platform.example/hooks","events":["CaseSubmitted","ClosurePassed"]}""");
        webhooks
            .MapDelete(
                "/{id}",
                async (Id<Webhook> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new EndWebhook(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.ManageWebhooks)
            .Says<EndWebhook, object>(204, "It is told no more.", 401, 403, 404);
        webhooks
            .MapPost(
                "/{id}/tests",
                async (Id<Webhook> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new TellWebhook(id), cancelled);
                    return Results.Accepted();
                }
            )
            .Allow(Permission.ManageWebhooks)
            .Says<TellWebhook, object>(202, "It is told a test event.", 401, 403, 404);
        webhooks
            .MapPost(
                "/{id}/resumptions",
                async (Id<Webhook> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new ResumeWebhook(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.ManageWebhooks)
            .Says<ResumeWebhook, object>(204, "It is told again after it was switched off.", 401, 403, 404);
        webhooks
            .MapGet(
                "/{id}/attempts",
                async (Id<Webhook> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Attempts(await mediator.Send(new ListAttempts(id), cancelled)))
            )
            .Allow(Permission.ManageWebhooks)
            .Says<ListAttempts, Attempts>(200, "What it was told lately and what it answered, newest first.", 401, 403, 404);
        webhooks
            .MapPost(
                "/{id}/attempts/{attemptId}/replays",
                async (Id<Webhook> id, Id<WebhookAttempt> attemptId, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new ReplayAttempt(id, attemptId), cancelled);
                    return Results.Accepted();
                }
            )
            .Allow(Permission.ManageWebhooks)
            .Says<ReplayAttempt, object>(202, "It is told the same once more, under the same key.", 401, 403, 404);
    }
}
