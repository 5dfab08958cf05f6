using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Commissioner.App.Tests.Harness;

/// <summary>Counts the statements that one application's database is sent, and the rows that come back; others' at the same time are not counted.</summary>
public sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string? _database;
    private readonly List<IDisposable> _subscriptions = [];
    private int _sent;
    private int _rows;

    /// <summary>Begins to count.</summary>
    public Statements(TestApp app)
    {
        _database = new NpgsqlConnectionStringBuilder(app.ConnectionString).Database;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Statements that read.</summary>
    public int Sent => _sent;

    /// <summary>Rows that were read.</summary>
    public int Rows => _rows;

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
    public void OnCompleted()
    {
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    private const string DbLoggerCategoryName = "Microsoft.EntityFrameworkCore";
}
