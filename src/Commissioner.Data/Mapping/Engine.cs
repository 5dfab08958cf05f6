using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class SetAsideRows : IEntityTypeConfiguration<SetAsideRow>
{
    public void Configure(EntityTypeBuilder<SetAsideRow> builder)
    {
        builder.ToTable("set_aside");
        builder.HasKey(s => new { s.Kind, s.Key });
        builder.Property(s => s.Error).HasMaxLength(128);
    }
}

internal sealed class Drifts : IEntityTypeConfiguration<Drift>
{
    public void Configure(EntityTypeBuilder<Drift> builder)
    {
        builder.ToTable("drifts");
        builder.HasKey(d => new { d.ClockId, d.Field });
        builder.Property(d => d.Field).HasMaxLength(64);
        builder.HasOne<PromiseClock>().WithMany().HasForeignKey(d => d.ClockId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class EngineAlarms : IEntityTypeConfiguration<EngineAlarm>
{
    public void Configure(EntityTypeBuilder<EngineAlarm> builder)
    {
        builder.ToTable("engine_alarms");
        builder.Property(a => a.Subject).HasMaxLength(64);
        builder
            .HasIndex(a => new { a.Trouble, a.Subject })
            .IsUnique()
            .HasFilter("over_at IS NULL")
            .HasDatabaseName("ux_engine_alarms_one_open");
    }
}
