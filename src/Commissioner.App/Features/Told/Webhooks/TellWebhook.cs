using Commissioner.App.Channels;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Webhooks;

/// <summary>The office tries whether another system is reached.</summary>
[Allow(Permission.ManageWebhooks)]
public sealed record TellWebhook(Id<Webhook> WebhookId) : ICommand<Unit>, IRepeatable;

/// <summary>The office has a system told the same once more, under the same key.</summary>
[Allow(Permission.ManageWebhooks)]
public sealed record ReplayAttempt(Id<Webhook> WebhookId, Id<WebhookAttempt> AttemptId) : ICommand<Unit>, IRepeatable;

/// <summary>The office lets a system be told again after it was switched off.</summary>
[Allow(Permission.ManageWebhooks)]
public sealed record ResumeWebhook(Id<Webhook> WebhookId) : ICommand<Unit>, IRepeatable;

/// <summary>The office lets a system be told no more.</summary>
[Allow(Permission.ManageWebhooks)]
public sealed record EndWebhook(Id<Webhook> WebhookId) : ICommand<Unit>, IRepeatable;

internal sealed class TellWebhookHandler(CommissionerDb db, TimeProvider clock)
    : IRequestHandler<TellWebhook, Unit>,
        IRequestHandler<ReplayAttempt, Unit>,
        IRequestHandler<ResumeWebhook, Unit>,
        IRequestHandler<EndWebhook, Unit>
{
    public async Task<Unit> Handle(TellWebhook command, CancellationToken cancellationToken)
    {
        var (webhook, now) = (await OneAsync(command.WebhookId, cancellationToken), clock.GetUtcNow());
        var body = PlanWebhooks.Body($"test_{-Place(now)}", PlanWebhooks.Test, now, null);
        db.Deliveries.Add(PlanWebhooks.Planned(webhook.Id, PlanWebhooks.Test, body, null, Place(now), now));
        return Unit.Value;
    }

    public async Task<Unit> Handle(ReplayAttempt command, CancellationToken cancellationToken)
    {
        var (id, webhook, now) = (command.AttemptId, await OneAsync(command.WebhookId, cancellationToken), clock.GetUtcNow());
        var attempt =
            await db.WebhookAttempts.SingleOrDefaultAsync(a => a.Id == id && a.WebhookId == webhook.Id, cancellationToken)
            ?? throw new NotFound();
        var about = Guid.TryParse(Said.Json(attempt.Request).At("data.case"), out var @case) ? new Id<Case>(@case) : (Id<Case>?)null;
        db.Deliveries.Add(PlanWebhooks.Planned(webhook.Id, attempt.Event, attempt.Request, about, Place(now), now));
        return Unit.Value;
    }

    public async Task<Unit> Handle(ResumeWebhook command, CancellationToken cancellationToken)
    {
        var webhook = await OneAsync(command.WebhookId, cancellationToken);
        (webhook.OffAt, webhook.RestsUntil, webhook.FailedAt, webhook.Failures) = (null, null, null, 0);
        var (host, now) = (new Uri(webhook.Url).Host, clock.GetUtcNow());
        var alarms = await db
            .EngineAlarms.Where(a => a.Trouble == EngineTrouble.WebhookOff && a.Subject == host && a.OverAt == null)
            .ToListAsync(cancellationToken);
        alarms.ForEach(a => a.OverAt = now);
        return Unit.Value;
    }

    public async Task<Unit> Handle(EndWebhook command, CancellationToken cancellationToken)
    {
        var webhook = await OneAsync(command.WebhookId, cancellationToken);
        db.Webhooks.Remove(webhook);
        return Unit.Value;
    }

    // No entry brings it, so its place is a time of its own, negative.
    private static long Place(DateTimeOffset now) => -now.ToUnixTimeMilliseconds();

    private async Task<Webhook> OneAsync(Id<Webhook> id, CancellationToken cancellationToken) =>
        await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, cancellationToken) ?? throw new NotFound();
}
