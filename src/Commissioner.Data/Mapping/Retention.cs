using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class RetentionPolicies : IEntityTypeConfiguration<RetentionPolicy>
{
    public void Configure(EntityTypeBuilder<RetentionPolicy> builder)
    {
        builder.ToTable("retention_policies");
        // Of two who set one at once, one has the number and the other looks again.
        builder.HasKey(p => p.Version);
        builder.Property(p => p.Version).ValueGeneratedNever();
        builder.Property(p => p.Reason).HasMaxLength(1000);
        builder.OwnsOne(p => p.Terms);
        builder.Navigation(p => p.Terms).IsRequired();
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.SetById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LegalHolds : IEntityTypeConfiguration<LegalHold>
{
    public void Configure(EntityTypeBuilder<LegalHold> builder)
    {
        builder.ToTable("legal_holds");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.Reason).HasMaxLength(1000);
        builder.Property(h => h.LiftedBecause).HasMaxLength(1000);
        // Of two who lift it at once one wins.
        builder.Property(h => h.LiftedAt).IsConcurrencyToken();
        builder.HasOne<Case>().WithMany().HasForeignKey(h => h.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(h => h.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.SetById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.LiftedById).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(h => h.CaseId)
            .IsUnique()
            .HasFilter("case_id IS NOT NULL AND lifted_at IS NULL")
            .HasDatabaseName("ux_legal_holds_case");
        builder
            .HasIndex(h => h.EnterpriseId)
            .IsUnique()
            .HasFilter("enterprise_id IS NOT NULL AND lifted_at IS NULL")
            .HasDatabaseName("ux_legal_holds_enterprise");
        builder.HasIndex(h => new { h.SetAt, h.Id });
    }
}

internal sealed class PersonalRequests : IEntityTypeConfiguration<PersonalRequest>
{
    public void Configure(EntityTypeBuilder<PersonalRequest> builder)
    {
        builder.ToTable("personal_requests");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Text).HasMaxLength(1000);
        builder.Property(r => r.Answer).HasMaxLength(1000);
        // Of two who answer at once one wins.
        builder.Property(r => r.AnsweredAt).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.AnsweredById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(r => r.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.AnswerBy, r.Id }).HasFilter("answered_at IS NULL").HasDatabaseName("ix_personal_requests_waiting");
    }
}

internal sealed class Erasures : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("erasures");
        builder.Property(e => e.Kind).HasMaxLength(16);
        // Of two nodes that erase the same at once one writes it down, and the other's work is taken back.
        builder
            .HasIndex(e => new
            {
                e.SubjectId,
                e.Rule,
                e.Since,
            })
            .IsUnique()
            .HasFilter("subject_id IS NOT NULL")
            .HasDatabaseName("ux_erasures_once");
    }
}
