using System.Linq.Expressions;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.Data.Sealing;

/// <summary>Columns that are stored encrypted by <see cref="FieldKeys"/>. Compared for equality they are found; their order means nothing.</summary>
public static class SealedFields
{
    private const string Says = "Sealed";

    // What the fewest digits are that somebody may look a number up by, and the most that are worth it.
    private const int Fewest = 4;
    private const int Most = 15;

    /// <summary>This text is stored encrypted.</summary>
    internal static PropertyBuilder<T> IsSealed<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Says, false);

    /// <summary>These <see cref="ContactWays"/> are stored encrypted, and are found by the end of each number.</summary>
    internal static PropertyBuilder<T> IsSealedNumbers<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Says, true);

    /// <summary>
    /// What the stored form of ways holds where one of them ends in these digits; null where so few or so many are looked up by nobody.
    /// </summary>
    public static string? Mark(FieldKeys keys, string digits)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var bare = Digits(digits);
        return bare.Length is >= Fewest and <= Most ? TextPattern.Containing(keys.Mark(bare)) : null;
    }

    /// <summary>An encrypted column as it is stored, to look for a <see cref="Mark"/> in it; of queries alone.</summary>
    public static string? AsStored(string? column) => throw new InvalidOperationException("This is a part of a query.");

    /// <summary>Puts the keys among a database's options.</summary>
    internal static void UseFieldKeys(this DbContextOptionsBuilder options, FieldKeys keys) =>
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new Option(keys));

    /// <summary>The keys of a database's options.</summary>
    internal static FieldKeys FieldKeysOf(this DbContextOptions options) => options.FindExtension<Option>()!.Keys;

    /// <summary>Gives the columns that say so their encrypted form.</summary>
    internal static void Seal(ModelBuilder builder, FieldKeys keys)
    {
        builder.HasDbFunction(((Func<string?, string?>)AsStored).Method).HasTranslation(arguments => Plain(arguments[0]));
        var (text, numbers) = (new Sealed(keys), new SealedNumbers(keys));
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (
                var property in entity.GetProperties().Concat(entity.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties()))
            )
            {
                if (property.FindAnnotation(Says) is { Value: bool hasNumbers })
                {
                    property.RemoveAnnotation(Says);
                    property.SetValueConverter(hasNumbers ? numbers : text);
                    // Four bytes at most a unit of the text, four characters for three of them, and what stands before.
                    property.SetMaxLength(hasNumbers ? 2000 : (property.GetMaxLength() * 4) + 60);
                }
            }
        }
    }

    /// <summary>Every column that is stored encrypted.</summary>
    internal static IEnumerable<IProperty> SealedIn(IModel model) =>
        model
            .GetEntityTypes()
            .SelectMany(e => e.GetProperties().Concat(e.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties())))
            .Where(p => p.GetValueConverter() is Sealed);

    private static SqlExpression Plain(SqlExpression column)
    {
        var text = new StringTypeMapping("text", System.Data.DbType.String);
        return column is ColumnExpression stored
            ? stored.ApplyTypeMapping(text)
            : throw new InvalidOperationException("Only a column is stored.");
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    // Of each number, with its extension and without, every end that somebody may know.
    private static IEnumerable<string> Ends(string ways) =>
        ContactWays
            .Stored(ways)
            .Numbers.SelectMany(n => new[] { n.ToString(), n.Dial.Split(',')[0] })
            .Select(Digits)
            .SelectMany(d => Enumerable.Range(Fewest, Math.Max(0, Math.Min(d.Length, Most) - Fewest + 1)).Select(length => d[^length..]))
            .Distinct();

    private class Sealed(Expression<Func<string, string>> seal, FieldKeys keys) : ValueConverter<string, string>(seal, s => keys.Open(s))
    {
        public Sealed(FieldKeys keys)
            : this(t => keys.Seal(t), keys) { }
    }

    private sealed class SealedNumbers(FieldKeys keys)
        : Sealed(t => t.Length == 0 ? t : keys.Seal(t) + " " + string.Join(' ', Ends(t).Select(keys.Mark)), keys);

    // One model a key: a process of tests has several databases.
    internal sealed class ModelOfTheKeys : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (context.GetType(), designTime, ((CommissionerDb)context).Keys.Current);
    }

    private sealed class Option(FieldKeys keys) : IDbContextOptionsExtension
    {
        public FieldKeys Keys => keys;

        public DbContextOptionsExtensionInfo Info => new Facts(this);

        public void ApplyServices(IServiceCollection services) { }

        public void Validate(IDbContextOptions options) { }

        private sealed class Facts(IDbContextOptionsExtension option) : DbContextOptionsExtensionInfo(option)
        {
            public override bool IsDatabaseProvider => false;

            public override string LogFragment => "";

            public override int GetServiceProviderHashCode() => 0;

            public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is Facts;

            public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) { }
        }
    }
}
