using Commissioner.Data.Sealing;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Banks : IEntityTypeConfiguration<Bank>
{
    public void Configure(EntityTypeBuilder<Bank> builder)
    {
        builder.ToTable("banks");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Version).IsConcurrencyToken();
        builder.Ignore(b => b.TimelineKey).Ignore(b => b.Happened).Ignore(b => b.Holding).Ignore(b => b.IsPartner);
        builder.Property(b => b.Code).HasMaxLength(16);
        builder.Property(b => b.Name).HasMaxLength(100);
        builder.Property(b => b.EndedBecause).HasMaxLength(500);
        builder.HasIndex(b => b.Code).IsUnique();
    }
}

internal sealed class Bankers : IEntityTypeConfiguration<Banker>
{
    public void Configure(EntityTypeBuilder<Banker> builder)
    {
        builder.ToTable("bankers");
        builder.HasKey(b => b.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(b => b.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Bank>().WithMany().HasForeignKey(b => b.BankId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(b => b.BankId);
    }
}

internal sealed class FinancingNeeds : IEntityTypeConfiguration<FinancingNeed>
{
    public void Configure(EntityTypeBuilder<FinancingNeed> builder)
    {
        builder.ToTable("financing_needs");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Version).IsConcurrencyToken();
        builder.Ignore(n => n.TimelineKey).Ignore(n => n.Happened).Ignore(n => n.Holding).Ignore(n => n.IsOpen);
        builder.Property(n => n.AmountFrom).HasPrecision(18, 2);
        builder.Property(n => n.AmountTo).HasPrecision(18, 2);
        builder.Property(n => n.GrantedAmount).HasPrecision(18, 2);
        builder.Property(n => n.Purpose).HasMaxLength(FinancingNeed.LongestWords);
        builder.Property(n => n.Collateral).HasMaxLength(FinancingNeed.LongestWords);
        builder.Property(n => n.ProposedBecause).HasMaxLength(FinancingNeed.LongestWords);
        builder.Property(n => n.CheckedBecause).HasMaxLength(FinancingNeed.LongestWords);
        builder.Property(n => n.OutcomeWords).HasMaxLength(FinancingNeed.LongestWords);
        builder.Property(n => n.ContactName).HasMaxLength(FinancingNeed.LongestName).IsSealed();
        builder.Property(n => n.ContactPhone).HasMaxLength(ContactWays.LongestText).IsSealed();
        builder.Property(n => n.Fields).IsListOf(f => f.ToString(), Enum.Parse<FinancingField>);
        builder.Property(n => n.Labels).IsListOf(l => l, l => l);
        builder.Property(n => n.Papers).IsListOf(p => p.ToString(), Guid.Parse).HasMaxLength(4000);
        builder.Property(n => n.Banks).IsListOf(b => b.ToString(), b => Id<Bank>.Parse(b, null)).HasMaxLength(4000);
        builder.Property(n => n.Barred).IsListOf(b => b.ToString(), b => Id<Bank>.Parse(b, null)).HasMaxLength(4000);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(n => n.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.StatedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.ProposedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.CheckedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Bank>().WithMany().HasForeignKey(n => n.GrantedByBankId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(n => new { n.StatedAt, n.Id });
        builder.HasIndex(n => new { n.EnterpriseId, n.StatedAt });
        builder.HasIndex(n => new { n.State, n.StatedAt });
    }
}

internal sealed class FinancingPushes : IEntityTypeConfiguration<FinancingPush>
{
    public void Configure(EntityTypeBuilder<FinancingPush> builder)
    {
        builder.ToTable("financing_pushes");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Ignore(p => p.TimelineKey).Ignore(p => p.Happened).Ignore(p => p.Holding).Ignore(p => p.IsSeen).Ignore(p => p.Clock);
        builder.Property(p => p.Fields).IsListOf(f => f.ToString(), Enum.Parse<FinancingField>);
        builder.Property(p => p.Labels).IsListOf(l => l, l => l);
        builder.Property(p => p.Papers).IsListOf(p => p.ToString(), Guid.Parse).HasMaxLength(4000);
        builder.HasOne<FinancingNeed>().WithMany().HasForeignKey(p => p.NeedId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(p => p.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Bank>().WithMany().HasForeignKey(p => p.BankId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PushedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Answers).WithOne().HasForeignKey(a => a.PushId).OnDelete(DeleteBehavior.Cascade);
        builder.Owes(p => p.Clocks);
        // A bank is shown a need once at a time: of two who push it at once one is refused.
        builder
            .HasIndex(p => new { p.NeedId, p.BankId })
            .IsUnique()
            .HasFilter("ended_at IS NULL")
            .HasDatabaseName("ix_financing_pushes_seen");
        builder.HasIndex(p => new
        {
            p.BankId,
            p.PushedAt,
            p.Id,
        });
        builder.HasIndex(p => p.EnterpriseId);
    }
}

internal sealed class BankAnswers : IEntityTypeConfiguration<BankAnswer>
{
    public void Configure(EntityTypeBuilder<BankAnswer> builder)
    {
        builder.ToTable("bank_answers");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Amount).HasPrecision(18, 2);
        builder.Property(a => a.Rate).HasPrecision(9, 4);
        builder.Property(a => a.Words).HasMaxLength(FinancingNeed.LongestWords);
        builder.Property(a => a.ReplyWords).HasMaxLength(FinancingNeed.LongestWords);
        builder.Property(a => a.ContactName).HasMaxLength(FinancingNeed.LongestName).IsSealed();
        builder.Property(a => a.ContactPhone).HasMaxLength(ContactWays.LongestText).IsSealed();
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.RepliedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => a.PushId);
    }
}

internal static class ListsOfKeys
{
    /// <summary>Kept as one text, an item a line.</summary>
    public static PropertyBuilder<IReadOnlyList<T>> IsListOf<T>(
        this PropertyBuilder<IReadOnlyList<T>> property,
        Func<T, string?> write,
        Func<string, T> read
    ) =>
        property.HasConversion(
            items => string.Join('\n', items.Select(write)),
            text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(read).ToList(),
            new ValueComparer<IReadOnlyList<T>>((a, b) => a!.SequenceEqual(b!), i => i.Count, i => i)
        );
}
