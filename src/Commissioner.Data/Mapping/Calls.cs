using Commissioner.Data.Sealing;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Duties;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Calls : IEntityTypeConfiguration<Call>
{
    public void Configure(EntityTypeBuilder<Call> builder)
    {
        builder.ToTable("calls");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Ignore(c => c.TimelineKey).Ignore(c => c.Happened).Ignore(c => c.Holding);
        builder.Property(c => c.ExchangeId).HasMaxLength(100);
        builder.Property(c => c.From).HasColumnName("from_number").HasMaxLength(32).IsSealed();
        builder.Property(c => c.To).HasColumnName("to_number").HasMaxLength(32);
        builder.Property(c => c.Recording).HasMaxLength(100);
        builder.Property(c => c.ReturnNote).HasMaxLength(500);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.SeatId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.TakenById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(c => c.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.ExchangeId).IsUnique();
        builder.HasIndex(c => new { c.State, c.BeganAt });
        builder.HasIndex(c => c.ReturnBy).HasFilter("return_by IS NOT NULL").HasDatabaseName("ix_calls_to_return");
    }
}

internal sealed class CallRecordings : IEntityTypeConfiguration<CallRecording>
{
    public void Configure(EntityTypeBuilder<CallRecording> builder)
    {
        builder.ToTable("call_recordings");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Ignore(r => r.IsHere);
        builder.Property(r => r.Reference).HasMaxLength(100);
        builder.Property(r => r.Hash).HasMaxLength(64);
        builder.Property(r => r.Error).HasMaxLength(64);
        // Who is at it has moved this on: of two nodes one works, and one that was too slow changes nothing.
        builder.Property(r => r.NextTryAt).IsConcurrencyToken();
        builder.HasOne<Call>().WithMany().HasForeignKey(r => r.CallId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.Reference).IsUnique();
        builder.HasIndex(r => r.Hash);
        builder.HasIndex(r => r.NextTryAt).HasFilter("next_try_at IS NOT NULL").HasDatabaseName("ix_call_recordings_due");
    }
}

internal sealed class DutyShifts : IEntityTypeConfiguration<DutyShift>
{
    public void Configure(EntityTypeBuilder<DutyShift> builder)
    {
        builder.ToTable("duty_shifts");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.UntilAt, s.FromAt });
    }
}

internal sealed class DutyNotes : IEntityTypeConfiguration<DutyNote>
{
    public void Configure(EntityTypeBuilder<DutyNote> builder)
    {
        builder.ToTable("duty_notes");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Text).HasMaxLength(1000);
        // Of two that read it at the same instant, the first counts.
        builder.Property(n => n.ReadAt).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.WrittenById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.ReadById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(n => n.WrittenAt);
    }
}
