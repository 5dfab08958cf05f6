using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioner.Domain;
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

    private static void Write(CommissionerDb db)
    {
        var subjects = db.ChangeTracker.Entries<Aggregate>().Select(e => e.Entity).ToList();
        db.Timeline.AddRange(subjects.SelectMany(TimelineEntry.Of).OrderBy(e => e.At));
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
