using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Commissioner.App.Tests.Harness;

/// <summary>
/// Counts the statements that one application's database is sent, and the rows that come back; others' at the same time are not counted.
/// </summary>
public sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string? _database;
    private readonly List<IDisposable> _subscriptions = [];
    private int _sent;
    private int _rows;

    private Statements(TestApp app) => _database = new NpgsqlConnectionStringBuilder(app.ConnectionString).Database;

    /// <summary>Begins to count.</summary>
    public static async Task<Statements> CountAsync(TestApp app)
    {
        var statements = new Statements(app);
        statements._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(statements));
        // EF Core remembers for a second that nobody listened.
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        return statements;
    }

    /// <summary>Statements that read and the rows that they read, since this was last asked.</summary>
    public (int Sent, int Rows) Take() => (Interlocked.Exchange(ref _sent, 0), Interlocked.Exchange(ref _rows, 0));

    /// <inheritdoc/>
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategoryName)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is DataReaderDisposingEventData read && read.Command.Connection?.Database == _database)
        {
            Interlocked.Increment(ref _sent);
            Interlocked.Add(ref _rows, read.ReadCount);
        }
    }

    /// <inheritdoc/>
    public void OnCompleted() { }

    /// <inheritdoc/>
    public void OnError(Exception error) { }

    /// <inheritdoc/>
    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    private const string DbLoggerCategoryName = "Microsoft.EntityFrameworkCore";
}
