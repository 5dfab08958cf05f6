using Commissioner.Data.Sealing;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Watches;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Callbacks : IEntityTypeConfiguration<CallbackTask>
{
    public void Configure(EntityTypeBuilder<CallbackTask> builder)
    {
        builder.ToTable("callbacks");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.Ignore(t => t.TimelineKey).Ignore(t => t.Happened).Ignore(t => t.Holding);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(t => t.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany(c => c.Callbacks).HasForeignKey(t => t.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Replacement>().WithMany().HasForeignKey(t => t.ReplacementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.CalledById).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(t => t.Attempts).WithOne().HasForeignKey(a => a.TaskId).OnDelete(DeleteBehavior.Restrict);
        builder.Owes(t => t.Clocks);
        builder.OwnsOne(
            t => t.Answers,
            a =>
            {
                a.Property(x => x.Words).HasMaxLength(1000);
                a.Property(x => x.Recording).HasMaxLength(100);
            }
        );

        // A case has one open call-back at a time; further reasons are added to it.
        builder
            .HasIndex(t => t.CaseId)
            .IsUnique()
            .HasFilter("status = 'Open' AND case_id IS NOT NULL")
            .HasDatabaseName("ux_callbacks_one_open_per_case");
        builder.HasIndex(t => new { t.DueAt, t.Id }).HasFilter("status = 'Open'").HasDatabaseName("ix_callbacks_due");
        builder.HasIndex(t => new { t.CaseId, t.Cycle }).HasDatabaseName("ix_callbacks_of_case");
    }
}

internal sealed class CallbackAttempts : IEntityTypeConfiguration<CallbackAttempt>
{
    public void Configure(EntityTypeBuilder<CallbackAttempt> builder)
    {
        builder.ToTable("callback_attempts");
        builder.HasKey(a => new { a.TaskId, a.Number });
        builder.Property(a => a.Number).ValueGeneratedNever();
        builder.Property(a => a.HalfDay).HasMaxLength(16);
        builder.Property(a => a.Note).HasMaxLength(200);
        builder.HasIndex(a => new { a.TaskId, a.HalfDay }).IsUnique();
    }
}

internal sealed class RatingInvitations : IEntityTypeConfiguration<RatingInvitation>
{
    public void Configure(EntityTypeBuilder<RatingInvitation> builder)
    {
        builder.ToTable("rating_invitations");
        builder.HasKey(i => new { i.CaseId, i.Cycle });
        builder.Property(i => i.Cycle).ValueGeneratedNever();
        builder.HasOne<Case>().WithMany(c => c.Invitations).HasForeignKey(i => i.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(i => i.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => new { i.EnterpriseId, i.NotBefore });
        builder.HasIndex(i => i.ValidUntil);
    }
}

internal sealed class Incidents : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("incidents");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.Ignore(i => i.TimelineKey).Ignore(i => i.Happened).Ignore(i => i.Holding);
        builder.Property(i => i.Words).HasMaxLength(1000);
        builder.Property(i => i.Reason).HasMaxLength(1000);
        builder.HasOne<Case>().WithMany().HasForeignKey(i => i.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(i => i.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.RaisedById).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(i => new
            {
                i.CaseId,
                i.Cycle,
                i.Kind,
            })
            .IsUnique()
            .HasFilter("decided_at IS NULL")
            .HasDatabaseName("ux_incidents_one_open");
        builder.HasIndex(i => new { i.RaisedAt, i.Id });
    }
}

internal sealed class PoorRatings : IEntityTypeConfiguration<PoorRating>
{
    public void Configure(EntityTypeBuilder<PoorRating> builder)
    {
        builder.ToTable("poor_ratings");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Ignore(p => p.TimelineKey).Ignore(p => p.Happened).Ignore(p => p.Holding);
        foreach (
            var text in new[]
            {
                nameof(PoorRating.ContactOutcome),
                nameof(PoorRating.VerificationText),
                nameof(PoorRating.Correction),
                nameof(PoorRating.Reply),
            }
        )
        {
            builder.Property(text).HasMaxLength(1000);
        }

        builder.HasOne<Rating>().WithMany().HasForeignKey(p => p.RatingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(p => p.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        foreach (var person in new[] { nameof(PoorRating.ServedById), nameof(PoorRating.ClosedById), nameof(PoorRating.HandlerId) })
        {
            builder.HasOne(typeof(Person)).WithMany().HasForeignKey(person).OnDelete(DeleteBehavior.Restrict);
        }

        builder.Owes(p => p.Clocks);
        builder.HasIndex(p => p.RatingId).IsUnique();
        builder.HasIndex(p => new { p.RatedAt, p.Id });
        builder.HasIndex(p => new { p.EnterpriseId, p.RatedAt });
    }
}

internal sealed class ReportedVisits : IEntityTypeConfiguration<ReportedVisit>
{
    public void Configure(EntityTypeBuilder<ReportedVisit> builder)
    {
        builder.ToTable("reported_visits");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Note).HasMaxLength(500);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(v => v.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(v => v.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.ReportedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => new { v.EnterpriseId, v.At });
        builder.HasIndex(v => new { v.At, v.Id });
    }
}

internal sealed class StaffTraces : IEntityTypeConfiguration<StaffTrace>
{
    public void Configure(EntityTypeBuilder<StaffTrace> builder)
    {
        builder.ToTable("staff_traces");
        builder.HasKey(t => t.Mark);
        builder.Property(t => t.Mark).HasMaxLength(64);
        builder.HasIndex(t => t.At);
    }
}

internal sealed class Seals : IEntityTypeConfiguration<Seal>
{
    public void Configure(EntityTypeBuilder<Seal> builder)
    {
        builder.ToTable("seals");
        builder.HasKey(s => s.Name);
        builder.Property(s => s.Name).HasMaxLength(32);
        builder.Property(s => s.Key).HasMaxLength(64).IsSealed();
    }
}
