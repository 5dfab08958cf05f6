using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Commissioner.Data.Mapping;

internal sealed class AccessTokens : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("access_tokens");
        builder.HasKey(t => t.Name);
        builder.Property(t => t.Name).HasMaxLength(64);
        builder.Property(t => t.Sealed).HasMaxLength(4000);
    }
}

internal sealed class Webhooks : IEntityTypeConfiguration<Webhook>
{
    private static readonly ValueConverter<IReadOnlyList<string>, string> Listed = new(
        e => string.Join(',', e),
        t => t.Split(',', StringSplitOptions.RemoveEmptyEntries)
    );

    private static readonly ValueComparer<IReadOnlyList<string>> Same = new(
        (a, b) => a!.SequenceEqual(b!),
        e => e.Aggregate(0, (h, x) => HashCode.Combine(h, x)),
        e => e.ToArray()
    );

    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Url).HasMaxLength(500);
        builder.Property(w => w.Events).HasConversion(Listed, Same).HasMaxLength(4000);
        builder.Property(w => w.Secret).HasMaxLength(1000);
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.MadeById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WebhookAttempts : IEntityTypeConfiguration<WebhookAttempt>
{
    public void Configure(EntityTypeBuilder<WebhookAttempt> builder)
    {
        builder.ToTable("webhook_attempts");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Event).HasMaxLength(64);
        builder.Property(a => a.Error).HasMaxLength(64);
        builder.Property(a => a.Request).HasMaxLength(4000);
        builder.Property(a => a.Answer).HasMaxLength(4000);
        builder.HasOne<Webhook>().WithMany().HasForeignKey(a => a.WebhookId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(a => new { a.WebhookId, a.At });
    }
}
