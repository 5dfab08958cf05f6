using Commissioner.Data.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commissioner.Data.Providers;

/// <summary>The engines that the product runs on.</summary>
public enum Engine
{
    /// <summary>PostgreSQL 15 or newer.</summary>
    Postgres,

    /// <summary>SQL Server 2022 or newer.</summary>
    SqlServer,
}

/// <summary>Puts the database of an engine into the container, as <see cref="CommissionerDb"/>.</summary>
public static class Engines
{
    /// <summary>Registers the database.</summary>
    /// <param name="services">The container.</param>
    /// <param name="engine">Which engine.</param>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="keys">By which the personal data in it is encrypted.</param>
    public static IServiceCollection AddCommissionerDb(
        this IServiceCollection services,
        Engine engine,
        string connectionString,
        FieldKeys keys
    ) =>
        engine switch
        {
            Engine.Postgres => services
                .AddDbContextPool<PostgresDb>(o => Configure(o, engine, connectionString, keys))
                .AddScoped<CommissionerDb>(s => Anew(s.GetRequiredService<PostgresDb>())),
            Engine.SqlServer => services
                .AddDbContextPool<SqlServerDb>(o => Configure(o, engine, connectionString, keys))
                .AddScoped<CommissionerDb>(s => Anew(s.GetRequiredService<SqlServerDb>())),
            _ => throw new ArgumentOutOfRangeException(nameof(engine)),
        };

    // It comes from a pool, as whoever had it before left it.
    private static CommissionerDb Anew(CommissionerDb db)
    {
        db.FindsConfidential = true;
        return db;
    }

    /// <summary>Sets options up for an engine.</summary>
    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, Engine engine, string connectionString, FieldKeys keys)
    {
        // Table and column names in snake_case on both engines, so that SQL written by hand reads the same on both.
        options
            .AddInterceptors(new RecordEvents(), StaysWithin.Only)
            .UseSnakeCaseNamingConvention()
            // Of a confidential case that is not found its parts are not found either, which is what is wanted.
            .ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning))
            .ReplaceService<IMigrationsModelDiffer, ModelDifferences>()
            .ReplaceService<IModelCacheKeyFactory, SealedFields.ModelOfTheKeys>();
        options.UseFieldKeys(keys);
        return engine switch
        {
            Engine.Postgres => options.UseNpgsql(
                Prepared(connectionString),
                o => o.MigrationsHistoryTable("migrations").UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
            ),
            Engine.SqlServer => options.UseSqlServer(
                connectionString,
                o =>
                    o.MigrationsHistoryTable("migrations")
                        .UseCompatibilityLevel(160)
                        .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(engine)),
        };
    }

    /// <summary>A database of its own, outside of a container; to be disposed of.</summary>
    public static CommissionerDb Open(Engine engine, string connectionString, FieldKeys keys)
    {
        if (engine == Engine.SqlServer)
        {
            var sqlServer = new DbContextOptionsBuilder<SqlServerDb>();
            Configure(sqlServer, engine, connectionString, keys);
            return new SqlServerDb(sqlServer.Options);
        }

        var postgres = new DbContextOptionsBuilder<PostgresDb>();
        Configure(postgres, engine, connectionString, keys);
        return new PostgresDb(postgres.Options);
    }

    // The application sends the same few dozen statements, so each is prepared once a connection. It never sets session state, so none need
    // be reset when a connection is returned.
    private static string Prepared(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.MaxAutoPrepare == 0)
        {
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages, settings.NoResetOnClose) = (100, 3, true);
        }

        return settings.ConnectionString;
    }

    internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
    {
        public PostgresDb CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<PostgresDb>();
            Configure(options, Engine.Postgres, "Host=127.0.0.1", FieldKeys.Unkept());
            return new(options.Options);
        }
    }

    internal sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerDb>
    {
        public SqlServerDb CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<SqlServerDb>();
            Configure(options, Engine.SqlServer, "Server=127.0.0.1", FieldKeys.Unkept());
            return new(options.Options);
        }
    }
}
