using System.Security.Cryptography;
using Commissioner.App.Hosting.Files;
using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments;

/// <summary>Bytes of attachments, under their hash; recordings of calls have a folder of their own.</summary>
public sealed class FileStore(IFilePlace place, string folder, ILogger<FileStore> log)
{
    /// <summary>The key of the one that holds recordings: what is deleted there is nobody's attachment.</summary>
    public const string Recordings = FilePlaces.Recordings;

    private const string Preview = ".preview";

    /// <summary>Keeps a file.</summary>
    /// <returns>SHA-256, hexadecimal.</returns>
    public async Task<string> KeepAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        // What is there is somebody's anew from now on: who deletes what is old leaves it.
        if (!await place.RenewAsync(NameOf(hash), cancellationToken))
        {
            await place.PutAsync(NameOf(hash), content, cancellationToken);
        }

        return hash;
    }

    /// <summary>Opens what was kept beside a file for looking at it; null where nothing was.</summary>
    public Task<Stream?> OpenPreviewAsync(string hash, CancellationToken cancellationToken) =>
        place.OpenAsync(NameOf(hash) + Preview, cancellationToken);

    /// <summary>Keeps beside a file what is shown of it. It may be deleted at any moment, and is made again.</summary>
    public Task KeepPreviewAsync(string hash, Stream preview, CancellationToken cancellationToken) =>
        place.PutAsync(NameOf(hash) + Preview, preview, cancellationToken);

    /// <summary>Opens a kept file, seekable.</summary>
    /// <exception cref="RuleBroken">It is gone.</exception>
    public async Task<Stream> OpenAsync(string hash, CancellationToken cancellationToken)
    {
        if (await place.OpenAsync(NameOf(hash), cancellationToken) is { } file)
        {
            return file;
        }

        log.LogError("The file {Name} is not where it is kept: put it back from the backup", NameOf(hash));
        throw new RuleBroken(FileRules.FileGone);
    }

    /// <summary>Whether a file is kept.</summary>
    public async Task<bool> HasAsync(string hash, CancellationToken cancellationToken) =>
        await place.KeptAtAsync(NameOf(hash), cancellationToken) is not null;

    /// <summary>Deletes a file; one that is gone already is deleted.</summary>
    public Task DeleteAsync(string hash, CancellationToken cancellationToken) => place.DeleteAsync(NameOf(hash), cancellationToken);

    /// <summary>
    /// Deletes a file that nobody has any more, and what is shown of it, unless it was kept anew lately: then somebody is about to have it.
    /// </summary>
    /// <param name="hash">Which.</param>
    /// <param name="before">Kept before this, UTC.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>It is gone.</returns>
    public async Task<bool> ForgetAsync(string hash, DateTimeOffset before, CancellationToken cancellationToken)
    {
        if (await place.KeptAtAsync(NameOf(hash), cancellationToken) is { } at && at > before)
        {
            return false;
        }

        await place.DeleteAsync(NameOf(hash), cancellationToken);
        await place.DeleteAsync(NameOf(hash) + Preview, cancellationToken);
        return true;
    }

    private string NameOf(string hash) => $"{folder}/{hash[..2]}/{hash[2..4]}/{hash}";
}
