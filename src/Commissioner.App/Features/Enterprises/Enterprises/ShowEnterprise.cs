using Commissioner.App.Features.Shared;
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
    bool ReplacementOffered,
    IReadOnlyList<string> FormerNames,
    string? Hotline,
    bool OutOfHours
)
{
    /// <summary>Whom it calls.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public WhomToCall ToCall => new(Commissioner?.Name, Commissioner?.Phone, Hotline, OutOfHours);
}

/// <summary>Who serves, and the number to call it at, of who serves now; a null person is the duty desk.</summary>
public sealed record ServingPerson(Id<Person> Id, string Name, string? Phone = null);

/// <summary>An assignment to a post; a null person is the duty desk.</summary>
public sealed record AssignmentLine(Duty Duty, ServingPerson? Person, DateTimeOffset From, DateTimeOffset? To, AssignmentReason Reason);

/// <summary>The newest replacement, as far as it matters to the enterprise.</summary>
public sealed record OngoingReplacement(
    Id<Replacement> Id,
    ReplacementStatus Status,
    DateTimeOffset BeganAt,
    [property: Due] DateTimeOffset KeepUntil,
    bool CanBeKept,
    [property: Due] DateTimeOffset? SuccessorBy
);

internal sealed class ShowEnterpriseHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ShowEnterprise, EnterpriseSheet>
{
    public async Task<EnterpriseSheet> Handle(ShowEnterprise query, CancellationToken cancellationToken)
    {
        var e = await db
            .Enterprises.AsNoTracking()
            .WithPast()
            .Include(x => x.FormerNames)
            .VisibleTo(actor)
            .One(query.EnterpriseId, cancellationToken);
        var (park, hotline, calendar) = await db.HotlineOf(e.ParkId, cancellationToken);
        var ids = e
            .Past.Select(a => a.PersonId)
            .Append(e.ActiveId)
            .Append(e.BackupId)
            .Where(i => i is not null)
            .Select(i => i!.Value)
            .Distinct()
            .ToList();
        var people = await db
            .People.Where(p => ids.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                p.Name,
                p.Phone,
            })
            .ToDictionaryAsync(p => p.Id, cancellationToken);

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
            Serving(e.ActiveId, now: true),
            Serving(e.BackupId, now: true),
            e.ActiveReason == AssignmentReason.Acting,
            history,
            await OngoingAsync(e, cancellationToken),
            actor.KnowsOfRatings() && e.OfferedForId is not null,
            [.. e.FormerNames.OrderByDescending(f => f.NotedAt).ThenBy(f => f.Name).Select(f => f.Name)],
            WhomToCall.First(hotline),
            !promises.CalendarOf(calendar).IsWorking(clock.GetUtcNow())
        );

        AssignmentLine Line(Duty duty, Id<Person>? person, DateTimeOffset from, DateTimeOffset? to, AssignmentReason reason) =>
            new(duty, Serving(person), from, to, reason);
        ServingPerson? Serving(Id<Person>? person, bool now = false) =>
            person is not { } id ? null
            : people.GetValueOrDefault(id) is { } known ? new(id, known.Name, now ? WhomToCall.First(known.Phone) : null)
            : new(id, "");
    }

    private async Task<OngoingReplacement?> OngoingAsync(Enterprise enterprise, CancellationToken cancellationToken)
    {
        if (!actor.Is(Role.EnterpriseOwner, Role.EnterpriseUser, Role.HotlineSeat, Role.TriageDesk, Role.Supervisor))
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
