using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class FaultReviews : IEntityTypeConfiguration<FaultReview>
{
    public void Configure(EntityTypeBuilder<FaultReview> builder)
    {
        builder.ToTable(
            "fault_reviews",
            t =>
                t.HasCheckConstraint(
                    "ck_fault_reviews_three_people",
                    "opened_by_id <> person_id AND (finding_by_id IS NULL OR (finding_by_id <> opened_by_id AND finding_by_id <> person_id)) AND (appeal_ruling_by_id IS NULL OR (appeal_ruling_by_id <> finding_by_id AND appeal_ruling_by_id <> opened_by_id AND appeal_ruling_by_id <> person_id))"
                )
        );
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Ignore(r => r.TimelineKey).Ignore(r => r.Happened).Ignore(r => r.Holding);
        builder.Property(r => r.Occasion).HasMaxLength(2000);
        builder.Property(r => r.Statement).HasMaxLength(4000);
        builder.Property(r => r.Appeal).HasMaxLength(4000);
        builder.Property(r => r.WithdrawnBecause).HasMaxLength(2000);
        builder.OwnsOne(r => r.Finding, f => f.Property(x => x.Reason).HasMaxLength(2000));
        builder.OwnsOne(r => r.AppealRuling, f => f.Property(x => x.Reason).HasMaxLength(2000));
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.OpenedAt);
    }
}
