#pragma warning disable EF1001 // Only from within is a query met with its parameters, before an engine has put it into its own words.
using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.RegularExpressions;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Commissioner.Data.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Commissioner.App.Tests.Harness;

/// <summary>What SQL Server would be sent, and whether it would understand it: found out without one.</summary>
public static partial class TransactSql
{
    private static int _read;

    /// <summary>How many statements were read in this run.</summary>
    public static int Read => _read;

    /// <summary>What of a script is no Transact-SQL of SQL Server 2022; empty where all of it is.</summary>
    public static IReadOnlyList<string> Faults(string script)
    {
        Interlocked.Increment(ref _read);
        using var reader = new StringReader(script);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var faults);
        return [.. faults.Select(f => $"line {f.Line}, {f.Column}: {f.Message}")];
    }

    /// <summary>Demands that SQL Server would understand it.</summary>
    public static void Demand(string statement)
    {
        if (Faults(statement) is { Count: > 0 } faults)
        {
            throw new InvalidOperationException($"SQL Server would not understand ({string.Join("; ", faults)}):\n{statement}");
        }
    }

    /// <summary>A database of SQL Server whose line leads nowhere: what is sent is kept, and nothing comes back. Dispose of it.</summary>
    public static SqlServerDb Open(FieldKeys keys, ICollection<string> sent, QuerySplittingBehavior? splitting = null)
    {
        var options = new DbContextOptionsBuilder<SqlServerDb>();
        Engines.Configure(options, Engine.SqlServer, "Server=127.0.0.1", keys);
        if (splitting is { } asked)
        {
            options.UseSqlServer(o => o.UseQuerySplittingBehavior(asked));
        }

        options.AddInterceptors(new NoLine(), new Kept(sent));
        return new(options.Options);
    }

    // A statement about rows differs in how the rows are unrolled, and in nothing else.
    internal static void DemandRows(string statement)
    {
        if (Recordset().Match(statement) is { Success: true } found)
        {
            List<string> sent = [];
            using var db = Open(FieldKeys.Unkept(), sent);
            var columns = TypedColumn()
                .Matches(found.Groups["columns"].Value)
                .Select(c =>
                    (
                        c.Groups["name"].Value,
                        c.Groups["type"].Value switch
                        {
                            "uuid" => Column.Key,
                            "int" => Column.Number,
                            "timestamptz" => Column.Instant,
                            "boolean" => Column.Flag,
                            _ => Column.Text,
                        }
                    )
                )
                .ToArray();
            Demand(
                statement.Replace(
                    found.Value,
                    db.Unroll(columns).Replace("{0}", found.Groups["rows"].Value, StringComparison.Ordinal),
                    StringComparison.Ordinal
                )
            );
        }
    }

    [GeneratedRegex("""jsonb_to_recordset\((?<rows>@\w+)::jsonb\) AS r\((?<columns>[^)]*)\)""")]
    private static partial Regex Recordset();

    [GeneratedRegex("\"(?<name>[^\"]+)\" (?<type>\\w+)")]
    private static partial Regex TypedColumn();

    private sealed class NoLine : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result
        ) => InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(InterceptionResult.Suppress());
    }

    private sealed class Kept(ICollection<string> sent) : DbCommandInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result
        )
        {
            sent.Add(command.CommandText);
            return InterceptionResult<DbDataReader>.SuppressWithResult(new DataTable().CreateDataReader());
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(ReaderExecuting(command, eventData, result));

        public override InterceptionResult<int> NonQueryExecuting(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result
        )
        {
            sent.Add(command.CommandText);
            return InterceptionResult<int>.SuppressWithResult(0);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(NonQueryExecuting(command, eventData, result));
    }
}

