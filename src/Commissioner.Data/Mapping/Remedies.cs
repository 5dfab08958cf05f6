using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Remedies : IEntityTypeConfiguration<Remedy>
{
    public void Configure(EntityTypeBuilder<Remedy> builder)
    {
        builder.ToTable("remedies");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Ignore(r => r.TimelineKey).Ignore(r => r.Happened).Ignore(r => r.Holding).Ignore(r => r.DueAt).Ignore(r => r.Clock);
        builder.Property(r => r.Title).HasMaxLength(60);
        builder.Property(r => r.Category).HasMaxLength(32);
        builder.Property(r => r.Place).HasMaxLength(200);
        builder.Property(r => r.Measures).HasMaxLength(Remedy.LongestWords);
        builder.Property(r => r.DoneWords).HasMaxLength(Remedy.LongestWords);
        builder.Property(r => r.CalledOffBecause).HasMaxLength(Remedy.LongestWords);
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.ConcernsId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.ById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.DoneById).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Cases).WithOne().HasForeignKey(c => c.RemedyId).OnDelete(DeleteBehavior.Cascade);
        builder.Owes(r => r.Clocks);
        builder.HasIndex(r => new { r.StartedAt, r.Id });
        builder.HasIndex(r => new { r.State, r.DoneAt });
    }
}

internal sealed class RemedyCases : IEntityTypeConfiguration<RemedyCase>
{
    public void Configure(EntityTypeBuilder<RemedyCase> builder)
    {
        builder.ToTable("remedy_cases");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Ignore(c => c.IsIn);
        builder.Property(c => c.Words).HasMaxLength(Remedy.LongestAnswer);
        builder.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.AnsweredById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.RemedyId, c.CaseId }).IsUnique();
        builder.HasIndex(c => c.CaseId);
    }
}
