using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class FactorResets : IEntityTypeConfiguration<FactorReset>
{
    public void Configure(EntityTypeBuilder<FactorReset> builder)
    {
        builder.ToTable("factor_resets");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Reason).HasMaxLength(FactorReset.LongestReason);
        builder.Property(r => r.Half).HasMaxLength(500);
        // Of two who decide at once one wins.
        builder.Property(r => r.State).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.AskedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.DecidedById).OnDelete(DeleteBehavior.Restrict);
        // Of a person's resets one waits at the most, whoever asks at the same time.
        builder.HasIndex(r => r.PersonId).IsUnique().HasFilter("state = 'Asked'").HasDatabaseName("ux_factor_resets_waiting");
    }
}
