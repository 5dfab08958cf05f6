using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class CatalogueItems : IEntityTypeConfiguration<CatalogueItem>
{
    public void Configure(EntityTypeBuilder<CatalogueItem> builder)
    {
        builder.ToTable("catalogue_items");
        // Code and version are the key, so of two who add the next version at once the second fails.
        builder.HasKey(i => new { i.Code, i.Version });
        builder.Ignore(i => i.Says);
        builder.Property(i => i.Code).HasMaxLength(24);
        builder.Property(i => i.Matter).HasMaxLength(60);
        builder.Property(i => i.Category).HasMaxLength(32);
        builder.Property(i => i.LegalBasis).HasMaxLength(300);
        builder.Property(i => i.Reason).HasMaxLength(500);
        builder
            .Property(i => i.Words)
            .HasConversion(
                words => string.Join('、', words),
                text => text.Split('、', StringSplitOptions.RemoveEmptyEntries).ToList(),
                new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), w => w.Count, w => w)
            )
            .HasMaxLength(1000);
        builder
            .Property(i => i.AssistingIds)
            .HasConversion(
                ids => string.Join(';', ids.Select(i => i.ToString())),
                text => text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(i => Id<Department>.Parse(i, null)).ToList(),
                new ValueComparer<IReadOnlyList<Id<Department>>>((a, b) => a!.SequenceEqual(b!), i => i.Count, i => i)
            )
            .HasMaxLength(2000);
        builder.HasOne<Department>().WithMany().HasForeignKey(i => i.LeadId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CatalogueProposal>().WithMany().HasForeignKey(i => i.ProposalId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CatalogueProposals : IEntityTypeConfiguration<CatalogueProposal>
{
    public void Configure(EntityTypeBuilder<CatalogueProposal> builder)
    {
        builder.ToTable("catalogue_proposals");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).HasMaxLength(24);
        builder.Property(p => p.Basis).HasMaxLength(500);
        builder.Property(p => p.Reason).HasMaxLength(500);
        // A concurrency token: of two who decide at once the second fails.
        builder.Property(p => p.DecidedAt).IsConcurrencyToken();
        builder.HasOne<CatalogueItem>().WithMany().HasForeignKey(p => new { p.Code, p.Version }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Leg>().WithMany().HasForeignKey(p => p.LegId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(p => p.ObjectingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(p => p.CompetentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.LegId).IsUnique();
        builder.HasIndex(p => p.ProposedAt).HasFilter("decided_at IS NULL").HasDatabaseName("ix_catalogue_proposals_waiting");
    }
}
