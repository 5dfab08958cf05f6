using Commissioner.App.Security;
using Commissioner.Domain;
using MediatR;

namespace Commissioner.App.Pipeline;

/// <summary>A request that brings a file from outside: it is scanned before anything of it is read or stored.</summary>
public interface IBringsFile
{
    /// <summary>What it is called where it comes from.</summary>
    string FileName { get; }

    /// <summary>Seekable; null where none was chosen.</summary>
    Stream? Content { get; }
}

/// <summary>
/// The fifth stop of a request: what brings a file goes on only where the scanner found nothing in it. Before the unit of work, so that no
/// connection waits for a scanner.
/// </summary>
internal sealed class Scan<TRequest, TResponse>(VirusScanner scanner) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (scanner.IsOn && request is IBringsFile { Content: { } content } brought)
        {
            var name = Path.GetFileName(brought.FileName.Replace('\\', '/'));
            switch (await scanner.ScanAsync(content, cancellationToken))
            {
                case Scanned.Clean:
                    break;
                case Scanned.Infected:
                    throw new RuleBroken(ScanRules.FileInfected, name) { Field = "file" };
                case Scanned.TooLarge:
                    throw new RuleBroken(ScanRules.FileTooLargeToScan, name) { Field = "file" };
                default:
                    throw new RuleBroken(ScanRules.FileNotScannedNow, name) { Field = "file" };
            }
        }

        return await next();
    }
}

/// <summary>What is refused of files that come from outside, once a scanner looks at them. Detail 0: the file's name.</summary>
public static class ScanRules
{
    public static readonly Rule FileInfected = new("FileInfected", "The virus scanner found something in this file.", RuleKind.Unsupported);

    public static readonly Rule FileTooLargeToScan = new(
        "FileTooLargeToScan",
        "The file is larger than the virus scanner looks at.",
        RuleKind.TooLarge
    );

    public static readonly Rule FileNotScannedNow = new(
        "FileNotScannedNow",
        "The file can't be checked for viruses now: try again.",
        RuleKind.Later
    );
}
