using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Offerings : IEntityTypeConfiguration<Offering>
{
    public void Configure(EntityTypeBuilder<Offering> builder)
    {
        builder.ToTable("offerings");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.Ignore(o => o.TimelineKey).Ignore(o => o.Happened).Ignore(o => o.Holding).Ignore(o => o.IsOpen);
        builder.Property(o => o.What).HasMaxLength(Offering.LongestWhat);
        builder.Property(o => o.Unit).HasMaxLength(Offering.LongestUnit);
        builder.Property(o => o.City).HasMaxLength(Offering.LongestCity);
        builder.Property(o => o.Amount).HasPrecision(18, 2);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(o => o.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Park>().WithMany().HasForeignKey(o => o.PlaceId).OnDelete(DeleteBehavior.Restrict);
        // The candidates of a suggestion: the other kind of one category that is open, the newest first.
        builder.HasIndex(o => new
        {
            o.Category,
            o.Kind,
            o.State,
            o.FiledAt,
        });
        builder.HasIndex(o => new { o.EnterpriseId, o.FiledAt });
        builder.HasIndex(o => new { o.FiledAt, o.Id });
        // What the job ends on its day.
        builder.HasIndex(o => new { o.State, o.UntilOn });
    }
}

internal sealed class Introductions : IEntityTypeConfiguration<Introduction>
{
    public void Configure(EntityTypeBuilder<Introduction> builder)
    {
        builder.ToTable("introductions");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.Ignore(i => i.TimelineKey).Ignore(i => i.Happened).Ignore(i => i.Holding).Ignore(i => i.IsOpen).Ignore(i => i.AreKnown);
        builder.Property(i => i.Amount).HasPrecision(18, 2);
        builder.HasOne<Offering>().WithMany().HasForeignKey(i => i.OfferId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Offering>().WithMany().HasForeignKey(i => i.SeekId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(i => i.OffererId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(i => i.SeekerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(i => i.ServedId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.ById).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(i => i.Notes).WithOne().HasForeignKey(n => n.IntroductionId).OnDelete(DeleteBehavior.Cascade);
        builder.Owes(i => i.Clocks);
        // Nobody is asked twice about the same two, whoever proposes it at once.
        builder.HasIndex(i => new { i.OfferId, i.SeekId }).IsUnique().HasDatabaseName("ux_introductions_pair");
        builder.HasIndex(i => i.SeekId);
        builder.HasIndex(i => new { i.OffererId, i.ProposedAt });
        builder.HasIndex(i => new { i.SeekerId, i.ProposedAt });
        builder.HasIndex(i => new { i.ProposedAt, i.Id });
        builder.HasIndex(i => new { i.State, i.ProposedAt });
    }
}

internal sealed class IntroductionNotes : IEntityTypeConfiguration<IntroductionNote>
{
    public void Configure(EntityTypeBuilder<IntroductionNote> builder)
    {
        builder.ToTable("introduction_notes");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Text).HasMaxLength(Introduction.LongestNote);
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.ById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(n => new { n.IntroductionId, n.No }).IsUnique();
    }
}
