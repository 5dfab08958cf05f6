using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Webhooks;

/// <summary>Reads which systems are told of what, and how each fares.</summary>
[Allow(Permission.ManageWebhooks)]
public sealed record ListWebhooks : IQuery<IReadOnlyList<WebhookLine>>;

/// <summary>A subscription; never its secret.</summary>
public sealed record WebhookLine(
    Id<Webhook> Id,
    string Url,
    IReadOnlyList<string> Events,
    DateTimeOffset MadeAt,
    DateTimeOffset? WorkedAt,
    DateTimeOffset? FailedAt,
    int Failures,
    DateTimeOffset? RestsUntil,
    DateTimeOffset? OffAt,
    int Waiting
);

/// <summary>Reads what a system was told lately, and what it answered.</summary>
[Allow(Permission.ManageWebhooks)]
public sealed record ListAttempts(Id<Webhook> WebhookId) : IQuery<IReadOnlyList<AttemptLine>>;

/// <summary>What a system was told once.</summary>
public sealed record AttemptLine(
    Id<WebhookAttempt> Id,
    string Event,
    DateTimeOffset At,
    int Status,
    string? Error,
    int Milliseconds,
    string Request,
    string Answer
);

internal sealed class ListWebhooksHandler(CommissionerDb db)
    : IRequestHandler<ListWebhooks, IReadOnlyList<WebhookLine>>,
        IRequestHandler<ListAttempts, IReadOnlyList<AttemptLine>>
{
    private const int Most = 100;

    public async Task<IReadOnlyList<WebhookLine>> Handle(ListWebhooks query, CancellationToken cancellationToken)
    {
        var rows = await db.Webhooks.AsNoTracking().OrderBy(w => w.MadeAt).ToListAsync(cancellationToken);
        var waiting = await db
            .Deliveries.Where(d => d.Channel == Domain.Told.Channel.Webhook && d.NextTryAt != null)
            .GroupBy(d => d.To)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return
        [
            .. rows.Select(w => new WebhookLine(
                w.Id,
                w.Url,
                w.Events,
                w.MadeAt,
                w.WorkedAt,
                w.FailedAt,
                w.Failures,
                w.RestsUntil,
                w.OffAt,
                waiting.GetValueOrDefault(w.Id.ToString())
            )),
        ];
    }

    public async Task<IReadOnlyList<AttemptLine>> Handle(ListAttempts query, CancellationToken cancellationToken)
    {
        if (!await db.Webhooks.AnyAsync(w => w.Id == query.WebhookId, cancellationToken))
        {
            throw new NotFound();
        }

        return await db
            .WebhookAttempts.Where(a => a.WebhookId == query.WebhookId)
            .OrderByDescending(a => a.At)
            .ThenByDescending(a => a.Id)
            .Take(Most)
            .Select(a => new AttemptLine(a.Id, a.Event, a.At, a.Status, a.Error, a.Milliseconds, a.Request, a.Answer))
            .ToListAsync(cancellationToken);
    }
}
