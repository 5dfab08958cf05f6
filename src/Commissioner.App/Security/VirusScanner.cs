using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Commissioner.App.Hosting;

namespace Commissioner.App.Security;

/// <summary>How the scanner of uploads stands.</summary>
public enum ScannerState
{
    /// <summary>None is configured: nothing that is uploaded is scanned.</summary>
    Off,

    Answers,

    /// <summary>It does not answer, and no file is taken until it does.</summary>
    Away,
}

/// <summary>What the scanner said of a file.</summary>
public enum Scanned
{
    Clean,

    Infected,

    /// <summary>Larger than the scanner looks at.</summary>
    TooLarge,

    /// <summary>It was not scanned: nothing answered, or not in time, or not in words that are known.</summary>
    Not,
}

/// <summary>
/// Asks ClamAV's daemon about files, over its socket (INSTREAM, see clamd(8)). A file counts as clean only where the daemon says so of all of it.
/// </summary>
public sealed class VirusScanner(Settings settings, ILogger<VirusScanner> log)
{
    private const int Chunk = 64 * 1024;
    private const int LongestAnswer = 1024;
    private const int Port = 3310;

    private static readonly TimeSpan PingWithin = TimeSpan.FromSeconds(2);

    // Whoever asks how the machine is asks it at most so often.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private (long At, Task<bool> Answers)? _asked;
    private readonly Lock _asking = new();

    private string Where => settings.VirusScanner.Trim();

    /// <summary>Whether one is configured.</summary>
    public bool IsOn => Where.Length > 0;

    /// <summary>The socket that a setting names: a path, or a host with or without a port; null where it names none.</summary>
    public static EndPoint? Read(string where)
    {
        ArgumentNullException.ThrowIfNull(where);
        where = where.Trim();
        if (where.StartsWith('/') || Path.IsPathRooted(where))
        {
            return where.Length < 100 ? new UnixDomainSocketEndPoint(where) : null;
        }

        return
            Uri.TryCreate("tcp://" + where, UriKind.Absolute, out var address)
            && address.Host.Length > 0
            && address.AbsolutePath is "/" or ""
            && address.UserInfo.Length == 0
            ? IPAddress.TryParse(address.DnsSafeHost, out var ip)
                ? new IPEndPoint(ip, address.Port > 0 ? address.Port : Port)
                : new DnsEndPoint(address.Host, address.Port > 0 ? address.Port : Port)
            : null;
    }

    /// <summary>Has a file scanned.</summary>
    /// <param name="content">Seekable; read from its beginning, and at its beginning again afterwards.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Scanned> ScanAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (!IsOn)
        {
            return Scanned.Clean;
        }

        content.Position = 0;
        var said = await AskAsync("zINSTREAM\0", content, settings.VirusScannerWithin, cancellationToken);
        content.Position = 0;
        switch (said)
        {
            case "stream: OK":
                return Scanned.Clean;
            case { } found
                when found.StartsWith("stream: ", StringComparison.Ordinal) && found.EndsWith(" FOUND", StringComparison.Ordinal):
                // The name of what was found comes from the scanner's own book, not from the file.
                log.LogWarning("The virus scanner refused an upload: {Found}", Plain(found["stream: ".Length..^" FOUND".Length]));
                return Scanned.Infected;
            case { } limit when limit.Contains("size limit exceeded", StringComparison.OrdinalIgnoreCase):
                log.LogWarning("The virus scanner takes no file of {Bytes} bytes: raise its StreamMaxLength", content.Length);
                return Scanned.TooLarge;
            default:
                log.LogWarning("The virus scanner did not answer: an upload was refused");
                return Scanned.Not;
        }
    }

    /// <summary>How it stands now, or stood a moment ago.</summary>
    public async Task<ScannerState> StateAsync(CancellationToken cancellationToken)
    {
        if (!IsOn)
        {
            return ScannerState.Off;
        }

        Task<bool> answers;
        lock (_asking)
        {
            if (_asked is not { } before || System.Diagnostics.Stopwatch.GetElapsedTime(before.At) > Remembered)
            {
                _asked = before = (System.Diagnostics.Stopwatch.GetTimestamp(), PingAsync());
            }

            answers = before.Answers;
        }

        return await answers.WaitAsync(cancellationToken) ? ScannerState.Answers : ScannerState.Away;
    }

    private async Task<bool> PingAsync() => await AskAsync("zPING\0", null, PingWithin, CancellationToken.None) == "PONG";

    // What it said; null where nothing was said to the end, in time.
    private async Task<string?> AskAsync(string command, Stream? content, TimeSpan within, CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ends.CancelAfter(within);
        try
        {
            var at = Read(Where)!;
            using var socket =
                at is UnixDomainSocketEndPoint
                    ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                    : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(at, ends.Token);
            // Where a file is too large for it, it says so and hangs up while we still send: so it is listened to from the beginning.
            var said = HearAsync(socket, ends.Token);
            try
            {
                await socket.SendAsync(Encoding.ASCII.GetBytes(command), ends.Token);
                if (content is not null)
                {
                    await SendAsync(socket, content, ends.Token);
                }
            }
            catch (SocketException)
            {
                // What it said before counts.
            }

            return await said;
        }
        catch (Exception away)
            when (away is SocketException or IOException
                || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return null;
        }
    }

    private static async Task SendAsync(Socket socket, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[4 + Chunk];
        int read;
        while ((read = await content.ReadAsync(buffer.AsMemory(4), cancellationToken)) > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(buffer, read);
            await SendAsync(socket, buffer.AsMemory(0, 4 + read), cancellationToken);
        }

        await SendAsync(socket, new byte[4], cancellationToken);
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
        }
    }

    // An answer ends with a zero byte: what was cut off before it is none.
    private static async Task<string?> HearAsync(Socket socket, CancellationToken cancellationToken)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        while (length < answer.Length)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            length += read;
            if (Array.IndexOf(answer, (byte)0, 0, length) is >= 0 and var end)
            {
                return Encoding.UTF8.GetString(answer, 0, end).Trim();
            }
        }

        return null;
    }

    private static string Plain(string text) => string.Concat(text.Take(100).Select(c => c is > ' ' and <= '~' ? c : '?'));
}
