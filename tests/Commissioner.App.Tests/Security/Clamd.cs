using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Commissioner.App.Tests.Security;

/// <summary>What stands in for ClamAV's daemon behaves like.</summary>
public enum ClamdIs
{
    /// <summary>Says OK, or FOUND where <see cref="Clamd.Virus"/> is in the file.</summary>
    Well,

    /// <summary>Says that the file is too large as soon as it has seen a chunk, and hangs up without reading on.</summary>
    Small,

    /// <summary>Takes all and says nothing.</summary>
    Hanging,

    /// <summary>Hangs up in the middle of the file.</summary>
    Dying,

    /// <summary>Hangs up in the middle of its answer, which then reads like a good one.</summary>
    Mumbling,

    /// <summary>Says something that is in no book.</summary>
    Odd,
}

/// <summary>A server that speaks as clamd does: <c>zPING</c> and <c>zINSTREAM</c>, a file in chunks, an answer that ends with a zero byte.</summary>
internal sealed class Clamd : IDisposable
{
    public const string Virus = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

    private readonly Socket _socket;
    private readonly CancellationTokenSource _ends = new();
    private bool _isOver;

    public Clamd(string? path = null)
    {
        _socket = path is null ? new(SocketType.Stream, ProtocolType.Tcp) : new(AddressFamily.Unix, SocketType.Stream, 0);
        _socket.Bind(path is null ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(path));
        _socket.Listen(50);
        Where = path ?? _socket.LocalEndPoint!.ToString()!;
        _ = ListenAsync();
    }

    /// <summary>What the application's setting says.</summary>
    public string Where { get; }

    public ClamdIs Is { get; set; }

    /// <summary>Bytes of the files that it saw, one after the other.</summary>
    public List<int> Chunks { get; } = [];

    public void Dispose()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        _ends.Cancel();
        _socket.Dispose();
        _ends.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _socket.AcceptAsync(_ends.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket peer)
    {
        using var _ = peer;
        try
        {
            await using NetworkStream line = new(peer);
            var command = new StringBuilder();
            var one = new byte[1];
            while (await line.ReadAsync(one, _ends.Token) == 1 && one[0] != 0)
            {
                command.Append((char)one[0]);
            }

            if (Is == ClamdIs.Hanging)
            {
                await Task.Delay(Timeout.Infinite, _ends.Token);
            }

            if (command.ToString() == "zPING")
            {
                await line.WriteAsync("PONG\0"u8.ToArray(), _ends.Token);
                return;
            }

            var file = new StringBuilder();
            var size = new byte[4];
            while (true)
            {
                await line.ReadExactlyAsync(size, _ends.Token);
                var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(size)];
                if (chunk.Length == 0)
                {
                    break;
                }

                await line.ReadExactlyAsync(chunk, _ends.Token);
                lock (Chunks)
                {
                    Chunks.Add(chunk.Length);
                }

                file.Append(Encoding.Latin1.GetString(chunk));
                if (Is == ClamdIs.Dying)
                {
                    return;
                }

                if (Is == ClamdIs.Small)
                {
                    await line.WriteAsync("INSTREAM size limit exceeded. ERROR\0"u8.ToArray(), _ends.Token);
                    return;
                }
            }

            var said = file.ToString().Contains(Virus, StringComparison.Ordinal) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0";
            said =
                Is == ClamdIs.Mumbling ? "stream: OK"
                : Is == ClamdIs.Odd ? "stream: perhaps\0"
                : said;
            await line.WriteAsync(Encoding.ASCII.GetBytes(said), _ends.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Whoever asked has left, or the test is over.
        }
    }
}
