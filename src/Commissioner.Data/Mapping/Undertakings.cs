using System.Linq.Expressions;
using System.Text.Json;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Undertakings : IEntityTypeConfiguration<Undertaking>
{
    public void Configure(EntityTypeBuilder<Undertaking> builder)
    {
        builder.ToTable(
            "undertakings",
            t =>
            {
                t.HasCheckConstraint(
                    "ck_undertakings_begun_with_agents",
                    "(started_at IS NULL AND agent_id IS NULL AND colleague_id IS NULL) OR (kind = 'Package' AND started_at IS NOT NULL AND agent_id IS NULL AND colleague_id IS NULL) OR (started_at IS NOT NULL AND agent_id IS NOT NULL AND colleague_id IS NOT NULL AND agent_id <> colleague_id)"
                );
                t.HasCheckConstraint(
                    "ck_undertakings_revoked_at",
                    "(status = 'Revoked' AND revoked_at IS NOT NULL) OR (status <> 'Revoked' AND revoked_at IS NULL)"
                );
            }
        );
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Version).IsConcurrencyToken();
        builder.Ignore(u => u.TimelineKey).Ignore(u => u.Happened).Ignore(u => u.Holding).Ignore(u => u.Decisive).Ignore(u => u.WholeDueAt);
        builder.Property(u => u.Answers).IsList();
        builder.HasMany(u => u.Papers).WithOne().HasForeignKey(p => p.UndertakingId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(u => u.Number).HasMaxLength(32);
        builder.Property(u => u.TemplateCode).HasMaxLength(24);
        builder.Property(u => u.Title).HasMaxLength(60);
        builder.Property(u => u.Entrusted).HasMaxLength(1000);
        builder.Property(u => u.GreenDecision).HasMaxLength(200);
        builder.Property(u => u.RatedReason).HasMaxLength(1000);
        builder.Property(u => u.CalendarCode).HasMaxLength(32);
        builder.Property(u => u.DecisiveCode).HasMaxLength(24);
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(u => u.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(u => u.EntrustedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(u => u.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(u => u.ColleagueId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<UndertakingTemplate>()
            .WithMany()
            .HasForeignKey(u => new { u.TemplateCode, u.TemplateVersion })
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(u => u.Nodes).WithOne().HasForeignKey(n => n.UndertakingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(u => u.Cases).WithOne().HasForeignKey(c => c.UndertakingId).OnDelete(DeleteBehavior.Restrict);
        builder.Owes(u => u.Clocks);
        // Of two that would take the same number at once the second fails and is tried again.
        builder.HasIndex(u => u.Number).IsUnique();
        builder.HasIndex(u => new { u.EntrustedAt, u.Id }).HasDatabaseName("ix_undertakings_newest");
        builder.HasIndex(u => u.TellAt).HasFilter("tell_at IS NOT NULL").HasDatabaseName("ix_undertakings_to_tell");
    }
}

internal sealed class UndertakingNodes : IEntityTypeConfiguration<UndertakingNode>
{
    public void Configure(EntityTypeBuilder<UndertakingNode> builder)
    {
        builder.ToTable("undertaking_nodes");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Ignore(n => n.Holding).Ignore(n => n.IsOpen);
        builder.Property(n => n.Code).HasMaxLength(24);
        builder.Property(n => n.Name).HasMaxLength(60);
        builder.Property(n => n.Words).HasMaxLength(1000);
        builder.Property(n => n.Needs).IsList();
        builder.Property(n => n.Papers).IsList();
        builder.Property(n => n.MayLack).IsList();
        builder.HasOne<Department>().WithMany().HasForeignKey(n => n.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(n => new { n.UndertakingId, n.Code }).IsUnique();
    }
}

internal sealed class PaperPromises : IEntityTypeConfiguration<PaperPromise>
{
    public void Configure(EntityTypeBuilder<PaperPromise> builder)
    {
        builder.ToTable(
            "paper_promises",
            t =>
                t.HasCheckConstraint(
                    "ck_paper_promises_broken_until",
                    "(broken_at IS NULL AND excluded_until IS NULL) OR (broken_at IS NOT NULL AND excluded_until IS NOT NULL)"
                )
        );
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Ignore(p => p.IsOpen).Ignore(p => p.MajeureWaits);
        builder.Property(p => p.NodeCode).HasMaxLength(24);
        builder.Property(p => p.Name).HasMaxLength(60);
        builder.Property(p => p.Words).HasMaxLength(1000);
        builder.Property(p => p.Majeure).HasMaxLength(1000);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.SignedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.JudgedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.MajeureById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.UndertakingId);
        builder.HasIndex(p => p.ExcludedUntil).HasFilter("excluded_until IS NOT NULL").HasDatabaseName("ix_paper_promises_excluded");
    }
}

internal sealed class UndertakingFiles : IEntityTypeConfiguration<UndertakingFile>
{
    public void Configure(EntityTypeBuilder<UndertakingFile> builder)
    {
        builder.ToTable("undertaking_files");
        builder.HasKey(f => new
        {
            f.AttachmentId,
            f.NodeCode,
            f.Paper,
        });
        builder.Property(f => f.NodeCode).HasMaxLength(24);
        builder.Property(f => f.Paper).HasMaxLength(60);
        builder.HasOne<Attachment>().WithMany().HasForeignKey(f => f.AttachmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Undertaking>().WithMany().HasForeignKey(f => f.UndertakingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => f.UndertakingId);
    }
}

internal sealed class UndertakingCases : IEntityTypeConfiguration<UndertakingCase>
{
    public void Configure(EntityTypeBuilder<UndertakingCase> builder)
    {
        builder.ToTable("undertaking_cases");
        builder.HasKey(c => c.CaseId);
        builder.Property(c => c.CaseId).ValueGeneratedNever();
        builder.Property(c => c.NodeCode).HasMaxLength(24);
        builder.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UndertakingTemplates : IEntityTypeConfiguration<UndertakingTemplate>
{
    public void Configure(EntityTypeBuilder<UndertakingTemplate> builder)
    {
        builder.ToTable("undertaking_templates");
        // Code and version are the key, so of two who add the next version at once the second fails.
        builder.HasKey(t => new { t.Code, t.Version });
        builder.Property(t => t.Code).HasMaxLength(24);
        builder.Property(t => t.Name).HasMaxLength(60);
        builder
            .Property(t => t.Nodes)
            .HasConversion(
                nodes => JsonSerializer.Serialize(nodes.Select(StoredNode.Of), JsonSerializerOptions.Web),
                text => JsonSerializer.Deserialize<List<StoredNode>>(text, JsonSerializerOptions.Web)!.ConvertAll(n => n.Node()),
                new ValueComparer<IReadOnlyList<TemplateNode>>(
                    (a, b) => a!.Select(n => n.Said).SequenceEqual(b!.Select(n => n.Said)),
                    n => n.Count,
                    n => n
                )
            );
        builder
            .Property(t => t.Terms)
            .HasConversion(
                terms => JsonSerializer.Serialize(StoredTerms.Of(terms), JsonSerializerOptions.Web),
                text => JsonSerializer.Deserialize<StoredTerms>(text, JsonSerializerOptions.Web)!.Terms(),
                new ValueComparer<TemplateTerms>((a, b) => a!.Said == b!.Said, t => t.ExcludedMonths, t => t)
            );
    }

    private sealed record StoredTerms(string? About, string? Limit, IReadOnlyList<TemplateQuestion>? Questions, int ExcludedMonths)
    {
        public static StoredTerms Of(TemplateTerms t) => new(t.About, t.Limit?.ToString(), t.Questions, t.ExcludedMonths);

        public TemplateTerms Terms() => new(About, Limit is null ? null : WorkingTime.Parse(Limit), Questions, ExcludedMonths);
    }

    private sealed record StoredNode(
        string Code,
        string Name,
        IReadOnlyList<string> Needs,
        string Unit,
        string Statutory,
        string Promised,
        string? Green,
        IReadOnlyList<string> Papers
    )
    {
        public static StoredNode Of(TemplateNode n) =>
            new(
                n.Code,
                n.Name,
                n.Needs,
                n.Unit,
                n.Statutory.ToString(),
                n.Promised.ToString(),
                n.Green?.ToString(),
                [.. n.Papers.Select(p => p.ToString())]
            );

        public TemplateNode Node() =>
            new(
                Code,
                Name,
                Needs,
                Unit,
                WorkingTime.Parse(Statutory),
                WorkingTime.Parse(Promised),
                Green is null ? null : WorkingTime.Parse(Green),
                [.. Papers.Select(TemplatePaper.Read)]
            );
    }
}

internal static class Lists
{
    // Codes and papers' names hold no line break.
    public static void IsList(this PropertyBuilder<IReadOnlyList<string>> property) =>
        property.HasConversion(
            items => string.Join('\n', items),
            text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList(),
            new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), i => i.Count, i => i)
        );
}
