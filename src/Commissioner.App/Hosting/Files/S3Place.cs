using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Commissioner.App.Hosting.Files;

/// <summary>A bucket of a storage that speaks S3. What it does not do as it should is <see cref="FilesAway"/>, and logged.</summary>
public sealed class S3Place(S3Settings settings, ILogger<S3Place> log) : IFilePlace, IDisposable
{
    // Refused or unheard at once, it is asked twice more; somebody waits for the answer.
    private readonly AmazonS3Client _client = new(
        new BasicAWSCredentials(settings.AccessKey, settings.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = settings.Endpoint,
            AuthenticationRegion = settings.Region,
            ForcePathStyle = settings.PathStyle,
            MaxErrorRetry = 2,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            Timeout = TimeSpan.FromMinutes(1),
            // Sums of AWS's own making, which others than AWS mostly refuse. A body is signed by its SHA-256 instead, whole.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        }
    );

    public Task PutAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        content.Position = 0;
        return AskAsync(
            () =>
                _client.PutObjectAsync(
                    new()
                    {
                        BucketName = settings.Bucket,
                        Key = KeyOf(name),
                        InputStream = content,
                        AutoCloseStream = false,
                        UseChunkEncoding = false,
                        ContentType = "application/octet-stream",
                    },
                    cancellationToken
                ),
            cancellationToken
        );
    }

    // Put again it is as young, and surely there.
    public Task<bool> RenewAsync(string name, CancellationToken cancellationToken) => Task.FromResult(false);

    // Fetched whole before anything of it is handed out, so that a line that breaks is told by a status and not by half a file, and so that any
    // part of it can be asked for. The largest files are some 20 MB.
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var aside = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            81920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        try
        {
            if (await AskAsync(() => FetchAsync(name, aside, cancellationToken), cancellationToken))
            {
                aside.Position = 0;
                return aside;
            }
        }
        catch
        {
            await aside.DisposeAsync();
            throw;
        }

        await aside.DisposeAsync();
        return null;
    }

    // By a list: the answer to a question about one object does not tell a bucket that is away from an object that is.
    public async Task<DateTimeOffset?> KeptAtAsync(string name, CancellationToken cancellationToken)
    {
        var found = await AskAsync(
            () =>
                _client.ListObjectsV2Async(
                    new()
                    {
                        BucketName = settings.Bucket,
                        Prefix = KeyOf(name),
                        MaxKeys = 1,
                    },
                    cancellationToken
                ),
            cancellationToken
        );
        return found.S3Objects is [{ } first, ..] && first.Key == KeyOf(name) && first.LastModified is { } at
            ? new DateTimeOffset(at.ToUniversalTime())
            : null;
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        AskAsync(() => _client.DeleteObjectAsync(settings.Bucket, KeyOf(name), cancellationToken), cancellationToken);

    public async IAsyncEnumerable<string> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = KeyOf("").Length;
        string? next = null;
        do
        {
            var page = await AskAsync(
                () =>
                    _client.ListObjectsV2Async(
                        new()
                        {
                            BucketName = settings.Bucket,
                            Prefix = KeyOf(folder) + "/",
                            ContinuationToken = next,
                        },
                        cancellationToken
                    ),
                cancellationToken
            );
            foreach (var its in page.S3Objects ?? [])
            {
                yield return its.Key[before..];
            }

            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        } while (next is not null);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<bool> FetchAsync(string name, FileStream aside, CancellationToken cancellationToken)
    {
        try
        {
            using var got = await _client.GetObjectAsync(settings.Bucket, KeyOf(name), cancellationToken);
            await got.ResponseStream.CopyToAsync(aside, cancellationToken);
            return aside.Length == got.ContentLength ? true : throw new IOException("It did not come whole.");
        }
        catch (AmazonS3Exception gone) when (gone.StatusCode == HttpStatusCode.NotFound && gone.ErrorCode == "NoSuchKey")
        {
            return false;
        }
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure)
            when (!cancellationToken.IsCancellationRequested
                && failure
                    is AmazonServiceException
                        or AmazonClientException
                        or HttpRequestException
                        or IOException
                        or OperationCanceledException
            )
        {
            var why = Why(failure);
            log.LogWarning("The storage of files does not do what it is asked: {Why}", why);
            throw new FilesAway(why);
        }
    }

    // Codes alone: what a storage says beside them may hold the key of who asks.
    private static string Why(Exception failure) =>
        failure is AmazonServiceException { ErrorCode: { Length: > 0 } code } ? code
        : failure.GetBaseException() is SocketException line ? line.SocketErrorCode.ToString()
        : failure is AmazonServiceException { StatusCode: not 0 and var status } ? $"{(int)status}"
        : failure.GetBaseException().GetType().Name;

    private string KeyOf(string name) => settings.Prefix.Length > 0 ? $"{settings.Prefix}/{name}" : name;
}
