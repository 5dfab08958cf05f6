using Commissioner.Data.Sealing;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Accounts : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(a => a.TotpKey).HasMaxLength(500);
        builder.Property(a => a.TotpNextKey).HasMaxLength(500);
        builder.Property(a => a.PasskeyHandle).HasMaxLength(64);
        builder.Property(a => a.NormalizedUserName).HasMaxLength(128);
        builder.Property(a => a.PhoneNumber).HasMaxLength(24).IsSealed();
        builder.Property(a => a.Email).IsSealed();
        builder.Property(a => a.NormalizedEmail).IsSealed();
        builder.HasIndex(a => a.NormalizedUserName).IsUnique();
        builder.HasIndex(a => a.PhoneNumber);
    }
}

internal sealed class NoticeAcceptances : IEntityTypeConfiguration<NoticeAcceptance>
{
    public void Configure(EntityTypeBuilder<NoticeAcceptance> builder)
    {
        builder.ToTable("notice_acceptances");
        builder.HasKey(a => new { a.PersonId, a.Version });
        builder.Property(a => a.WordsHash).HasMaxLength(64);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EarlierPasswords : IEntityTypeConfiguration<EarlierPassword>
{
    public void Configure(EntityTypeBuilder<EarlierPassword> builder)
    {
        builder.ToTable("earlier_passwords");
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => new { p.AccountId, p.At });
    }
}

internal sealed class RecoveryCodes : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.HasKey(c => new { c.AccountId, c.Hash });
        builder.Property(c => c.Hash).HasMaxLength(64);
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class Passkeys : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("passkeys");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Name).HasMaxLength(64);
        builder.Property(p => p.CredentialId).HasMaxLength(Passkey.LongestId);
        builder.Property(p => p.PublicKey).HasMaxLength(4000);
        builder.Property(p => p.Transports).HasMaxLength(128);
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => p.CredentialId).IsUnique();
        builder.HasIndex(p => p.AccountId);
    }
}

internal sealed class PasskeyChallenges : IEntityTypeConfiguration<PasskeyChallenge>
{
    public void Configure(EntityTypeBuilder<PasskeyChallenge> builder)
    {
        builder.ToTable("passkey_challenges");
        builder.HasKey(c => c.Hash);
        builder.Property(c => c.Hash).HasMaxLength(64).IsFixedLength().IsUnicode(false);
    }
}

internal sealed class SignInCodes : IEntityTypeConfiguration<SignInCode>
{
    public void Configure(EntityTypeBuilder<SignInCode> builder)
    {
        builder.ToTable("sign_in_codes");
        builder.HasKey(c => c.Mark);
        builder.Property(c => c.Mark).HasMaxLength(64);
        builder.Property(c => c.Hash).HasMaxLength(64);
    }
}

internal sealed class SignInTallies : IEntityTypeConfiguration<SignInTally>
{
    public void Configure(EntityTypeBuilder<SignInTally> builder)
    {
        builder.ToTable("sign_in_tallies");
        builder.HasKey(t => t.Mark);
        builder.Property(t => t.Mark).HasMaxLength(64);
        builder.Property(t => t.Instants).IsConcurrencyToken();
    }
}

internal sealed class SavedViews : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_views");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.List).HasMaxLength(32);
        builder.Property(v => v.Name).HasMaxLength(80);
        builder.Property(v => v.Query).HasMaxLength(SavedView.Longest);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => v.SharedWith).HasFilter("shared_with IS NOT NULL").HasDatabaseName("ix_saved_views_shared");
    }
}

internal sealed class LimitCounts : IEntityTypeConfiguration<LimitCount>
{
    public void Configure(EntityTypeBuilder<LimitCount> builder)
    {
        builder.ToTable("limit_counts");
        builder.HasKey(l => l.Mark);
        builder.Property(l => l.Mark).HasMaxLength(64);
    }
}

internal sealed class Sessions : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Property(s => s.Device).HasMaxLength(64);
        builder.Property(s => s.Network).HasMaxLength(64);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Case>().WithMany().HasForeignKey(s => s.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => new { s.PersonId, s.EndsAt });
    }
}

internal sealed class ExternalLogins : IEntityTypeConfiguration<ExternalLogin>
{
    public void Configure(EntityTypeBuilder<ExternalLogin> builder)
    {
        builder.ToTable("external_logins");
        builder.Property(l => l.Mark).HasMaxLength(64);
        builder.Property(l => l.Given).HasRoles();
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
        // Whoever binds at the same time: one of another service is one person here, and a person has one of each.
        builder.HasIndex(l => l.Mark).IsUnique().HasFilter("ended_at IS NULL").HasDatabaseName("ux_external_logins_mark");
        builder.HasIndex(l => new { l.PersonId, l.Way }).IsUnique().HasFilter("ended_at IS NULL").HasDatabaseName("ux_external_logins_way");
    }
}

internal sealed class ApiKeys : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.Property(k => k.Name).HasMaxLength(64);
        builder.Property(k => k.Hash).HasMaxLength(64).IsFixedLength().IsUnicode(false);
        builder.Property(k => k.Start).HasMaxLength(8);
        builder.HasOne<Person>().WithMany().HasForeignKey(k => k.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(k => k.MadeById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(k => k.Hash).IsUnique();
    }
}
