using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Commissioner.App.Features.Retention;
using Commissioner.App.Features.Shared;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Retention;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Commissioner.App.Features.Archive;

/// <summary>
/// A closed case as it is archived: every row and every column of it by the mapping itself, so that a column added later is in it without a word,
/// and what is counted from them. Contacts are left out by the same tables by which they are erased.
/// </summary>
internal sealed record CaseRecord(string Number, DateTimeOffset ClosedAt, int Version, JsonObject Content, IReadOnlyList<Attachment> Files)
{
    /// <summary>What stands in the place of contacts, which no package holds.</summary>
    public const string NotArchived = "（不入档）";

    private static readonly JsonSerializerOptions Readable = new(RecordEvents.Json)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>As it is written.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(Content, Readable);

    /// <summary>Reads it; the context knows nothing afterwards. Null where the case is open.</summary>
    public static async Task<CaseRecord?> ReadAsync(
        CommissionerDb db,
        Id<Case> id,
        WorkingCalendar calendar,
        CancellationToken cancellationToken
    )
    {
        db.ChangeTracker.Clear();
        try
        {
            var @case = await db.LoadWholeAsync(id, cancellationToken);
            if (@case is not { ClosedAt: { } closedAt, Number: { } number })
            {
                return null;
            }

            await LoadBesideAsync(db, id, cancellationToken);
            var files = await db.Attachments.Where(a => a.CaseId == id).OrderBy(a => a.Id).ToListAsync(cancellationToken);
            var content = new JsonObject
            {
                ["schema"] = ArchiveManifest.Now,
                ["number"] = number,
                ["enterprise"] = await db
                    .Enterprises.AsNoTracking()
                    .Where(e => e.Id == @case.EnterpriseId)
                    .Select(e => new { e.Name, e.CreditCode })
                    .SingleAsync(cancellationToken)
                    is { } enterprise
                    ? JsonSerializer.SerializeToNode(enterprise, RecordEvents.Json)
                    : null,
                ["departments"] = JsonSerializer.SerializeToNode(
                    await db
                        .Departments.AsNoTracking()
                        .Where(d => db.Legs.Any(l => l.DepartmentId == d.Id && l.CaseId == id))
                        .Select(d => new { d.Id, d.Name })
                        .ToListAsync(cancellationToken),
                    RecordEvents.Json
                ),
            };
            // The ledger needs the facts as they are; nothing of what follows is ever saved.
            var ledger = LedgerOf(db, id, calendar, closedAt);
            PersonalTexts.Erase(db.ChangeTracker, ErasureRule.Contacts, NotArchived);
            content["case"] = Row(db.Entry(@case));
            foreach (var table in Tables(db.ChangeTracker))
            {
                content[table.Key] = new JsonArray([.. table.OrderBy(KeyOf, StringComparer.Ordinal).Select(Row)]);
            }

            content["ledger"] = ledger;
            return new(number, closedAt, @case.Version, content, [.. files.Where(f => f.ErasedAt is null)]);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    // What is not written or said, and so is no part of what is erased.
    private static async Task LoadBesideAsync(CommissionerDb db, Id<Case> id, CancellationToken cancellationToken)
    {
        await db.RatingInvitations.Where(i => i.CaseId == id).LoadAsync(cancellationToken);
        await db.CaseOpenings.Where(o => o.CaseId == id).LoadAsync(cancellationToken);
        var callbacks = db.Callbacks.Local.Select(t => t.Id.Value);
        var poor = db.PoorRatings.Local.Select(p => p.Id.Value);
        var legs = db.Legs.Local.Select(l => l.Id.Value);
        List<Guid> owing = [id.Value, .. callbacks, .. poor, .. legs];
        var clocks = await db.Clocks.Include(c => c.Events).Where(c => owing.Contains(c.SubjectId)).ToListAsync(cancellationToken);
        var ids = clocks.ConvertAll(c => c.Id);
        await db.Firings.Where(f => ids.Contains(f.ClockId)).LoadAsync(cancellationToken);
    }

    private static JsonObject LedgerOf(CommissionerDb db, Id<Case> id, WorkingCalendar calendar, DateTimeOffset closedAt)
    {
        var ledger = Ledger.Of(
            db.Timeline.Local.Where(e => e.SubjectId == id.Value)
                .OrderBy(e => e.Seq)
                .Select(e =>
                    LedgerLines.WithFacts(
                        new(e.At, e.Holder is { } kind ? new(kind, e.HolderDepartmentId) : null, e.Name, e.As, e.DepartmentId),
                        e.Name is nameof(PromiseOverdue) or nameof(ObjectionDismissed) or nameof(ObjectionUpheld) ? e.Facts : null
                    )
                ),
            calendar,
            closedAt
        );
        return new()
        {
            ["workingMinutes"] = ledger.WorkingMinutes,
            ["totals"] = JsonSerializer.SerializeToNode(ledger.Totals, RecordEvents.Json),
            ["segments"] = JsonSerializer.SerializeToNode(ledger.Segments, RecordEvents.Json),
        };
    }

    private static IEnumerable<IGrouping<string, EntityEntry>> Tables(ChangeTracker tracker) =>
        tracker
            .Entries()
            .Where(e => !e.Metadata.IsOwned() && e.Entity is not Case)
            .GroupBy(e => JsonNamingPolicy.CamelCase.ConvertName(Named(e.Metadata.GetTableName()!)))
            .OrderBy(g => g.Key, StringComparer.Ordinal);

    // clock_events → ClockEvents.
    private static string Named(string table) => string.Concat(table.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    private static string KeyOf(EntityEntry entry) =>
        string.Join(
            ' ',
            entry
                .Metadata.FindPrimaryKey()!
                .Properties.Select(p =>
                    entry.Property(p).CurrentValue is { } value && value is int or long
                        ? Convert.ToInt64(value, null).ToString("D20", null)
                        : entry.Property(p).CurrentValue?.ToString()
                )
        );

    private static JsonObject Row(EntityEntry entry)
    {
        var row = new JsonObject();
        foreach (var property in entry.Properties.Where(p => !p.Metadata.IsShadowProperty()))
        {
            row[Camel(property.Metadata.Name)] =
                entry.Entity is TimelineEntry && property.Metadata.Name == nameof(TimelineEntry.Facts)
                    ? JsonNode.Parse((string)property.CurrentValue!)
                : property.CurrentValue is { } value ? JsonSerializer.SerializeToNode(value, value.GetType(), RecordEvents.Json)
                : null;
        }

        foreach (var part in entry.References.Where(r => r.TargetEntry?.Metadata.IsOwned() == true))
        {
            row[Camel(part.Metadata.Name)] = Row(part.TargetEntry!);
        }

        return row;
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
