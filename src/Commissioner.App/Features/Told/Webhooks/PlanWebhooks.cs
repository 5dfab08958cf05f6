using System.Text.Json;
using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Webhooks;

/// <summary>
/// Plans what other systems are told: that something has happened to a case, by its number, and nothing of what it says. Cases about
/// officials are told nobody, nor is what the desk may not read.
/// </summary>
internal sealed class PlanWebhooks(TimeProvider clock) : IReaction
{
    /// <summary>The event that only tries whether all is well.</summary>
    public const string Test = "WebhookTest";

    /// <summary>How long an event is worth being told.</summary>
    public static readonly TimeSpan Worth = TimeSpan.FromDays(3);

    /// <summary>Events that can be subscribed to.</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        .. typeof(DomainEvent)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(DomainEvent)) && !t.IsAbstract)
            .Where(t =>
                ((DomainEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t)).SeenBy().HasFlag(Audience.Desk)
            )
            .Select(t => t.Name)
            .Order(StringComparer.Ordinal),
    ];

    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var webhooks = await db.Webhooks.AsNoTracking().Where(w => w.OffAt == null).ToListAsync(cancellationToken);
        var told = entries.Where(e => e.SeenBy.HasFlag(Audience.Desk) && webhooks.Exists(w => Wants(w, e.Name))).ToList();
        if (told.Count == 0)
        {
            return;
        }

        var ids = told.Select(e => new Id<Case>(e.SubjectId)).Distinct().ToList();
        var cases = await db
            .Cases.AsNoTracking()
            .Where(c => ids.Contains(c.Id) && !c.AboutOfficials)
            .Select(c => new { c.Id, c.Number })
            .ToDictionaryAsync(c => c.Id.Value, c => c.Number, cancellationToken);
        foreach (var entry in told.Where(e => cases.ContainsKey(e.SubjectId)))
        {
            var body = Body($"evt_{entry.Id}", entry.Name, entry.At, new(entry.SubjectId, cases[entry.SubjectId], entry.Seq));
            foreach (var webhook in webhooks.Where(w => Wants(w, entry.Name)))
            {
                db.Deliveries.Add(Planned(webhook.Id, entry.Name, body, new(entry.SubjectId), entry.Id, clock.GetUtcNow()));
            }
        }
    }

    /// <summary>What a subscriber is told.</summary>
    public static string Body(string id, string type, DateTimeOffset at, Told? data) =>
        JsonSerializer.Serialize(
            new
            {
                id,
                type,
                timestamp = at.ToUniversalTime(),
                data = (object?)data ?? new { },
            },
            RecordEvents.Json
        );

    /// <summary>Plans that a subscriber is told, after all else of the same case.</summary>
    public static Delivery Planned(Id<Webhook> to, string type, string body, Id<Case>? @case, long entry, DateTimeOffset now) =>
        Delivery.Plan(
            new Message(null, @case, entry, type, body, null, true),
            [(Channel.Webhook, to.ToString())],
            now,
            Worth,
            now + Worth,
            now
        );

    private static bool Wants(Webhook webhook, string name) => webhook.Events.Count == 0 || webhook.Events.Contains(name);

    /// <summary>Which case, and how far it has come.</summary>
    internal sealed record Told(Guid Case, string? Number, int Version);
}
