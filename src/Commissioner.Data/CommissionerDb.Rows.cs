using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Commissioner.Data;

/// <summary>What a column of unrolled rows holds.</summary>
public enum Column
{
    /// <summary>A key.</summary>
    Key,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>An instant.</summary>
    Instant,

    /// <summary>A text of any length.</summary>
    Text,

    /// <summary>Yes or no.</summary>
    Flag,
}

/// <summary>Rows by the hundred: one statement for as many as there are, which come as JSON in its only parameter.</summary>
public abstract partial class CommissionerDb
{
    private const string Place = "place";

    private static readonly JsonSerializerOptions Rows = new(JsonSerializerDefaults.General)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // By engine and type: the two engines have a model each.
    private static readonly ConcurrentDictionary<(Type Engine, Type Row), Insertion> Insertions = new();

    /// <summary>The rows that <see cref="WriteAsync{T}"/> is given, as a table <c>r</c> of these columns.</summary>
    public abstract string Unroll(params (string Name, Column Holds)[] columns);

    /// <summary>Carries out a statement about rows.</summary>
    /// <param name="statement">Made of names alone, and of <see cref="Unroll"/>: what it is about is in the rows.</param>
    /// <param name="rows">Objects whose properties are named like the columns.</param>
    /// <param name="cancellationToken">To give up.</param>
    /// <returns>How many rows of the database it touched.</returns>
    public Task<int> WriteAsync<T>(string statement, IEnumerable<T> rows, CancellationToken cancellationToken) =>
        Database.ExecuteSqlRawAsync(statement, [JsonSerializer.Serialize(rows, Rows)], cancellationToken);

    /// <summary>
    /// Adds rows, in this order, with one statement. Which columns there are and what stands in them, the mapping says, by which EF adds
    /// the same rows one by one; a key that the database counts is the database's to give.
    /// </summary>
    public Task<int> InsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var (statement, columns) = Insertions.GetOrAdd((GetType(), typeof(T)), _ => InsertionOf(typeof(T)));
        return WriteAsync(
            statement,
            rows.Select(
                (row, place) =>
                {
                    var values = columns.ToDictionary(c => c.Name, c => c.Value(row));
                    values[Place] = place;
                    return values;
                }
            ),
            cancellationToken
        );
    }

    private Insertion InsertionOf(Type type)
    {
        var entity = Model.FindEntityType(type) ?? throw new ArgumentException($"{type.Name} is not mapped.", nameof(type));
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var columns = entity
            .GetProperties()
            .Where(p => p.ValueGenerated == ValueGenerated.Never && p.GetBeforeSaveBehavior() == PropertySaveBehavior.Save)
            .Select(p =>
            {
                var (converter, property) = (p.GetTypeMapping().Converter, p.PropertyInfo!);
                return (
                    Name: p.GetColumnName(table)!,
                    Holds: HeldBy(converter?.ProviderClrType ?? p.ClrType),
                    Value: (Func<object, object?>)(
                        row =>
                            property.GetValue(row) is not { } value ? null
                            : converter is null ? value
                            : converter.ConvertToProvider(value)
                    )
                );
            })
            .ToList();
        var names = columns.ConvertAll(c => $"\"{c.Name}\"");
        return new(
            $"INSERT INTO \"{table.Name}\" ({string.Join(", ", names)}) SELECT {string.Join(", ", names.Select(n => "r." + n))} FROM "
                + Unroll([.. columns.Select(c => (c.Name, c.Holds)), (Place, Column.Number)])
                + $" ORDER BY r.{Place}",
            [.. columns.Select(c => (c.Name, c.Value))]
        );
    }

    private static Column HeldBy(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var its && its == typeof(Guid) ? Column.Key
        : its == typeof(int) ? Column.Number
        : its == typeof(DateTimeOffset) ? Column.Instant
        : its == typeof(bool) ? Column.Flag
        : its == typeof(string) ? Column.Text
        : throw new NotSupportedException($"Rows that hold a {its.Name} are not written by the hundred yet.");

    private sealed record Insertion(string Statement, IReadOnlyList<(string Name, Func<object, object?> Value)> Columns);
}
