using System.Globalization;
using System.Linq.Expressions;
using Commissioner.Data.Sealing;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commissioner.Data.Mapping;

internal sealed class Cases : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder
            .Ignore(c => c.TimelineKey)
            .Ignore(c => c.Happened)
            .Ignore(c => c.Legs)
            .Ignore(c => c.WithDutyDesk)
            .Ignore(c => c.Desk)
            .Ignore(c => c.Numbering)
            .Ignore(c => c.Holding);
        builder.Property(c => c.Number).HasMaxLength(24);
        builder.Property(c => c.Title).HasMaxLength(100);
        builder.Property(c => c.Description).HasMaxLength(5000);
        builder.Property(c => c.Category).HasMaxLength(32);
        builder.Property(c => c.Place).HasMaxLength(200);
        builder.Property(c => c.ContactPhone).HasMaxLength(ContactWays.LongestText).IsSealedNumbers();
        builder.Property(c => c.ContactName).IsSealed();
        builder.HasOne<Enterprise>().WithMany().HasForeignKey(c => c.FiledForId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Park>().WithMany().HasForeignKey(c => c.SubParkId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(c => c.Enterprise).WithMany().HasForeignKey(c => c.EnterpriseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Park>().WithMany().HasForeignKey(c => c.ParkId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Whistles).WithOne().HasForeignKey(w => w.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Conferences).WithOne().HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Orders).WithOne().HasForeignKey(o => o.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Owes(c => c.Clocks);
        builder.OwnsOne(c => c.Closure, FourElementsOf);
        builder.OwnsOne(
            c => c.ExtensionAsked,
            e =>
            {
                e.Property(x => x.Time).HasMaxLength(16);
                e.Property(x => x.Reason).HasMaxLength(1000);
                e.HasIndex(x => x.AskedById)
                    .HasFilter("extension_asked_asked_by_id IS NOT NULL")
                    .HasDatabaseName("ix_cases_extension_asked");
            }
        );
        builder.OwnsOne(c => c.PlanAsked, PlanOf);
        builder.OwnsOne(c => c.Plan, PlanOf);
        builder.OwnsOne(
            c => c.Explanation,
            e =>
            {
                e.Property(x => x.Basis).HasMaxLength(1000);
                e.Property(x => x.Words).HasMaxLength(2000);
                e.HasIndex(x => x.ProposedById)
                    .HasFilter("explanation_proposed_by_id IS NOT NULL")
                    .HasDatabaseName("ix_cases_explanation_proposed");
            }
        );
        builder.OwnsOne(
            c => c.OpinionOwed,
            o => o.HasIndex(x => x.Since).HasFilter("opinion_owed_since IS NOT NULL").HasDatabaseName("ix_cases_opinion_owed")
        );
        builder.Property(c => c.Question).HasMaxLength(1000);
        builder.Property(c => c.GoTo).HasMaxLength(200);
        builder.Property(c => c.CalendarCode).HasMaxLength(32);
        builder.HasOne<Case>().WithMany().HasForeignKey(c => c.MergedIntoId).OnDelete(DeleteBehavior.Restrict);

        builder.HasIndex(c => c.Number).IsUnique().HasFilter("number IS NOT NULL");
        builder.HasIndex(c => new
        {
            c.EnterpriseId,
            c.SubmittedAt,
            c.Id,
        });
        // For the queue: open cases by what is due first.
        builder.HasIndex(c => new { c.NextDueAt, c.Id }).HasFilter("closed_at IS NULL").HasDatabaseName("ix_cases_queue");
        builder
            .HasIndex(c => new
            {
                c.EnterpriseId,
                c.NextDueAt,
                c.Id,
            })
            .HasFilter("closed_at IS NULL")
            .HasDatabaseName("ix_cases_enterprise_queue");
        // For the queue: the few open cases on which the service office owes a step.
        builder
            .HasIndex(c => c.OfficeStep)
            .HasFilter("closed_at IS NULL AND office_step IS NOT NULL")
            .HasDatabaseName("ix_cases_office_step");
        builder.HasIndex(c => new { c.SubmittedAt, c.Id });
        // For lists sorted by where cases stand, and by when they were closed.
        builder.HasIndex(c => new { c.Status, c.Id }).HasDatabaseName("ix_cases_status");
        builder.HasIndex(c => new { c.ClosedAt, c.Id }).HasFilter("closed_at IS NOT NULL").HasDatabaseName("ix_cases_closed");
        // For the list of closures that wait for review.
        builder
            .HasIndex(c => new { c.NextDueAt, c.Id }, "ix_cases_review")
            .HasFilter("status = 'UnderReview'")
            .HasDatabaseName("ix_cases_review");
    }

    private static void PlanOf(OwnedNavigationBuilder<Case, CasePlan> plan) => plan.Property(p => p.Measures).HasMaxLength(1000);

    internal static void FourElementsOf<T>(OwnedNavigationBuilder<T, FourElements> elements)
        where T : class
    {
        elements.Property(e => e.SpokenWith).HasMaxLength(200);
        elements.Property(e => e.Done).HasMaxLength(5000);
    }
}

internal sealed class CaseOpenings : IEntityTypeConfiguration<CaseOpening>
{
    public void Configure(EntityTypeBuilder<CaseOpening> builder)
    {
        builder.ToTable("case_openings");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.HasOne<Case>().WithMany(c => c.Openings).HasForeignKey(o => o.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(o => o.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => new
        {
            o.PersonId,
            o.Until,
            o.CaseId,
        });
    }
}

internal sealed class Whistles : IEntityTypeConfiguration<Whistle>
{
    public void Configure(EntityTypeBuilder<Whistle> builder)
    {
        builder.ToTable("whistles");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Asked).HasMaxLength(2000);
        builder.Property(w => w.Tried).HasMaxLength(2000);
        builder.Property(w => w.CatalogueItemCode).HasMaxLength(40);
        builder.Ignore(w => w.Transfers).Ignore(w => w.Path);
        builder.HasMany(w => w.Legs).WithOne().HasForeignKey(l => l.WhistleId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(w => w.CaseId);
        builder
            .HasIndex(w => new { w.CatalogueItemCode, w.BlownAt })
            .HasFilter("catalogue_item_code IS NOT NULL")
            .HasDatabaseName("ix_whistles_catalogue_item");
        builder.HasIndex(w => w.ProblemAt).HasFilter("problem_at IS NOT NULL").HasDatabaseName("ix_whistles_problem");
    }
}

internal sealed class Legs : IEntityTypeConfiguration<Leg>
{
    public void Configure(EntityTypeBuilder<Leg> builder)
    {
        builder.ToTable("legs");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.FirstStep).HasMaxLength(500);
        builder.Property(l => l.Decision).HasMaxLength(1000);
        builder.Ignore(l => l.IsOpen).Ignore(l => l.HasPart).Ignore(l => l.IsFinal).Ignore(l => l.IsConferred).Ignore(l => l.AwaitsHead);
        builder.Property(l => l.HandlerName).IsSealed();
        builder.Property(l => l.HandlerPhone).IsSealed();
        builder.OwnsOne(l => l.Result, Cases.FourElementsOf);
        builder.OwnsOne(
            l => l.Objection,
            o =>
            {
                o.Property(x => x.Reason).HasMaxLength(1000);
                o.Property(x => x.DutyBasis).HasMaxLength(500);
            }
        );
        builder.OwnsOne(l => l.Ruling, r => r.Property(x => x.Reason).HasMaxLength(1000));
        builder.OwnsOne(
            l => l.Interim,
            i =>
            {
                i.Property(x => x.Why).HasMaxLength(1000);
                i.Property(x => x.Standing).HasMaxLength(1000);
            }
        );
        builder.OwnsOne(l => l.HeadConsent);
        builder.OwnsOne(l => l.Arrival, a => a.Property(x => x.Place).HasMaxLength(200));
        builder.OwnsOne(l => l.OfLeg, j => j.Property(x => x.Remark).HasMaxLength(500));
        builder.OwnsOne(l => l.OfWhistle, j => j.Property(x => x.Remark).HasMaxLength(500));
        builder.HasOne<Conference>().WithMany().HasForeignKey(l => l.ConferenceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(l => l.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(l => l.WhistleId);
        builder.HasIndex(l => new
        {
            l.DepartmentId,
            l.Status,
            l.CaseId,
        });
        // For a department's inbox: its legs at one status by what is due first.
        builder
            .HasIndex(l => new
            {
                l.DepartmentId,
                l.Status,
                l.NextDueAt,
                l.Id,
            })
            .HasDatabaseName("ix_legs_inbox");
        builder
            .HasIndex(l => new { l.CaseId, l.DepartmentId })
            .IsUnique()
            .HasFilter("status <> 'Done' AND status <> 'Cancelled' AND status <> 'Reassigned'")
            .HasDatabaseName("ux_legs_one_open_per_department");
    }
}

internal sealed class Conferences : IEntityTypeConfiguration<Conference>
{
    public void Configure(EntityTypeBuilder<Conference> builder)
    {
        builder.ToTable("conferences");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Agenda).HasMaxLength(1000);
        builder.Property(c => c.Place).HasMaxLength(200);
        builder.Property(c => c.People).HasMaxLength(1000);
        builder.Property(c => c.Minutes).HasMaxLength(5000);
        builder.HasOne<Whistle>().WithMany().HasForeignKey(c => c.WhistleId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.CaseId);
    }
}

internal sealed class SupervisionOrders : IEntityTypeConfiguration<SupervisionOrder>
{
    public void Configure(EntityTypeBuilder<SupervisionOrder> builder)
    {
        builder.ToTable("supervision_orders");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Demand).HasMaxLength(1000);
        builder.Property(o => o.Answer).HasMaxLength(2000);
        builder.Property(o => o.ReturnedWhy).HasMaxLength(1000);
        builder.HasOne<Department>().WithMany().HasForeignKey(o => o.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => new { o.CaseId, o.No }).IsUnique();
        // For lists of orders that wait for an answer, or for the Supervisor.
        builder
            .HasIndex(o => new
            {
                o.Status,
                o.AnswerBy,
                o.Id,
            })
            .HasFilter("status IN ('Issued', 'Answered')")
            .HasDatabaseName("ix_supervision_orders_open");
    }
}

internal sealed class Clocks : IEntityTypeConfiguration<PromiseClock>
{
    public void Configure(EntityTypeBuilder<PromiseClock> builder)
    {
        builder.ToTable(
            "clocks",
            t =>
            {
                t.HasCheckConstraint(
                    "ck_clocks_owned",
                    "(owner_kind = 'Nothing' AND owner_id IS NULL) OR (owner_kind IN ('Case', 'Replacement', 'Callback', 'PoorRating', 'Undertaking', 'Remedy', 'Introduction', 'Financing') AND owner_id IS NOT NULL)"
                );
                t.HasCheckConstraint(
                    "ck_clocks_running_fires",
                    "(state = 'Running' AND next_fire_at IS NOT NULL) OR (state <> 'Running' AND next_fire_at IS NULL)"
                );
                t.HasCheckConstraint(
                    "ck_clocks_paused_since",
                    "(state = 'Paused' AND paused_at IS NOT NULL) OR (state NOT IN ('Paused', 'Stopped') AND paused_at IS NULL) OR state = 'Stopped'"
                );
                t.HasCheckConstraint(
                    "ck_clocks_stopped_with_result",
                    "(state = 'Stopped' AND stopped_at IS NOT NULL AND result IS NOT NULL) OR (state <> 'Stopped' AND stopped_at IS NULL AND result IS NULL)"
                );
            }
        );
        // Of which kind a row is says what its owner_id is the key of.
        builder
            .HasDiscriminator(c => c.OwnerKind)
            .HasValue<PromiseClock>(OwnerKind.Nothing)
            .HasValue<ClockOf<Case>>(OwnerKind.Case)
            .HasValue<ClockOf<Replacement>>(OwnerKind.Replacement)
            .HasValue<ClockOf<CallbackTask>>(OwnerKind.Callback)
            .HasValue<ClockOf<PoorRating>>(OwnerKind.PoorRating)
            .HasValue<ClockOf<Commissioner.Domain.Undertakings.Undertaking>>(OwnerKind.Undertaking)
            .HasValue<ClockOf<Commissioner.Domain.Remedies.Remedy>>(OwnerKind.Remedy)
            .HasValue<ClockOf<Commissioner.Domain.Offerings.Introduction>>(OwnerKind.Introduction)
            .HasValue<ClockOf<Commissioner.Domain.Financing.FinancingPush>>(OwnerKind.Financing);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.RuleCode).HasMaxLength(64);
        builder.Property(c => c.CalendarCode).HasMaxLength(32);
        builder
            .Property(c => c.Pauses)
            .HasConversion(
                pauses => string.Join(';', pauses.Select(p => $"{p.From.UtcTicks}-{p.To.UtcTicks}")),
                text => text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(PauseOf).ToList(),
                new ValueComparer<IReadOnlyList<Pause>>((a, b) => a!.SequenceEqual(b!), p => p.Count, p => p)
            )
            .HasMaxLength(1000);
        builder.HasMany(c => c.Events).WithOne().HasForeignKey(e => e.ClockId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(c => new
            {
                c.SubjectId,
                c.Kind,
                c.Cycle,
            })
            .IsUnique();
        builder.HasIndex(c => c.NextFireAt).HasFilter("next_fire_at IS NOT NULL").HasDatabaseName("ix_clocks_due");
        // For re-bases and what-ifs: open clocks by the policy that they are pinned to.
        builder.HasIndex(c => new { c.PolicyVersion, c.Id }).HasFilter("state <> 'Stopped'").HasDatabaseName("ix_clocks_open_by_policy");
        builder
            .HasIndex(c => new
            {
                c.CalendarCode,
                c.CalendarVersion,
                c.Id,
            })
            .HasFilter("state <> 'Stopped'")
            .HasDatabaseName("ix_clocks_open_by_calendar");
    }

    private static Pause PauseOf(string text)
    {
        var ends = text.Split('-');
        return new(
            new(long.Parse(ends[0], CultureInfo.InvariantCulture), TimeSpan.Zero),
            new(long.Parse(ends[1], CultureInfo.InvariantCulture), TimeSpan.Zero)
        );
    }
}

/// <summary>
/// What makes promises has clocks in the one table of them. One column can't be a foreign key to seven tables, and seven columns of which
/// six are always empty would be the widest part of the hottest index: so the database has no foreign key here (see
/// <see cref="Providers.ModelDifferences"/>). A clock is written through what it is of alone, in the same save, and none of those is ever
/// deleted.
/// </summary>
internal static class Owing
{
    /// <summary>Says that it has clocks.</summary>
    public static void Owes<T>(this EntityTypeBuilder<T> owner, Expression<Func<T, IEnumerable<ClockOf<T>>?>> clocks)
        where T : class
    {
        owner.HasMany(clocks).WithOne().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Restrict);
        owner.Metadata.Model.FindEntityType(typeof(ClockOf<T>))!.FindProperty(nameof(ClockOf<T>.OwnerId))!.SetColumnName("owner_id");
    }
}

