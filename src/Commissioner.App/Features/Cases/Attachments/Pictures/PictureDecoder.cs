using System.Diagnostics;
using System.Runtime.InteropServices;
using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments.Pictures;

/// <summary>
/// Has pictures decoded by <see cref="DecodePicture"/>, each in a process of its own, few at once, with bounds of time and memory.
/// </summary>
public sealed class PictureDecoder(ILogger<PictureDecoder> log)
{
    /// <summary>How many processes of one node decode at once: each may take half a gigabyte.</summary>
    public const int AtOnce = 2;

    private const long MostMemory = 1024L * 1024 * 1024;

    private const long MostOutput = 3 * FileContent.Largest;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    // Names of what a process needs of this one's environment. The rest, where passwords of databases are, is kept from it.
    private static readonly string[] Handed = ["PATH", "DOTNET_ROOT", "SystemRoot", "windir", "TMPDIR", "TEMP", "TMP", "LANG"];

    // Of the process, however many hosts it has: it is the machine that is spared.
    private static readonly SemaphoreSlim Free = new(AtOnce);

    /// <summary>Decodes a picture and writes it anew.</summary>
    /// <param name="from">Seekable; read from its beginning.</param>
    /// <param name="kind">What it is by its content.</param>
    /// <param name="what">What it is decoded for.</param>
    /// <param name="to">Throw away what is in it when this throws.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <exception cref="RuleBroken">One of <see cref="AttachmentRules"/>.</exception>
    public async Task DecodeAsync(Stream from, FileKind kind, DecodedAs what, Stream to, CancellationToken cancellationToken)
    {
        if (!await Free.WaitAsync(LongestWait, cancellationToken))
        {
            throw new RuleBroken(AttachmentRules.PicturesWait);
        }

        try
        {
            from.Position = 0;
            var ended = await RunAsync(from, kind, what, to, cancellationToken);
            if (ended != Decoded.Done)
            {
                log.LogInformation("A picture {Kind} for {What} was not decoded: {Ended}", kind, what, ended);
            }

            switch (ended)
            {
                case Decoded.Done:
                    return;
                case Decoded.TooLarge:
                    throw new RuleBroken(AttachmentRules.PictureTooLarge, DecodePicture.MostMillions);
                case Decoded.SeveralPages:
                    throw new RuleBroken(AttachmentRules.PictureHasPages);
                case Decoded.NoLibrary:
                    throw new RuleBroken(AttachmentRules.PictureNotConverted, kind.Endings[0][1..].ToUpperInvariant());
                default:
                    throw new RuleBroken(AttachmentRules.FileDamaged, kind.Word);
            }
        }
        finally
        {
            Free.Release();
        }
    }

    private static async Task<Decoded> RunAsync(Stream from, FileKind kind, DecodedAs what, Stream to, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Start(what, kind))!;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ends.CancelAfter(Longest);
        // Whoever leaves and every bound that is passed end the process, and with it all that waits for it.
        await using var end = ends.Token.Register(() => End(process));
        try
        {
            await Task.WhenAll(
                GiveAsync(from, process, ends.Token),
                TakeAsync(process.StandardOutput.BaseStream, to, ends),
                process.StandardError.ReadToEndAsync(ends.Token),
                WatchAsync(process, ends)
            );
            await process.WaitForExitAsync(ends.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Decoded.TooLarge;
        }
        finally
        {
            End(process);
        }

        return ends.IsCancellationRequested ? Decoded.TooLarge
            : Enum.IsDefined((Decoded)process.ExitCode) ? (Decoded)process.ExitCode
            : Decoded.Unreadable;
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception ended) when (ended is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private static async Task GiveAsync(Stream from, Process process, CancellationToken cancellationToken)
    {
        try
        {
            await from.CopyToAsync(process.StandardInput.BaseStream, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything: how it ended says why.
        }
    }

    private static async Task TakeAsync(Stream from, Stream to, CancellationTokenSource ends)
    {
        var buffer = new byte[64 * 1024];
        var written = 0L;
        for (int read; (read = await from.ReadAsync(buffer, ends.Token)) > 0; )
        {
            written += read;
            if (written > MostOutput)
            {
                await ends.CancelAsync();
            }

            await to.WriteAsync(buffer.AsMemory(0, read), ends.Token);
        }
    }

    // The library bounds its own pictures; what the decoders below it take beside them is seen here.
    private static async Task WatchAsync(Process process, CancellationTokenSource ends)
    {
        while (!process.HasExited)
        {
            if (WorkingSet() > MostMemory)
            {
                await ends.CancelAsync();
            }

            await Task.Delay(50, ends.Token);
        }

        long WorkingSet()
        {
            try
            {
                process.Refresh();
                return process.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0; // it has just ended
            }
        }
    }

    private static ProcessStartInfo Start(DecodedAs what, FileKind kind)
    {
        var own = Environment.ProcessPath ?? "";
        var isOwn = Path.GetFileNameWithoutExtension(own) == Path.GetFileNameWithoutExtension(Library);
        var start = new ProcessStartInfo(isOwn ? own : Dotnet(own))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        string[] arguments = [.. isOwn ? (string[])[] : ["exec", Library], "picture", $"{what}", $"{kind}"];
        arguments.ToList().ForEach(start.ArgumentList.Add);
        foreach (var name in start.Environment.Keys.Except(Handed, StringComparer.OrdinalIgnoreCase).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return start;
    }

    private static string Library => Path.Combine(AppContext.BaseDirectory, typeof(PictureDecoder).Assembly.GetName().Name + ".dll");

    // Where another program is the host, as tests are, the runtime lies in shared/Microsoft.NETCore.App/10.0.0 below its folder.
    private static string Dotnet(string own) =>
        Path.GetFileNameWithoutExtension(own) == "dotnet"
            ? own
            : Path.GetFullPath(
                Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")
            );
}
