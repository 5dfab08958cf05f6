using System.ComponentModel;
using Commissioner.App.Channels;
using Commissioner.App.Hosting.Configuring;

namespace Commissioner.App.Hosting.Files;

/// <summary>Where files are kept that nodes share, where it is not the data directory.</summary>
public sealed class FileSettings
{
    public S3Settings S3 { get; set; } = new();
}

/// <summary>A storage that speaks S3.</summary>
public sealed class S3Settings
{
    [Description(
        "The address of a storage that speaks S3, in which all nodes keep attachments, recordings and sealed packages. Empty for the data "
            + "directory, which several nodes then share."
    )]
    [Is(Shape.Site)]
    public string Endpoint { get; set; } = "";

    [Description("The bucket, which must be there. Without versions, or what is erased is still there.")]
    [Is(Shape.Bucket)]
    public string Bucket { get; set; } = "";

    [Description("The region by which requests are signed.")]
    public string Region { get; set; } = "us-east-1";

    [Description("Who the application is to the storage: may put, get, delete and list objects of the bucket.")]
    public string AccessKey { get; set; } = "";

    [Description("What belongs to the key.")]
    [Is(Shape.Secret)]
    public string SecretKey { get; set; } = "";

    [Description(
        "Whether the bucket stands in the path, as MinIO and Ceph have it; false where it stands before the host, as Aliyun OSS demands."
    )]
    public bool PathStyle { get; set; } = true;

    [Description("A folder of the bucket for this installation alone; empty for the whole bucket.")]
    [Is(Shape.BucketFolder)]
    public string Prefix { get; set; } = "";

    /// <summary>Whether any of it is given: then all must be.</summary>
    internal bool IsGiven => Endpoint.Length + Bucket.Length + AccessKey.Length + SecretKey.Length + Prefix.Length > 0;

    /// <summary>What is missing, a line each.</summary>
    internal IEnumerable<string> Wrong() =>
        IsGiven
            ? ChannelSettings.Missing(
                "Files:S3",
                (nameof(Endpoint), Endpoint),
                (nameof(Bucket), Bucket),
                (nameof(Region), Region),
                (nameof(AccessKey), AccessKey),
                (nameof(SecretKey), SecretKey)
            )
            : [];
}
