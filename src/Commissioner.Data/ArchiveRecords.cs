using Commissioner.Domain;
using Commissioner.Domain.Cases;

namespace Commissioner.Data;

/// <summary>
/// That a closed case was written into a sealed package, and which file it is. The package of a closing stays as it is; where the case's texts are
/// erased, another one without them takes its place.
/// </summary>
public sealed class ArchivePackage
{
    public Id<ArchivePackage> Id { get; init; }

    public Id<Case> CaseId { get; init; }

    /// <summary>The case's number.</summary>
    public string Number { get; init; } = "";

    /// <summary>The closing that it is of, UTC: a case that is taken up again and closed again has another.</summary>
    public DateTimeOffset ClosedAt { get; init; }

    /// <summary>Where it lies, below the archive's directory: <c>2026/FL-20260302-0001.zip</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>SHA-256 of the file, hexadecimal. A concurrency token: of two nodes that put another in its place one does.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The file's length in bytes.</summary>
    public long Length { get; set; }

    /// <summary>How many files of the case are in it.</summary>
    public int Files { get; set; }

    /// <summary>When it was sealed, UTC.</summary>
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>The last erasure of the case's texts that it knows of; 0 where there was none. One after it takes the package's place away.</summary>
    public long ErasureId { get; set; }

    /// <summary>When one without texts took the place of the first, UTC; null while none did.</summary>
    public DateTimeOffset? AnonymisedAt { get; set; }

    /// <summary>When its file was removed, since a later closing's package says the same and its texts were erased; UTC.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}
