using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class AuditEntries : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        // Of a table with triggers SQL Server gives back no rows by OUTPUT: EF Core has to know.
        builder.ToTable("audit_log", t => t.HasTrigger("tr_audit_log"));
        builder.Property(e => e.At).ValueGeneratedOnAdd();
        builder.Property(e => e.Address).HasMaxLength(45);
        builder.Property(e => e.Agent).HasMaxLength(120);
        builder.Property(e => e.What).HasMaxLength(128);
        builder.Property(e => e.SubjectKind).HasMaxLength(64);
        builder.Property(e => e.Outcome).HasMaxLength(64);
        builder.Property(e => e.Number).IsConcurrencyToken();
        foreach (var hash in new[] { nameof(AuditEntry.UpToHash), nameof(AuditEntry.Previous), nameof(AuditEntry.Hash) })
        {
            builder.Property(hash).HasMaxLength(64).IsFixedLength().IsUnicode(false);
        }

        builder.HasIndex(e => e.Number).IsUnique();
        builder.HasIndex(e => e.Id).HasFilter("number IS NULL").HasDatabaseName("ix_audit_log_unchained");
        builder.HasIndex(e => new { e.PersonId, e.Id });
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => new { e.AccessId, e.Id }).HasFilter("access_id IS NOT NULL").HasDatabaseName("ix_audit_log_access");
    }
}
