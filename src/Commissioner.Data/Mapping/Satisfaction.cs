using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Ratings : IEntityTypeConfiguration<Rating>
{
    public void Configure(EntityTypeBuilder<Rating> builder)
    {
        builder.ToTable("ratings");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Ignore(r => r.IsPoor);
        builder.Property(r => r.Revision).IsConcurrencyToken();
        builder.Property(r => r.Reason).HasMaxLength(1000);
        builder.Property(r => r.ChangedReason).HasMaxLength(1000);
        builder.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(r => r.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Departments).WithOne().HasForeignKey(d => d.RatingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.CaseId, r.Cycle }).IsUnique();
        builder.HasIndex(r => r.RatedAt);
    }
}

internal sealed class DepartmentRatings : IEntityTypeConfiguration<DepartmentRating>
{
    public void Configure(EntityTypeBuilder<DepartmentRating> builder)
    {
        builder.ToTable("department_ratings");
        builder.HasKey(r => new { r.RatingId, r.DepartmentId });
    }
}

internal sealed class Replacements : IEntityTypeConfiguration<Replacement>
{
    public void Configure(EntityTypeBuilder<Replacement> builder)
    {
        builder.ToTable("replacements");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Owes(r => r.Clocks);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(r => r.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        foreach (
            var person in new[]
            {
                nameof(Replacement.OutgoingId),
                nameof(Replacement.ActingId),
                nameof(Replacement.ProposedId),
                nameof(Replacement.SuccessorId),
            }
        )
        {
            builder.HasOne(typeof(Person)).WithMany().HasForeignKey(person).OnDelete(DeleteBehavior.Restrict);
        }

        builder.Property(r => r.HandOverNote).HasMaxLength(2000);
        builder.HasIndex(r => new { r.EnterpriseId, r.BeganAt });
        builder.HasIndex(r => r.EnterpriseId).IsUnique().HasFilter("status = 'Acting'").HasDatabaseName("ux_replacements_one_open");
        builder.HasIndex(r => r.BeganAt);
    }
}

internal sealed class CarriedOutCommands : IEntityTypeConfiguration<CarriedOut>
{
    public void Configure(EntityTypeBuilder<CarriedOut> builder)
    {
        builder.ToTable("carried_out");
        builder.HasKey(c => new { c.PersonId, c.Key });
        builder.Property(c => c.Key).HasMaxLength(100);
        builder.Property(c => c.Hash).HasMaxLength(64);
        builder.HasIndex(c => c.At);
    }
}

internal sealed class Notices : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder
            .HasIndex(n => new
            {
                n.EntryId,
                n.PersonId,
                n.Text,
            })
            .IsUnique();
        builder.Property(n => n.Facts).IsConcurrencyToken();
        builder.HasIndex(n => new { n.PersonId, n.At });
        builder.HasIndex(n => n.ShowAt).HasFilter("planned_at IS NULL").HasDatabaseName("ix_notices_unplanned");
    }
}

internal sealed class Heartbeats : IEntityTypeConfiguration<Heartbeat>
{
    public void Configure(EntityTypeBuilder<Heartbeat> builder)
    {
        builder.ToTable("heartbeats");
        builder.HasKey(h => h.Job);
        builder.Property(h => h.Job).HasMaxLength(64);
    }
}

internal sealed class Outages : IEntityTypeConfiguration<Outage>
{
    public void Configure(EntityTypeBuilder<Outage> builder)
    {
        builder.ToTable("outages");
        builder.HasKey(o => o.Since);
    }
}

internal sealed class Drafts : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("drafts");
        builder.HasKey(d => d.Key);
        builder.Property(d => d.Key).HasMaxLength(32);
        builder.HasIndex(d => d.At);
        builder.HasIndex(d => new { d.OwnerId, d.At });
    }
}