internal sealed class ClockEvents : IEntityTypeConfiguration<ClockEvent>
{
    public void Configure(EntityTypeBuilder<ClockEvent> builder)
    {
        builder.ToTable("clock_events");
        builder.HasKey(e => new { e.ClockId, e.Seq });
        builder.Property(e => e.Reason).HasMaxLength(64);
        builder.Property(e => e.RuleCode).HasMaxLength(64);
    }
}

internal sealed class Firings : IEntityTypeConfiguration<Firing>
{
    public void Configure(EntityTypeBuilder<Firing> builder)
    {
        builder.ToTable("firings");
        builder.HasKey(f => new
        {
            f.ClockId,
            f.Revision,
            f.Level,
        });
        builder.HasOne<PromiseClock>().WithMany().HasForeignKey(f => f.ClockId).OnDelete(DeleteBehavior.Restrict);
        // For the sweep's lateness over the last day and week.
        builder.HasIndex(f => f.FiredAt);
    }
}

internal sealed class Timeline : IEntityTypeConfiguration<TimelineEntry>
{
    public void Configure(EntityTypeBuilder<TimelineEntry> builder)
    {
        builder.ToTable("timeline");
        builder.Property(e => e.Name).HasMaxLength(64);
        builder.Property(e => e.ByName).IsSealed();
        builder.Property(e => e.ReactedAt).IsConcurrencyToken();
        builder.HasIndex(e => new { e.SubjectId, e.Seq }).IsUnique();
        builder.HasIndex(e => e.Id).HasFilter("reacted_at IS NULL").HasDatabaseName("ix_timeline_unreacted");
        builder.HasIndex(e => e.At).HasFilter("name = 'ContactRevealed'").HasDatabaseName("ix_timeline_revealed");
    }
}

internal sealed class Attachments : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasOne<Case>().WithMany().HasForeignKey(a => a.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Commissioner.Domain.Undertakings.Undertaking>()
            .WithMany()
            .HasForeignKey(a => a.UndertakingId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.UploadedById).OnDelete(DeleteBehavior.Restrict);
        // For the erasing of bytes: those that are not gone yet, and who else has the same.
        builder
            .HasIndex(a => a.ErasedAt)
            .HasFilter("erased_at IS NOT NULL AND bytes_gone_at IS NULL")
            .HasDatabaseName("ix_attachments_to_erase");
        builder.HasIndex(a => a.Hash);
    }
}