/// <summary>
/// Where a test's node asks PostgreSQL something that was not asked before in the run, it is put into SQL Server's words too. What can't be said
/// there, or would not be understood, fails the test that asked.
/// </summary>
internal sealed class OnSqlServerToo(
    IQueryContextFactory contexts,
    ICompiledQueryCache cache,
    ICompiledQueryCacheKeyGenerator keys,
    IDatabase database,
    IDiagnosticsLogger<DbLoggerCategory.Query> logger,
    ICurrentDbContext current,
    IEvaluatableExpressionFilter evaluatable,
    IModel model
) : QueryCompiler(contexts, cache, keys, database, logger, current, evaluatable, model)
{
    private static readonly ConcurrentDictionary<int, bool> Asked = new();

    private readonly CommissionerDb _db = (CommissionerDb)current.Context;
    private Dictionary<string, object?> _values = [];

    public override Expression ExtractParameters(
        Expression query,
        Dictionary<string, object?> parameters,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger,
        bool compiledQuery = false,
        bool generateContextAccessors = false
    )
    {
        _values = parameters;
        return base.ExtractParameters(query, parameters, logger, compiledQuery, generateContextAccessors);
    }

    public override Func<QueryContext, TResult> CompileQueryCore<TResult>(IDatabase database, Expression query, IModel model, bool async)
    {
        var question = ExpressionEqualityComparer.Instance.GetHashCode(query);
        if (!Asked.ContainsKey(question))
        {
            // What is read by several statements is put as one: of several, the others are sent only for rows that there are, and the one says all
            // that they say.
            Ask<TResult>(query, async, ReadsSeveral.In(query) ? QuerySplittingBehavior.SingleQuery : null);
            Asked[question] = true;
        }

        return base.CompileQueryCore<TResult>(database, query, model, async);
    }

    private void Ask<TResult>(Expression query, bool async, QuerySplittingBehavior? splitting)
    {
        List<string> sent = [];
        using var db = TransactSql.Open(_db.Keys, sent, splitting);
        var its = new Translated(db.Model);
        var asked = its.Visit(query);
        if (its.IsOfOneEngine)
        {
            return;
        }

        var context = db.GetService<IQueryContextFactory>().Create();
        foreach (var (name, value) in _values)
        {
            context.Parameters[name] = value;
        }

        try
        {
            var answer = db.GetService<IDatabase>().CompileQuery<TResult>(asked, async)(context);
            if (answer is IRelationalQueryingEnumerable rows)
            {
                using var command = rows.CreateDbCommand();
                sent.Add(command.CommandText);
            }

            (answer as Task)?.GetAwaiter().GetResult();
        }
        catch (Exception) when (sent.Count > 0)
        {
            // Nothing came back, which is not what was asked for.
        }

        Assert.That(sent, Is.Not.Empty, query.ToString());
        sent.ForEach(TransactSql.Demand);
    }

    // Only what brings rows of rows is split: by an Include, or by a list within what is selected.
    private sealed class ReadsSeveral : ExpressionVisitor
    {
        private bool _found;

        public static bool In(Expression query)
        {
            var its = new ReadsSeveral();
            its.Visit(query);
            return its._found;
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            _found |=
                node.Method.Name.StartsWith("Include", StringComparison.Ordinal)
                || node.Method.Name.StartsWith("ThenInclude", StringComparison.Ordinal)
                || (node.Method.DeclaringType == typeof(Queryable) && node.Method.Name.StartsWith("Select", StringComparison.Ordinal));
            return base.VisitMethodCall(node);
        }
    }

    // The same question of the other engine's model. What is written by hand for one engine is read where it stands, for the other.
    private sealed class Translated(IModel model) : ExpressionVisitor
    {
        private static readonly MethodInfo Like = typeof(DbFunctionsExtensions).GetMethod(
            nameof(DbFunctionsExtensions.Like),
            [typeof(DbFunctions), typeof(string), typeof(string), typeof(string)]
        )!;

        public bool IsOfOneEngine { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            // Rows of a type that is no table are asked for by statements written by hand, as single values are.
            var table = (node as EntityQueryRootExpression)?.EntityType;
            var its = table is null ? null : model.FindEntityType(table.Name);
            if (node is SqlQueryRootExpression || (table is not null && its is null))
            {
                IsOfOneEngine = true;
                return node;
            }

            return its is not null ? new EntityQueryRootExpression(its) : base.VisitExtension(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Method.DeclaringType == typeof(NpgsqlDbFunctionsExtensions) ? Expression.Call(Like, node.Arguments.Select(a => Visit(a)!))
            // What an index of PostgreSQL alone narrows, SQL Server looks through.
            : node.Method.DeclaringType == typeof(NpgsqlFullTextSearchLinqExtensions) ? Expression.Constant(true)
            : base.VisitMethodCall(node);
    }
}
