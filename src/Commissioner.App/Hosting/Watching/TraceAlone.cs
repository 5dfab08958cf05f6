using System.Diagnostics;

namespace Commissioner.App.Hosting.Watching;

/// <summary>
/// Of all that surrounds a line of the log the trace that it belongs to, and nothing else: the framework's own surroundings hold addresses, in which
/// keys of messages' links stand.
/// </summary>
public sealed class TraceAlone : IExternalScopeProvider
{
    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (Activity.Current is { } activity)
        {
            callback(
                new Surroundings { new("TraceId", activity.TraceId.ToHexString()), new("SpanId", activity.SpanId.ToHexString()) },
                state
            );
        }
    }

    public IDisposable Push(object? state) => Nothing.Only;

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Only = new();

        public void Dispose() { }
    }

    private sealed class Surroundings : List<KeyValuePair<string, object?>>
    {
        public override string ToString() => "trace";
    }
}
