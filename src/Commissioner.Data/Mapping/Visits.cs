using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Visits : IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Visit> builder)
    {
        builder.ToTable("visits");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Version).IsConcurrencyToken();
        builder.Ignore(v => v.TimelineKey).Ignore(v => v.Happened).Ignore(v => v.Holding);
        builder.Property(v => v.Purpose).HasMaxLength(Visit.LongestWords);
        builder.Property(v => v.BeyondBecause).HasMaxLength(Visit.LongestWords);
        builder.Property(v => v.DecidedBecause).HasMaxLength(Visit.LongestWords);
        builder.Property(v => v.Note).HasMaxLength(Visit.LongestNote);
        builder.Property(v => v.RatedWords).HasMaxLength(Visit.LongestWords);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(v => v.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.ById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.DecidedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.HeldById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(v => v.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(v => v.Parties).WithOne().HasForeignKey(p => p.VisitId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(v => v.Findings).WithOne().HasForeignKey(f => f.VisitId).OnDelete(DeleteBehavior.Cascade);
        // Of fifty who plan at once, as many take a place as the quarter has.
        builder
            .HasIndex(v => new
            {
                v.EnterpriseId,
                v.BudgetQuarter,
                v.BudgetPlace,
            })
            .IsUnique()
            .HasFilter("budget_place IS NOT NULL")
            .HasDatabaseName("ux_visits_budget");
        builder.HasIndex(v => new { v.At, v.Id });
        builder.HasIndex(v => new { v.EnterpriseId, v.At });
        builder.HasIndex(v => new { v.DepartmentId, v.At });
    }
}

internal sealed class VisitParties : IEntityTypeConfiguration<VisitParty>
{
    public void Configure(EntityTypeBuilder<VisitParty> builder)
    {
        builder.ToTable("visit_parties");
        builder.HasKey(p => new { p.VisitId, p.DepartmentId });
        builder.HasOne<Department>().WithMany().HasForeignKey(p => p.DepartmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class VisitFindings : IEntityTypeConfiguration<VisitFinding>
{
    public void Configure(EntityTypeBuilder<VisitFinding> builder)
    {
        builder.ToTable("visit_findings");
        builder.Property(f => f.Id).ValueGeneratedNever();
        // Of two presses one becomes a case.
        builder.Property(f => f.CaseId).IsConcurrencyToken();
        builder.Property(f => f.Text).HasMaxLength(Visit.LongestWords);
        builder.HasOne<Case>().WithMany().HasForeignKey(f => f.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => new { f.VisitId, f.No }).IsUnique();
    }
}
