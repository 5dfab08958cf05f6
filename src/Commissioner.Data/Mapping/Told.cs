using Commissioner.Data.Sealing;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Commissioner.Data.Mapping;

internal sealed class Deliveries : IEntityTypeConfiguration<Delivery>
{
    /// <summary>Channels as one text, in their order.</summary>
    internal static readonly ValueConverter<IReadOnlyList<Channel>, string> Listed = new(
        c => string.Join(',', c),
        t => t.Length == 0 ? Array.Empty<Channel>() : t.Split(',').Select(Enum.Parse<Channel>).ToArray()
    );

    internal static readonly ValueComparer<IReadOnlyList<Channel>> Same = new(
        (a, b) => a!.SequenceEqual(b!),
        c => c.Aggregate(0, (h, x) => HashCode.Combine(h, x)),
        c => c.ToArray()
    );

    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.To).HasMaxLength(256).IsSealed();
        builder.Property(d => d.Text).HasMaxLength(64);
        builder.Property(d => d.Link).HasMaxLength(256);
        builder.Property(d => d.ProviderId).HasMaxLength(128);
        builder.Property(d => d.Error).HasMaxLength(64);
        builder.Property(d => d.Then).HasConversion(Listed, Same).HasMaxLength(64);
        // Of a node that hands over and a gateway that calls back at the same instant, the second one looks again.
        builder.Property(d => d.Fate).IsConcurrencyToken();
        builder.Property(d => d.Attempts).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany().HasForeignKey(d => d.CaseId).OnDelete(DeleteBehavior.Restrict);
        // Planned once, whatever crashes.
        builder
            .HasIndex(d => new
            {
                d.EntryId,
                d.Line,
                d.Text,
            })
            .IsUnique();
        builder.HasIndex(d => d.NextTryAt).HasFilter("next_try_at IS NOT NULL");
        builder.HasIndex(d => new { d.Line, d.EntryId }).HasFilter("next_try_at IS NOT NULL").HasDatabaseName("ix_deliveries_line_open");
        builder.HasIndex(d => new { d.Channel, d.ProviderId });
        builder.HasIndex(d => new { d.PlannedAt, d.Id });
        builder.HasIndex(d => new { d.CaseId, d.PlannedAt });
        builder.HasIndex(d => new { d.PersonId, d.PlannedAt });
    }
}

internal sealed class ToldRules : IEntityTypeConfiguration<ToldRule>
{
    public void Configure(EntityTypeBuilder<ToldRule> builder)
    {
        builder.ToTable("told_rules");
        builder.HasKey(r => r.Key);
        builder.Property(r => r.Key).HasMaxLength(64);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.DecidedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ToldWordings : IEntityTypeConfiguration<ToldWords>
{
    public void Configure(EntityTypeBuilder<ToldWords> builder)
    {
        builder.ToTable("told_words");
        builder.HasKey(w => new
        {
            w.Key,
            w.Culture,
            w.Version,
        });
        builder.Property(w => w.Key).HasMaxLength(64);
        builder.Property(w => w.Culture).HasMaxLength(8);
        builder.Property(w => w.Body).HasMaxLength(500);
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.WrittenById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ToldChoices : IEntityTypeConfiguration<ToldChoice>
{
    public void Configure(EntityTypeBuilder<ToldChoice> builder)
    {
        builder.ToTable("told_choices");
        builder.HasKey(c => c.PersonId);
        builder.Property(c => c.Culture).HasMaxLength(8);
        builder.Property(c => c.Without).HasConversion(Deliveries.Listed, Deliveries.Same).HasMaxLength(64);
        builder.Property(c => c.WeChat).HasMaxLength(64);
        builder.HasIndex(c => c.WeChat).IsUnique().HasFilter("we_chat IS NOT NULL");
        builder.HasOne<Person>().WithOne().HasForeignKey<ToldChoice>(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class Consents : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("consents");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.To).HasMaxLength(256);
        builder.Property(c => c.Words).HasMaxLength(500);
        builder.HasIndex(c => new
        {
            c.To,
            c.Channel,
            c.At,
        });
    }
}

internal sealed class Receipts : IEntityTypeConfiguration<Receipt>
{
    public void Configure(EntityTypeBuilder<Receipt> builder)
    {
        builder.ToTable("receipts");
        builder.HasKey(r => new { r.Gateway, r.Event });
        builder.Property(r => r.Gateway).HasMaxLength(32);
        builder.Property(r => r.Event).HasMaxLength(128);
        builder.HasIndex(r => r.At);
    }
}

internal sealed class ChannelStates : IEntityTypeConfiguration<ChannelState>
{
    public void Configure(EntityTypeBuilder<ChannelState> builder)
    {
        builder.ToTable("channel_states");
        builder.HasKey(s => s.Channel);
        builder.Property(s => s.Error).HasMaxLength(64);
    }
}
