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
    // Somebody waits for the answer, and has one of the few places of those who are served at once.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly AmazonS3Client _client = new(
        new BasicAWSCredentials(settings.AccessKey, settings.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = settings.Endpoint,
            AuthenticationRegion = settings.Region,
            ForcePathStyle = settings.PathStyle,
            MaxErrorRetry = 2,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            Timeout = TimeSpan.FromSeconds(30),
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
            within =>
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
                    within
                ),
            cancellationToken
        );
    }

    // Put again it is as young, and surely there.
    public Task<bool> RenewAsync(string name, CancellationToken cancellationToken) => Task.FromResult(false);

    // Fetched whole before anything of it is handed out, so that a line that breaks is told by a status and not by half a file, and so that any
    // part of it can be asked for. An attachment has 20 MB at most.
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
            if (await AskAsync(within => FetchAsync(name, aside, within), cancellationToken))
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
            within =>
                _client.ListObjectsV2Async(
                    new()
                    {
                        BucketName = settings.Bucket,
                        Prefix = KeyOf(name),
                        MaxKeys = 1,
                    },
                    within
                ),
            cancellationToken
        );
        return found.S3Objects is [{ } first, ..] && first.Key == KeyOf(name) && first.LastModified is { } at
            ? new DateTimeOffset(at.ToUniversalTime())
            : null;
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        AskAsync(
            async within =>
            {
                try
                {
                    await _client.DeleteObjectAsync(settings.Bucket, KeyOf(name), within);
                }
                catch (AmazonS3Exception gone) when (IsGone(gone))
                {
                    // Most storages don't say so.
                }

                return true;
            },
            cancellationToken
        );

    public async IAsyncEnumerable<string> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = KeyOf("").Length;
        string? next = null;
        do
        {
            var page = await AskAsync(
                within =>
                    _client.ListObjectsV2Async(
                        new()
                        {
                            BucketName = settings.Bucket,
                            Prefix = KeyOf(folder) + "/",
                            ContinuationToken = next,
                        },
                        within
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
        catch (AmazonS3Exception gone) when (IsGone(gone))
        {
            return false;
        }
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        within.CancelAfter(Longest);
        try
        {
            return await ask(within.Token);
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

    private static bool IsGone(AmazonS3Exception answer) => answer.StatusCode == HttpStatusCode.NotFound && answer.ErrorCode == "NoSuchKey";

    // Codes alone: what a storage says beside them may hold the key of who asks.
    private static string Why(Exception failure) =>
        failure is AmazonServiceException { ErrorCode: { Length: > 0 } code } ? code
        : failure.GetBaseException() is SocketException line ? line.SocketErrorCode.ToString()
        : failure is AmazonServiceException { StatusCode: not 0 and var status } ? $"{(int)status}"
        : failure is OperationCanceledException ? "TimedOut"
        : failure.GetBaseException().GetType().Name;

    private string KeyOf(string name) => settings.Prefix.Length > 0 ? $"{settings.Prefix}/{name}" : name;
}
