using Commissioner.Data.Sealing;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Invitations : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Name).HasMaxLength(RoleChange.LongestName).IsSealed();
        builder.Property(i => i.Phone).HasMaxLength(24).IsSealed();
        builder.Property(i => i.TokenHash).HasMaxLength(64).IsFixedLength().IsUnicode(false);
        // Of two who take it at once, or take it and take it back, one wins.
        builder.Property(i => i.ClosedAt).IsConcurrencyToken();
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(i => i.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.InvitedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.AcceptedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => i.TokenHash).IsUnique();
        builder.HasIndex(i => new { i.EnterpriseId, i.GoodUntil });
    }
}
