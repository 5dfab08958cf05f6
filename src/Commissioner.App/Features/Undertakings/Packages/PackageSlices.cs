using Commissioner.App.Features.Templates;
using Commissioner.App.Features.Undertakings;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Packages;

/// <summary>A paper that is handed in.</summary>
public sealed record BroughtPaper(string? Name, Id<Attachment>? AttachmentId);

/// <summary>What slices of packages share.</summary>
internal static class PackageSlices
{
    /// <summary>The version of a package in force.</summary>
    /// <exception cref="NotFound">There is none.</exception>
    public static async Task<UndertakingTemplate> PackageAsync(
        this CommissionerDb db,
        string? code,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var upper = (code ?? "").Trim().ToUpperInvariant();
        return await db.InForce(today).SingleOrDefaultAsync(t => t.Code == upper && t.Kind == UndertakingKind.Package, cancellationToken)
            ?? throw new NotFound();
    }

    /// <summary>A promise that an enterprise broke and for which none is taken today; null where there is none.</summary>
    public static Task<PromiseExclusion?> ExclusionAsync(
        this CommissionerDb db,
        Id<Enterprise> enterprise,
        DateOnly today,
        CancellationToken cancellationToken
    ) =>
        (
            from p in db.PaperPromises
            join u in db.Undertakings on p.UndertakingId equals u.Id
            where u.EnterpriseId == enterprise && p.Status == PaperStatus.Broken && p.ExcludedUntil >= today
            orderby p.ExcludedUntil descending
            select new PromiseExclusion(u.Number, p.Name, p.ExcludedUntil!.Value)
        ).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The papers that come, each with its file; what names neither is refused.</summary>
    public static IReadOnlyList<(Id<Attachment> File, string Paper)> Read(IReadOnlyList<BroughtPaper>? papers) =>
        [
            .. (papers ?? []).Select(p =>
                p is { Name: { } name, AttachmentId: { } file }
                    ? (file, name.Trim())
                    : throw new RuleBroken(UndertakingSlices.PaperFileMissing) { Field = "papers" }
            ),
        ];
}
