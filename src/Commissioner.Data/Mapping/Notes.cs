using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Notes;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class CaseNotes : IEntityTypeConfiguration<CaseNote>
{
    public void Configure(EntityTypeBuilder<CaseNote> builder)
    {
        builder.ToTable("case_notes");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Version).IsConcurrencyToken();
        builder.Ignore(n => n.TimelineKey).Ignore(n => n.Happened).Ignore(n => n.Holding);
        builder.Property(n => n.Text).HasMaxLength(CaseNote.LongestText);
        builder.Property(n => n.Mentioned).IsListOf(p => p.ToString(), p => Id<Person>.Parse(p, null)).HasMaxLength(4000);
        builder.HasOne<Case>().WithMany().HasForeignKey(n => n.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.WrittenById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(n => new { n.CaseId, n.WrittenAt });
    }
}

internal sealed class CaseFollowers : IEntityTypeConfiguration<CaseFollower>
{
    public void Configure(EntityTypeBuilder<CaseFollower> builder)
    {
        builder.ToTable("case_followers");
        builder.HasKey(f => new { f.CaseId, f.PersonId });
        builder.HasOne<Case>().WithMany().HasForeignKey(f => f.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => f.PersonId);
    }
}
