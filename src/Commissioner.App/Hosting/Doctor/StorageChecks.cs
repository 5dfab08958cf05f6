using System.Globalization;
using Commissioner.App.Hosting.Files;

namespace Commissioner.App.Hosting.Doctor;

/// <summary>The storage of files, where it is not the data directory: something is put into it, read, found and deleted.</summary>
internal sealed class StorageChecks(Settings settings, IFilePlace place)
{
    private const string What = "file storage";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<Check>> AllAsync(CancellationToken cancellationToken)
    {
        if (!settings.Files.S3.IsGiven)
        {
            return [];
        }

        List<string> left = [];
        foreach (var folder in FilePlaces.Folders)
        {
            if (await new DirectoryPlace(settings.Home).ListAsync(folder, cancellationToken).AnyAsync(cancellationToken))
            {
                left.Add(folder);
            }
        }

        return
        [
            await StorageAsync(new(settings.Files.S3.Endpoint), settings.Files.S3.Bucket, cancellationToken),
            .. left.Count == 0
                ? (Check[])[]
                :
                [
                    new(
                        "files left",
                        Found.Warn,
                        $"{string.Join(", ", left)} in {settings.Home} hold files that nobody reads there any more",
                        "copy them into the bucket as docs/install.md says, then move them away"
                    ),
                ],
        ];
    }

    private async Task<Check> StorageAsync(Uri address, string bucket, CancellationToken cancellationToken)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        within.CancelAfter(Patience);
        try
        {
            await ProbeAsync(within.Token);
            var seen = $"{bucket} at {address.Authority} takes, gives, lists and deletes";
            return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback
                ? new(What, Found.Ok, seen)
                : new(What, Found.Warn, $"{seen}, and what goes there can be read on its way", "https");
        }
        catch (FilesAway away)
        {
            return new(What, Found.Fail, $"{bucket} at {address.Authority}: {Said(away.Why)}", ToDo(away.Why));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(
                What,
                Found.Fail,
                string.Create(CultureInfo.InvariantCulture, $"{address.Authority} does not answer within {Patience.TotalSeconds} s"),
                "start it, or open the firewall to it"
            );
        }
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var name = $"doctor/{Path.GetRandomFileName()}";
        var said = Guid.CreateVersion7().ToByteArray();
        await place.PutAsync(name, new MemoryStream(said), cancellationToken);
        await using (var back = await place.OpenAsync(name, cancellationToken) ?? throw new FilesAway("NotThere"))
        {
            var read = new byte[said.Length + 1];
            if (await back.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, cancellationToken) != said.Length)
            {
                throw new FilesAway("NotWhole");
            }

            if (!read.AsSpan(0, said.Length).SequenceEqual(said))
            {
                throw new FilesAway("NotTheSame");
            }
        }

        if (await place.KeptAtAsync(name, cancellationToken) is null)
        {
            throw new FilesAway("NotListed");
        }

        await place.DeleteAsync(name, cancellationToken);
        if (await place.KeptAtAsync(name, cancellationToken) is not null)
        {
            throw new FilesAway("NotDeleted");
        }
    }

    private static string Said(string why) =>
        why switch
        {
            "NoSuchBucket" => "there is no such bucket",
            "InvalidAccessKeyId" => "it does not know the AccessKey",
            "SignatureDoesNotMatch" => "the SecretKey, or the Region, is another",
            "RequestTimeTooSkewed" => "its clock and this machine's differ too much",
            "AccessDenied" or "403" => "it does not let this key put, get, list and delete",
            "NotThere" or "NotWhole" or "NotTheSame" or "NotListed" or "NotDeleted" => $"what was put is not as it should be ({why})",
            _ => $"it is not reached, or refuses ({why})",
        };

    private static string ToDo(string why) =>
        why switch
        {
            "NoSuchBucket" => "make it, or correct Commissioner:Files:S3:Bucket",
            "InvalidAccessKeyId" or "SignatureDoesNotMatch" => "correct Commissioner:Files:S3",
            "RequestTimeTooSkewed" => "have both set by NTP",
            "AccessDenied" or "403" => "give the key these rights",
            _ => "start it, open the firewall to it, or correct Commissioner:Files:S3",
        };
}
