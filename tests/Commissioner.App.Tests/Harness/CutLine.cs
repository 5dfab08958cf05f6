using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Commissioner.App.Tests.Harness;

/// <summary>
/// A line between the application and its PostgreSQL that can be cut between any two messages, as when a process dies there: what was sent
/// before stands or falls with its transaction.
/// </summary>
public sealed class CutLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private readonly List<TcpClient> _open = [];
    private int _left = int.MaxValue;
    private int _sent;
    private bool _answers = true;

    private CutLine(IPEndPoint server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Messages sent to the server since the last <see cref="CutAfter"/> or <see cref="Mend"/>.</summary>
    public int Sent => _sent;

    /// <summary>Lays a line to the server of a connection string, and gives the connection string that goes through it.</summary>
    public static (CutLine Line, string Connection) Lay(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        var line = new CutLine(new(IPAddress.Parse(settings.Host!), settings.Port));
        (settings.Host, settings.Port) = (IPAddress.Loopback.ToString(), ((IPEndPoint)line._listener.LocalEndpoint).Port);
        return (line, settings.ConnectionString);
    }

    /// <summary>Lets so many messages through, then cuts every connection, and refuses new ones.</summary>
    public void CutAfter(int messages)
    {
        _sent = 0;
        _answers = true;
        _left = messages;
    }

    /// <summary>Lets so many messages through, and cuts instead of bringing the last one's answer: what it asked for is done.</summary>
    public void CutBeforeTheAnswerTo(int messages)
    {
        _sent = 0;
        _answers = false;
        _left = messages;
    }

    /// <summary>Lets everything through again.</summary>
    public void Mend()
    {
        _sent = 0;
        _answers = true;
        _left = int.MaxValue;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var near = await _listener.AcceptTcpClientAsync(_end.Token);
                if (_left <= 0)
                {
                    near.Dispose();
                    continue;
                }

                var far = new TcpClient();
                await far.ConnectAsync(_server, _end.Token);
                near.NoDelay = far.NoDelay = true;
                lock (_open)
                {
                    _open.Add(near);
                    _open.Add(far);
                }

                _ = PumpAsync(near, far, counts: true);
                _ = PumpAsync(far, near, counts: false);
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, bool counts)
    {
        var buffer = new byte[65536];
        try
        {
            var (source, sink) = (from.GetStream(), to.GetStream());
            for (int read; (read = await source.ReadAsync(buffer, _end.Token)) > 0; )
            {
                if (counts && Interlocked.Decrement(ref _left) < 0)
                {
                    Cut();
                    return;
                }

                if (counts)
                {
                    Interlocked.Increment(ref _sent);
                }

                if (!counts && !_answers && _left <= 0)
                {
                    Cut();
                    return;
                }

                await sink.WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception over)
            when (over is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or closed by either end.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private void Cut()
    {
        lock (_open)
        {
            _open.ForEach(c => c.Dispose());
            _open.Clear();
        }
    }
}
