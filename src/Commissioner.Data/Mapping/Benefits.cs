using Commissioner.Domain.Benefits;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class SupportPolicies : IEntityTypeConfiguration<SupportPolicy>
{
    public void Configure(EntityTypeBuilder<SupportPolicy> builder)
    {
        builder.ToTable("support_policies");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Ignore(p => p.TimelineKey).Ignore(p => p.Happened).Ignore(p => p.Holding);
        builder.Property(p => p.Code).HasMaxLength(24);
        builder.Property(p => p.Title).HasMaxLength(100);
        builder.Property(p => p.Summary).HasMaxLength(2000);
        builder.Property(p => p.Contact).HasMaxLength(200);
        builder.Property(p => p.Budget).HasPrecision(18, 2);
        builder.Property(p => p.Committed).HasPrecision(18, 2);
        builder.Property(p => p.Papers).IsList();
        // A condition is kept as it is written: it is read back by the one reader of tables and forms.
        builder
            .Property(p => p.Conditions)
            .HasConversion(
                conditions => string.Join('\n', conditions.Select(c => c.Said)),
                text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(c => Condition.Read(c)!).ToList(),
                new ValueComparer<IReadOnlyList<Condition>>(
                    (a, b) => a!.Select(c => c.Said).SequenceEqual(b!.Select(c => c.Said)),
                    c => c.Count,
                    c => c
                )
            );
        builder.HasIndex(p => p.Code).IsUnique();
    }
}

internal sealed class EnterpriseProfiles : IEntityTypeConfiguration<EnterpriseProfile>
{
    public void Configure(EntityTypeBuilder<EnterpriseProfile> builder)
    {
        builder.ToTable("enterprise_profiles");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Ignore(p => p.TimelineKey).Ignore(p => p.Happened).Ignore(p => p.Holding);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(p => p.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Labels).WithOne().HasForeignKey(l => l.ProfileId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => p.EnterpriseId).IsUnique();
        builder.HasIndex(p => p.Unmatched);
    }
}

internal sealed class EnterpriseLabels : IEntityTypeConfiguration<EnterpriseLabel>
{
    public void Configure(EntityTypeBuilder<EnterpriseLabel> builder)
    {
        builder.ToTable("enterprise_labels");
        builder.HasKey(l => new { l.ProfileId, l.Label });
        builder.Property(l => l.Label).HasMaxLength(32);
        builder.Property(l => l.Value).HasMaxLength(LabelKey.Longest);
        builder.Property(l => l.Source).HasMaxLength(60);
        builder.Property(l => l.Wanted).HasMaxLength(LabelKey.Longest);
        builder.Property(l => l.WantedBecause).HasMaxLength(500);
        builder.Property(l => l.RefusedBecause).HasMaxLength(500);
        builder.HasIndex(l => l.WantedAt).HasFilter("wanted_at IS NOT NULL").HasDatabaseName("ix_enterprise_labels_wanted");
    }
}

internal sealed class BenefitMatches : IEntityTypeConfiguration<BenefitMatch>
{
    public void Configure(EntityTypeBuilder<BenefitMatch> builder)
    {
        builder.ToTable("benefit_matches");
        builder.HasKey(m => new { m.PolicyId, m.EnterpriseId });
        builder.HasOne<SupportPolicy>().WithMany().HasForeignKey(m => m.PolicyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(m => m.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => m.EnterpriseId);
    }
}

internal sealed class BenefitClaims : IEntityTypeConfiguration<BenefitClaim>
{
    public void Configure(EntityTypeBuilder<BenefitClaim> builder)
    {
        builder.ToTable("benefit_claims");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Ignore(c => c.TimelineKey).Ignore(c => c.Happened).Ignore(c => c.Holding);
        builder.Property(c => c.Amount).HasPrecision(18, 2);
        builder.Property(c => c.Words).HasMaxLength(500);
        builder.HasOne<SupportPolicy>().WithMany().HasForeignKey(c => c.PolicyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(c => c.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.CheckedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.ApprovedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PaidById).OnDelete(DeleteBehavior.Restrict);
        // One claim of an edition: of two at once one is refused, and tried again finds the other.
        builder
            .HasIndex(c => new
            {
                c.PolicyId,
                c.Edition,
                c.EnterpriseId,
            })
            .IsUnique();
        builder.HasIndex(c => c.EnterpriseId);
    }
}
