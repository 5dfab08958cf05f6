using Commissioner.Data.Sealing;
using Commissioner.Domain.People;
using Commissioner.Domain.Tips;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Tips : IEntityTypeConfiguration<Tip>
{
    public void Configure(EntityTypeBuilder<Tip> builder)
    {
        builder.ToTable("tips");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.ReceiptHash).HasMaxLength(64).IsFixedLength().IsUnicode(false);
        builder.Property(t => t.About).HasMaxLength(Tip.LongestDetail).IsSealed();
        builder.Property(t => t.Occasion).HasMaxLength(Tip.LongestDetail).IsSealed();
        builder.Property(t => t.Revision).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.ClosedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(t => t.Words).WithOne().HasForeignKey(w => w.TipId);
        builder.HasMany(t => t.Readers).WithOne().HasForeignKey(r => r.TipId);
        builder.HasIndex(t => t.ReceiptHash).IsUnique();
        builder.HasIndex(t => new { t.SentOn, t.Id });
    }
}

internal sealed class TipsWords : IEntityTypeConfiguration<TipWords>
{
    public void Configure(EntityTypeBuilder<TipWords> builder)
    {
        builder.ToTable("tip_words");
        // Its key is no id: an id of its own would say when it was made.
        builder.HasKey(w => new { w.TipId, w.No });
        builder.Property(w => w.No).ValueGeneratedNever();
        builder.Property(w => w.Text).HasMaxLength(Tip.LongestWords).IsSealed();
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TipReaders : IEntityTypeConfiguration<TipReader>
{
    public void Configure(EntityTypeBuilder<TipReader> builder)
    {
        builder.ToTable("tip_readers");
        builder.HasKey(r => new { r.TipId, r.PersonId });
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
