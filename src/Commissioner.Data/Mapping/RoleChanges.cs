using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class RoleChanges : IEntityTypeConfiguration<RoleChange>
{
    public void Configure(EntityTypeBuilder<RoleChange> builder)
    {
        builder.ToTable("role_changes");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Roles).HasRoles();
        builder.Property(c => c.Reason).HasMaxLength(RoleChange.LongestReason);
        // Of two who decide at once one wins.
        builder.Property(c => c.State).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.ProposedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.DecidedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        // Of a person's changes one waits at the most, whoever proposes at the same time.
        builder.HasIndex(c => c.PersonId).IsUnique().HasFilter("state = 'Proposed'").HasDatabaseName("ux_role_changes_waiting");
        builder.HasIndex(c => new { c.PersonId, c.ProposedAt });
    }
}

/// <summary>A list of roles as one text.</summary>
internal static class RoleLists
{
    public static PropertyBuilder<IReadOnlyList<Role>> HasRoles(this PropertyBuilder<IReadOnlyList<Role>> property) =>
        property
            .HasConversion(
                roles => string.Join(',', roles),
                text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>).ToList(),
                new ValueComparer<IReadOnlyList<Role>>(
                    (a, b) => a!.SequenceEqual(b!),
                    r => r.Aggregate(0, HashCode.Combine),
                    r => r.ToList()
                )
            )
            .HasMaxLength(256);
}
