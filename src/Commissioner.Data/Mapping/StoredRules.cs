using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Calendars : IEntityTypeConfiguration<StoredCalendar>
{
    public void Configure(EntityTypeBuilder<StoredCalendar> builder)
    {
        builder.ToTable(
            "calendars",
            t =>
                t.HasCheckConstraint(
                    "ck_calendars_two_persons",
                    "in_force_at IS NULL OR (confirmed_by_id IS NOT NULL AND confirmed_by_id <> proposed_by_id)"
                )
        );
        builder.HasKey(c => new { c.Code, c.Version });
        builder.Property(c => c.Code).HasMaxLength(32);
        // A concurrency token: of two who confirm or withdraw at once the second fails.
        builder.Property(c => c.InForceAt).IsConcurrencyToken();
        builder.HasIndex(c => c.Code).IsUnique().HasFilter("in_force_at IS NULL").HasDatabaseName("ux_calendars_one_proposal");
    }
}

internal sealed class Policies : IEntityTypeConfiguration<StoredPolicy>
{
    public void Configure(EntityTypeBuilder<StoredPolicy> builder)
    {
        builder.ToTable(
            "policies",
            t =>
                t.HasCheckConstraint(
                    "ck_policies_two_persons",
                    "in_force_at IS NULL OR (confirmed_by_id IS NOT NULL AND confirmed_by_id <> proposed_by_id)"
                )
        );
        builder.HasKey(p => p.Version);
        builder.Property(p => p.Version).ValueGeneratedNever();
        builder.Property(p => p.Reason).HasMaxLength(1000);
        // A concurrency token: of two who confirm at once the second fails.
        builder.Property(p => p.ConfirmedById).IsConcurrencyToken();
    }
}

internal sealed class Rebases : IEntityTypeConfiguration<Rebase>
{
    public void Configure(EntityTypeBuilder<Rebase> builder)
    {
        builder.ToTable("rebases");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Ignore(r => r.Mark);
        builder.Property(r => r.CalendarCode).HasMaxLength(32);
        builder.Property(r => r.Reason).HasMaxLength(1000);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.StartedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Rebase>().WithMany().HasForeignKey(r => r.ReversesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.State).IsUnique().HasFilter("state = 'Running'").HasDatabaseName("ux_rebases_one_running");
        builder.HasIndex(r => r.ReversesId).IsUnique().HasFilter("reverses_id IS NOT NULL").HasDatabaseName("ux_rebases_taken_back_once");
    }
}
