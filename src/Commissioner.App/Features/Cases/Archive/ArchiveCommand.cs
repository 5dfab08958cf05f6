namespace Commissioner.App.Features.Archive;

/// <summary><c>commissioner archive verify</c> and <c>commissioner archive key</c>.</summary>
public static class ArchiveCommand
{
    /// <summary>Says in one line whether a package is as it was sealed. It needs no database and no settings: whoever has the file can ask.</summary>
    /// <returns>0 where it is, 1 where it is not, 2 where the line makes no sense.</returns>
    public static async Task<int> VerifyAsync(string[] line, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var (file, keyFile) = line switch
        {
            [var one] => (one, null),
            [var one, "--key", var its] => (one, its),
            ["--key", var its, var one] => (one, its),
            _ => (null, (string?)null),
        };
        if (file is null)
        {
            await output.WriteLineAsync("commissioner archive verify FILE [--key FILE]");
            return 2;
        }

        foreach (var needed in new[] { file, keyFile })
        {
            if (needed is not null && !File.Exists(needed))
            {
                await output.WriteLineAsync($"There is no file {needed}.");
                return 2;
            }
        }

        await using var package = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 81920, useAsync: true);
        var key = keyFile is null ? null : await File.ReadAllTextAsync(keyFile);
        var found = await ArchiveCheck.ReadAsync(package, key, CancellationToken.None);
        if (found.Wrong is { } wrong)
        {
            await output.WriteLineAsync($"Wrong: {wrong}");
            return 1;
        }

        var manifest = found.Manifest!;
        await output.WriteLineAsync(
            FormattableString.Invariant(
                $"Whole: {manifest.Number}, {manifest.Files.Count} files, sealed {manifest.MadeAt:yyyy-MM-ddTHH:mm:ssZ} by {manifest.Product}, key {found.Fingerprint}"
            ) + (key is null ? "; compare this key with the one that was published, or name it with --key." : ".")
        );
        return 0;
    }

    /// <summary>Says the public key by which packages are signed, PEM, to be published and kept apart from them.</summary>
    public static async Task<int> ShowArchiveKeyAsync(this IServiceProvider services, TextWriter output)
    {
        using var key = await services.GetRequiredService<ArchiveKey>().OpenAsync(CancellationToken.None);
        await output.WriteLineAsync(key.ExportSubjectPublicKeyInfoPem());
        return 0;
    }
}
