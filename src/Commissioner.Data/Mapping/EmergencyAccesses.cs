using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class EmergencyAccesses : IEntityTypeConfiguration<EmergencyAccess>
{
    public void Configure(EntityTypeBuilder<EmergencyAccess> builder)
    {
        builder.ToTable("emergency_accesses");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Reason).HasMaxLength(EmergencyAccess.LongestReason);
        // Of two who decide or end it at once one wins.
        builder.Property(a => a.State).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.AskedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.DecidedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.EndedById).OnDelete(DeleteBehavior.Restrict);
        // Of a person's one waits or counts at the most, whoever asks at the same time; it is also by this that a session finds it.
        builder
            .HasIndex(a => a.PersonId)
            .IsUnique()
            .HasFilter("state IN ('Asked', 'Granted')")
            .HasDatabaseName("ux_emergency_accesses_open");
        builder.HasIndex(a => new { a.AskedAt, a.Id });
    }
}
