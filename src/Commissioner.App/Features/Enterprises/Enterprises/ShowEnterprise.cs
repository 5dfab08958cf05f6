using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Enterprises;

/// <summary>One enterprise with who serves it; who served it before, for itself, the service office and supervision.</summary>
[Allow(Permission.ReadEnterprises)]
public sealed record ShowEnterprise(Id<Enterprise> EnterpriseId) : IQuery<EnterpriseSheet>;

/// <summary>An enterprise as a person may see it; its version, which moves when it rates, is null to who may not know of ratings.</summary>
public sealed record EnterpriseSheet(
    Id<Enterprise> Id,
    int? Version,
    string Name,
    string CreditCode,
    string Industry,
    string Park,
    ServingPerson? Commissioner,
    ServingPerson? Backup,
    bool ActingOnly,
    IReadOnlyList<AssignmentLine> Assignments,
    OngoingReplacement? Replacement,
    bool ReplacementOffered = false
);

/// <summary>Who serves; a null person is the duty desk.</summary>
public sealed record ServingPerson(Id<Person> Id, string Name);

/// <summary>An assignment to a post; a null person is the duty desk.</summary>
public sealed record AssignmentLine(Duty Duty, ServingPerson? Person, DateTimeOffset From, DateTimeOffset? To, AssignmentReason Reason);

/// <summary>The newest replacement, as far as it matters to the enterprise.</summary>
public sealed record OngoingReplacement(
    Id<Replacement> Id,
    ReplacementStatus Status,
    DateTimeOffset BeganAt,
    DateTimeOffset KeepUntil,
    bool CanBeKept,
    DateTimeOffset? SuccessorBy
);

internal sealed class ShowEnterpriseHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ShowEnterprise, EnterpriseSheet>
{
    public async Task<EnterpriseSheet> Handle(ShowEnterprise query, CancellationToken cancellationToken)
    {
        var e = await db.Enterprises.AsNoTracking().WithPast().VisibleTo(actor).One(query.EnterpriseId, cancellationToken);
        var park = await db.Parks.Where(p => p.Id == e.ParkId).Select(p => p.Name).SingleAsync(cancellationToken);
        var ids = e
            .Past.Select(a => a.PersonId)
            .Append(e.ActiveId)
            .Append(e.BackupId)
            .Where(i => i is not null)
            .Select(i => i!.Value)
            .Distinct()
            .ToList();
        var names = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);

        // The present commissioner does not see the history: it would tell that somebody was replaced.
        var history =
            actor.Is(Role.Commissioner) && !actor.Is(Role.TriageDesk, Role.Supervisor)
                ? []
                : e
                    .Past.Select(a => Line(a.Duty, a.PersonId, a.FromAt, a.ToAt, a.Reason))
                    .Append(Line(Duty.Active, e.ActiveId, e.ActiveSinceAt, null, e.ActiveReason))
                    .Append(Line(Duty.Backup, e.BackupId, e.BackupSinceAt, null, e.BackupReason))
                    .OrderBy(a => a.Duty)
                    .ThenBy(a => a.From)
                    .ToList();
        return new(
            e.Id,
            actor.KnowsOfRatings() || actor.Is(Role.TriageDesk) ? e.Version : null,
            e.Name,
            e.CreditCode,
            e.Industry,
            park,
            Serving(e.ActiveId),
            Serving(e.BackupId),
            e.ActiveReason == AssignmentReason.Acting,
            history,
            await OngoingAsync(e, cancellationToken),
            actor.KnowsOfRatings() && e.OfferedForId is not null
        );

        AssignmentLine Line(Duty duty, Id<Person>? person, DateTimeOffset from, DateTimeOffset? to, AssignmentReason reason) =>
            new(duty, Serving(person), from, to, reason);
        ServingPerson? Serving(Id<Person>? person) => person is { } id ? new(id, names.GetValueOrDefault(id, "")) : null;
    }

    private async Task<OngoingReplacement?> OngoingAsync(Enterprise enterprise, CancellationToken cancellationToken)
    {
        if (!actor.Is(Role.EnterpriseOwner, Role.EnterpriseUser, Role.TriageDesk, Role.Supervisor))
        {
            return null;
        }

        var last = await db
            .Replacements.AsNoTracking()
            .Include(r => r.Clocks)
            .AsSingleQuery()
            .Where(r => r.EnterpriseId == enterprise.Id)
            .OrderByDescending(r => r.BeganAt)
            .ThenBy(r => r.Status)
            .FirstOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return last is null
            ? null
            : new(
                last.Id,
                last.Status,
                last.BeganAt,
                last.KeepUntil,
                now <= last.KeepUntil
                    && (
                        last.Status == ReplacementStatus.Acting
                        || (last.Status == ReplacementStatus.Appointed && enterprise.ActiveId == last.SuccessorId)
                    ),
                last.Status == ReplacementStatus.Acting ? last.Clocks.First(k => k.Kind == PromiseKind.Successor).DueAt : null
            );
    }
}
