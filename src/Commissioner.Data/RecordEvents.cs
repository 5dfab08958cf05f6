using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Commissioner.Data;

/// <summary>
/// Writes what the aggregates say has happened into the timeline, in the same save and in the order in which it happened.
/// </summary>
public sealed class RecordEvents : SaveChangesInterceptor
{
    /// <summary>How facts are written and read back.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(), new IdJson() },
        };

    /// <inheritdoc/>
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Write((CommissionerDb)eventData.Context!);
        return base.SavingChanges(eventData, result);
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Write((CommissionerDb)eventData.Context!);
        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    /// <summary>An event as a row of its subject's timeline.</summary>
    /// <param name="subject">The key of the timeline.</param>
    /// <param name="happening">The event in its place.</param>
    /// <param name="held">Who has the subject after it.</param>
    public static TimelineEntry EntryOf(Guid subject, Happening happening, Holding? held) =>
        new()
        {
            SubjectId = subject,
            Seq = happening.Seq,
            At = happening.At,
            Name = happening.What.GetType().Name,
            ById = happening.By.Id,
            ByName = happening.By.Name,
            As = happening.As,
            SeenBy = happening.What.SeenBy(),
            DepartmentId = happening.What.Concerns(),
            Holder = held?.Kind,
            HolderDepartmentId = held?.DepartmentId,
            Facts = JsonSerializer.Serialize(happening.What, happening.What.GetType(), Json),
        };

    /// <summary>The events of an aggregate that are not written yet, as rows of its timeline.</summary>
    public static IEnumerable<TimelineEntry> EntriesOf(Aggregate subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject.Happened.Select(h => EntryOf(subject, h));
    }

    private static TimelineEntry EntryOf(Aggregate subject, Happening happening) =>
        EntryOf(subject.TimelineKey, happening, happening.Seq == subject.Version ? subject.Holding : happening.Held);

    private static void Write(CommissionerDb db)
    {
        var subjects = db.ChangeTracker.Entries<Aggregate>().Select(e => e.Entity).ToList();
        foreach (var (subject, happening) in subjects.SelectMany(s => s.Happened.Select(h => (s, h))).OrderBy(h => h.h.At))
        {
            db.Timeline.Add(EntryOf(subject, happening));
        }

        subjects.ForEach(s => s.Remembered());
    }

    private sealed class IdJson : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()[0]))!;

        private sealed class Converter<T> : JsonConverter<Id<T>>
        {
            public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                new(reader.GetGuid());

            public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options) =>
                writer.WriteStringValue(value.Value);
        }
    }
}
