using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Facts : IEntityTypeConfiguration<Fact>
{
    public void Configure(EntityTypeBuilder<Fact> builder)
    {
        builder.ToTable("appraisal_facts");
        builder.HasKey(f => new
        {
            f.OwnerId,
            f.Kind,
            f.SubjectId,
            f.Cycle,
        });
        builder.Ignore(f => f.Key);
        builder.Property(f => f.Kind).HasConversion<short>();
        builder.Property(f => f.Why).HasConversion<short>();
        builder.Property(f => f.Category).HasMaxLength(32);
        // For the list of facts behind a unit's figures of a period.
        builder.HasIndex(f => new { f.PersonId, f.Day }).HasFilter("person_id IS NOT NULL").HasDatabaseName("ix_appraisal_facts_person");
        builder
            .HasIndex(f => new { f.DepartmentId, f.Day })
            .HasFilter("department_id IS NOT NULL")
            .HasDatabaseName("ix_appraisal_facts_department");
        builder.HasIndex(f => new { f.Day, f.OwnerId });
    }
}

internal sealed class AppraisalSums : IEntityTypeConfiguration<AppraisalSum>
{
    public void Configure(EntityTypeBuilder<AppraisalSum> builder)
    {
        builder.ToTable("appraisal_sums");
        builder.HasKey(s => new
        {
            s.Kind,
            s.UnitId,
            s.Day,
            s.Measure,
            s.Why,
            s.Part,
        });
        builder.Property(s => s.Kind).HasConversion<short>();
        builder.Property(s => s.Measure).HasConversion<short>();
        builder.Property(s => s.Why).HasConversion<short>();
        builder.Property(s => s.Part).HasMaxLength(32);
    }
}

internal sealed class AppraisalProgresses : IEntityTypeConfiguration<AppraisalProgress>
{
    public void Configure(EntityTypeBuilder<AppraisalProgress> builder)
    {
        builder.ToTable("appraisal_progress");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Step).IsConcurrencyToken();
    }
}

internal sealed class Exclusions : IEntityTypeConfiguration<Exclusion>
{
    public void Configure(EntityTypeBuilder<Exclusion> builder)
    {
        builder.ToTable(
            "exclusions",
            t =>
                t.HasCheckConstraint(
                    "ck_exclusions_three_people",
                    "proposed_by_id <> checked_by_id AND (status <> 'Approved' OR (decided_by_id <> checked_by_id AND decided_by_id <> proposed_by_id))"
                )
        );
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.Ignore(e => e.TimelineKey).Ignore(e => e.Happened).Ignore(e => e.Holding).Ignore(e => e.IsInEffect);
        builder.Property(e => e.Reason).HasMaxLength(1000);
        builder.Property(e => e.Contest).HasMaxLength(1000);
        builder.HasOne<Case>().WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(e => new
            {
                e.CaseId,
                e.Kind,
                e.UnitId,
            })
            .IsUnique()
            .HasFilter("status <> 'Refused'")
            .HasDatabaseName("ux_exclusions_once");
        builder.HasIndex(e => e.ProposedAt);
    }
}

internal sealed class ScorePolicies : IEntityTypeConfiguration<ScorePolicy>
{
    public void Configure(EntityTypeBuilder<ScorePolicy> builder)
    {
        builder.ToTable(
            "score_policies",
            t => t.HasCheckConstraint("ck_score_policies_two_people", "confirmed_at IS NULL OR decided_by_id <> proposed_by_id")
        );
        // The version is the key, so of two who propose the next one at once the second fails.
        builder.HasKey(p => p.Version);
        builder.Property(p => p.Version).ValueGeneratedNever();
        builder.Property(p => p.Reason).HasMaxLength(1000);
        builder.Property(p => p.DecidedAt).IsConcurrencyToken();
        builder.ComplexProperty(
            p => p.Terms,
            t =>
            {
                foreach (
                    var share in new[]
                    {
                        nameof(ScoreTerms.Response),
                        nameof(ScoreTerms.Resolution),
                        nameof(ScoreTerms.Satisfaction),
                        nameof(ScoreTerms.LeastRated),
                        nameof(ScoreTerms.Good),
                        nameof(ScoreTerms.Fair),
                    }
                )
                {
                    t.Property(share).HasPrecision(3, 2);
                }
            }
        );
    }
}

internal sealed class Publications : IEntityTypeConfiguration<Publication>
{
    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.ToTable("publications");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Reason).HasMaxLength(1000);
        // No maximum: the figures of a whole city are one text.
        builder.Property(p => p.Content).HasMaxLength(-1);
        builder.HasIndex(p => new { p.From, p.Revision }).IsUnique();
    }
}
