using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Commissioner.Data.Sealing;

/// <summary>Encrypts by the current key what an older one encrypted, or what stands there unencrypted.</summary>
public static class Resealing
{
    /// <summary>
    /// Every encrypted column of the model, in one transaction: all or nothing. One text is encrypted to the same each time, so each is worked on
    /// once, however many rows hold it.
    /// </summary>
    /// <returns>How many different texts were encrypted anew.</returns>
    public static async Task<int> ResealAsync(this CommissionerDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var done = 0;
        foreach (var property in SealedFields.SealedIn(db.Model))
        {
            var (table, column) = Place(db, property);
            // The names are the model's, delimited.
#pragma warning disable EF1002
            var stored = await db
                .Database.SqlQueryRaw<string>($"SELECT DISTINCT {column} AS \"Value\" FROM {table} WHERE {column} IS NOT NULL")
                .ToListAsync(cancellationToken);
            var converter = property.GetValueConverter()!;
            foreach (var old in stored.Where(s => !db.Keys.IsCurrent(s)))
            {
                var anew = converter.ConvertToProvider(converter.ConvertFromProvider(old))!;
                await db.Database.ExecuteSqlRawAsync(
                    $"UPDATE {table} SET {column} = {{0}} WHERE {column} = {{1}}",
                    [anew, old],
                    cancellationToken
                );
                done++;
            }
#pragma warning restore EF1002
        }

        await transaction.CommitAsync(cancellationToken);
        return done;
    }

    private static (string Table, string Column) Place(CommissionerDb db, IProperty property)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var table = StoreObjectIdentifier.Create(property.DeclaringType, StoreObjectType.Table)!.Value;
        return (sql.DelimitIdentifier(table.Name, table.Schema), sql.DelimitIdentifier(property.GetColumnName(table)!));
    }
}
