using Commissioner.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class ArchivePackages : IEntityTypeConfiguration<ArchivePackage>
{
    public void Configure(EntityTypeBuilder<ArchivePackage> builder)
    {
        builder.ToTable("archive_packages");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Number).HasMaxLength(24);
        builder.Property(p => p.Path).HasMaxLength(64);
        builder.Property(p => p.Hash).HasMaxLength(64).IsFixedLength().IsUnicode(false).IsConcurrencyToken();
        builder.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
        // Of two nodes that seal the same closing at once one says so, and the other's file is thrown away.
        builder.HasIndex(p => new { p.CaseId, p.ClosedAt }).IsUnique();
        builder.HasIndex(p => p.Path).IsUnique();
        builder.HasIndex(p => new { p.MadeAt, p.Id });
    }
}
