using Commissioner.Data.Sealing;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Enterprises : IEntityTypeConfiguration<Enterprise>
{
    public void Configure(EntityTypeBuilder<Enterprise> builder)
    {
        // Who holds a post now is a column of this row, so that there is exactly one holder at any instant, whatever the code does.
        builder.ToTable(
            "enterprises",
            t =>
            {
                t.HasCheckConstraint("ck_enterprises_two_people", "active_id IS NULL OR backup_id IS NULL OR active_id <> backup_id");
                t.HasCheckConstraint(
                    "ck_enterprises_away",
                    "(away_id IS NOT NULL OR away_reason IS NULL) AND (away_id IS NULL OR (away_reason IS NOT NULL AND (active_id IS NULL OR away_id <> active_id) AND (backup_id IS NULL OR away_id <> backup_id)))"
                );
                // Whoever is gone is served by nobody, and goes on in another only once it is gone.
                t.HasCheckConstraint(
                    "ck_enterprises_ended",
                    "(ended_at IS NULL OR (active_id IS NULL AND backup_id IS NULL AND away_id IS NULL AND ended_because IS NOT NULL)) AND (successor_id IS NULL OR (ended_at IS NOT NULL AND successor_id <> id))"
                );
                t.HasCheckConstraint(
                    "ck_enterprises_follows",
                    "(active_follows_at IS NULL OR active_follows_at = active_since_at) AND (backup_follows_at IS NULL OR backup_follows_at = backup_since_at)"
                );
            }
        );
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.Ignore(e => e.TimelineKey).Ignore(e => e.Happened).Ignore(e => e.Holding).Ignore(e => e.Active).Ignore(e => e.Backup);
        builder.Property(e => e.Name).HasMaxLength(120);
        builder.Property(e => e.CreditCode).HasMaxLength(18).IsFixedLength();
        builder.Property(e => e.ContactPhone).HasMaxLength(ContactWays.LongestText).IsSealedNumbers();
        builder.Property(e => e.ContactName).IsSealed();
        builder.HasMany(e => e.FormerNames).WithOne().HasForeignKey(f => f.EnterpriseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Park>().WithMany().HasForeignKey(e => e.ParkId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.ActiveId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.BackupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.AwayId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(e => e.SuccessorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(e => e.EndedBecause).HasMaxLength(Enterprise.LongestReason);
        builder.HasMany(e => e.Past).WithOne().HasForeignKey(a => a.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => e.CreditCode).IsUnique();
        builder.HasIndex(e => e.ActiveId);
        builder.HasIndex(e => e.BackupId);
    }
}

internal sealed class Leaves : IEntityTypeConfiguration<Leave>
{
    public void Configure(EntityTypeBuilder<Leave> builder)
    {
        builder.ToTable("leaves", t => t.HasCheckConstraint("ck_leaves_has_length", "from_at < until_at"));
        builder.Property(l => l.Id).ValueGeneratedNever();
        // Of two who begin or end it at once one does.
        builder.Property(l => l.State).IsConcurrencyToken();
        builder.HasOne<ServiceCommissioner>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.NotedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(l => l.StandIns).WithOne().HasForeignKey(s => s.LeaveId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(l => new { l.State, l.FromAt });
        builder.HasIndex(l => new { l.PersonId, l.FromAt });
    }
}

internal sealed class StandIns : IEntityTypeConfiguration<StandIn>
{
    public void Configure(EntityTypeBuilder<StandIn> builder)
    {
        builder.ToTable("leave_stand_ins");
        builder.HasKey(s => new { s.LeaveId, s.EnterpriseId });
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(s => s.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FormerNames : IEntityTypeConfiguration<FormerName>
{
    public void Configure(EntityTypeBuilder<FormerName> builder)
    {
        builder.ToTable("former_names");
        builder.HasKey(f => new { f.EnterpriseId, f.Name });
        builder.Property(f => f.Name).HasMaxLength(120);
    }
}

internal sealed class Assignments : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        // The database keeps ended assignments free of gaps and overlaps: each begins where another of the same post ended, at most one
        // follows each, and only one is the first.
        builder.ToTable(
            "assignments",
            t =>
            {
                t.HasCheckConstraint("ck_assignments_has_length", "from_at < to_at");
                t.HasCheckConstraint("ck_assignments_follows", "follows_at IS NULL OR follows_at = from_at");
            }
        );
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasAlternateKey(a => new
        {
            a.EnterpriseId,
            a.Duty,
            a.ToAt,
        });
        builder
            .HasOne<Assignment>()
            .WithMany()
            .HasForeignKey(a => new
            {
                a.EnterpriseId,
                a.Duty,
                a.FollowsAt,
            })
            .HasPrincipalKey(a => new
            {
                a.EnterpriseId,
                a.Duty,
                a.ToAt,
            })
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(a => new
            {
                a.EnterpriseId,
                a.Duty,
                a.FollowsAt,
            })
            .IsUnique()
            .HasFilter("follows_at IS NOT NULL")
            .HasDatabaseName("ux_assignments_one_follows");
        builder
            .HasIndex(a => new { a.EnterpriseId, a.Duty })
            .IsUnique()
            .HasFilter("follows_at IS NULL")
            .HasDatabaseName("ux_assignments_one_first");
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class Parks : IEntityTypeConfiguration<Park>
{
    public void Configure(EntityTypeBuilder<Park> builder)
    {
        builder.ToTable("parks");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).HasMaxLength(8);
        builder.Property(p => p.CalendarCode).HasMaxLength(32);
        builder.Property(p => p.HotlinePhone).HasMaxLength(ContactWays.LongestText);
        builder.HasOne<Park>().WithMany().HasForeignKey(p => p.PartOfId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.Code).IsUnique();
    }
}

internal sealed class CaseCounters : IEntityTypeConfiguration<CaseCounter>
{
    public void Configure(EntityTypeBuilder<CaseCounter> builder)
    {
        builder.ToTable("case_counters");
        builder.HasKey(c => new { c.ParkId, c.Day });
    }
}

internal sealed class Departments : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> builder)
    {
        builder.ToTable("departments");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Code).HasMaxLength(16);
        builder.Property(d => d.CalendarCode).HasMaxLength(32);
        builder.HasOne<Park>().WithMany().HasForeignKey(d => d.ParkId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(d => d.ClosedBecause).HasMaxLength(500);
        builder.HasMany(d => d.FormerNames).WithOne().HasForeignKey(n => n.DepartmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Department>().WithMany().HasForeignKey(d => d.SuccessorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => d.Code).IsUnique();
    }
}

internal sealed class DepartmentNames : IEntityTypeConfiguration<DepartmentName>
{
    public void Configure(EntityTypeBuilder<DepartmentName> builder)
    {
        builder.ToTable("department_names");
        builder.HasKey(n => new { n.DepartmentId, n.UntilAt });
        builder.Property(n => n.Name).HasMaxLength(80);
    }
}

internal sealed class People : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Phone).HasMaxLength(ContactWays.LongestText).IsSealedNumbers();
        builder.Property(p => p.Name).IsSealed();
        builder.Property(p => p.Roles).HasRoles();
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(p => p.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(p => p.DepartmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ServiceCommissioners : IEntityTypeConfiguration<ServiceCommissioner>
{
    public void Configure(EntityTypeBuilder<ServiceCommissioner> builder)
    {
        builder.ToTable("service_commissioners");
        builder.HasKey(c => c.PersonId);
        builder.Property(c => c.PersonId).ValueGeneratedNever();
        builder.HasOne<Person>().WithOne().HasForeignKey<ServiceCommissioner>(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Park>().WithMany().HasForeignKey(c => c.ParkId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DeclaredTies : IEntityTypeConfiguration<DeclaredTie>
{
    public void Configure(EntityTypeBuilder<DeclaredTie> builder)
    {
        builder.ToTable("declared_ties");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasOne<ServiceCommissioner>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(t => t.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(t => new { t.EnterpriseId, t.PersonId })
            .IsUnique()
            .HasFilter("ended_at IS NULL")
            .HasDatabaseName("ux_declared_ties_one_standing");
    }
}
