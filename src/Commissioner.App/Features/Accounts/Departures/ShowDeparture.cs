using Commissioner.App.Features.Replacements;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Staff;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Departures;

/// <summary>What is open with somebody of the staff, and who could take it over.</summary>
[Allow(Permission.LetStaffGo)]
public sealed record ShowDeparture(Id<Person> PersonId) : IQuery<Departure>
{
    /// <summary>So many are offered at the most, best first.</summary>
    public const int Offered = 12;
}

/// <summary>What is open with somebody.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Its name.</param>
/// <param name="Roles">What it holds.</param>
/// <param name="DepartmentId">Its department.</param>
/// <param name="LeftAt">When it left.</param>
/// <param name="ByTwo">It administers or supervises: two administrators let it go, not the service office.</param>
/// <param name="Posts">Enterprises that it serves or backs up.</param>
/// <param name="Legs">Open legs with which it deals.</param>
/// <param name="Colleagues">Who of its department could take them over.</param>
/// <param name="Reviews">Fault reviews about it that go on.</param>
/// <param name="Keys">Keys of its programs, which end with it.</param>
public sealed record Departure(
    Id<Person> Id,
    string Name,
    IReadOnlyList<Role> Roles,
    Id<Department>? DepartmentId,
    DateTimeOffset? LeftAt,
    bool ByTwo,
    IReadOnlyList<PostOpen> Posts,
    IReadOnlyList<LegOpen> Legs,
    IReadOnlyList<Colleague> Colleagues,
    int Reviews,
    int Keys
);

/// <summary>An enterprise that somebody serves or backs up.</summary>
/// <param name="EnterpriseId">The enterprise.</param>
/// <param name="Name">Its name.</param>
/// <param name="Duty">Which post.</param>
/// <param name="Open">How many of its cases are open.</param>
/// <param name="Backup">Its backup; null for the duty desk.</param>
/// <param name="CanFollow">Who could serve it from now on, best first: the backup where it can.</param>
/// <param name="CanStandBy">Who could back it up, best first.</param>
public sealed record PostOpen(
    Id<Enterprise> EnterpriseId,
    string Name,
    Duty Duty,
    int Open,
    Colleague? Backup,
    IReadOnlyList<Colleague> CanFollow,
    IReadOnlyList<Colleague> CanStandBy
);

/// <summary>A leg with which somebody deals.</summary>
public sealed record LegOpen(string Number, [property: Due] DateTimeOffset? DueAt);

/// <summary>Somebody who could take over.</summary>
public sealed record Colleague(Id<Person> Id, string Name);

internal sealed class ShowDepartureHandler(CommissionerDb db, RoleBook roles, Successors successors, TimeProvider clock)
    : IRequestHandler<ShowDeparture, Departure>
{
    private static readonly FaultReviewStatus[] GoesOn =
    [
        FaultReviewStatus.Opened,
        FaultReviewStatus.Stated,
        FaultReviewStatus.Decided,
        FaultReviewStatus.Appealed,
    ];

    public async Task<Departure> Handle(ShowDeparture query, CancellationToken cancellationToken)
    {
        var person = await roles.PersonAsync(query.PersonId, cancellationToken);
        var legs = await (
            from l in HandOverBook.LegsWith(db, person)
            join c in db.Cases on l.CaseId equals c.Id
            orderby l.NextDueAt
            select new LegOpen(c.Number!, l.NextDueAt)
        ).ToListAsync(cancellationToken);
        var (department, now) = (person.DepartmentId, clock.GetUtcNow());
        return new(
            person.Id,
            person.Name,
            person.Roles,
            department,
            person.LeftAt,
            person.Roles.Any(RoleChange.NeedsTwo),
            await PostsAsync(person, cancellationToken),
            legs,
            department is null
                ? []
                :
                [
                    .. (
                        await db
                            .People.Where(p => p.DepartmentId == department && p.Id != person.Id && p.LeftAt == null)
                            .Select(p => new Colleague(p.Id, p.Name))
                            .ToListAsync(cancellationToken)
                    ).OrderBy(c => c.Name, StringComparer.Ordinal),
                ],
            await db.FaultReviews.CountAsync(r => r.PersonId == person.Id && GoesOn.Contains(r.Status), cancellationToken),
            await db.ApiKeys.CountAsync(k => k.PersonId == person.Id && k.RevokedAt == null && k.EndsAt > now, cancellationToken)
        );
    }

    private async Task<IReadOnlyList<PostOpen>> PostsAsync(Person person, CancellationToken cancellationToken)
    {
        var enterprises = await db
            .Enterprises.AsNoTracking()
            .WithPast()
            .Where(e => e.ActiveId == person.Id || e.BackupId == person.Id)
            .OrderBy(e => e.Name)
            .ToListAsync(cancellationToken);
        if (enterprises.Count == 0)
        {
            return [];
        }

        var ids = enterprises.ConvertAll(e => e.Id);
        var open = await db
            .Cases.Where(c => ids.Contains(c.EnterpriseId) && c.ClosedAt == null)
            .GroupBy(c => c.EnterpriseId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var ties = (await db.Ties.Where(t => t.EndedAt == null && ids.Contains(t.EnterpriseId)).ToListAsync(cancellationToken)).ToLookup(
            t => t.EnterpriseId,
            t => t.PersonId
        );
        var candidates = (await successors.CandidatesAsync(cancellationToken)).FindAll(c => c.PersonId != person.Id);
        var people = candidates.ConvertAll(c => c.PersonId);
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return
        [
            .. enterprises.Select(e =>
            {
                var tied = ties[e.Id].ToHashSet();
                var known = candidates.ConvertAll(c => c with { Tied = tied.Contains(c.PersonId) });
                Colleague Named(Id<Person> id) => new(id, names.GetValueOrDefault(id, ""));
                return new PostOpen(
                    e.Id,
                    e.Name,
                    e.ActiveId == person.Id ? Duty.Active : Duty.Backup,
                    open.GetValueOrDefault(e.Id),
                    e.BackupId is { } backup && backup != person.Id ? Named(backup) : null,
                    [
                        .. known
                            .Where(c => c.PersonId == e.BackupId && Replacement.HindersTakingOver(e, c) is null)
                            .Concat(Replacement.Eligible(e, known))
                            .Take(ShowDeparture.Offered)
                            .Select(c => Named(c.PersonId)),
                    ],
                    [
                        .. known
                            .Where(c => !c.Tied && c.PersonId != e.ActiveId)
                            .OrderByDescending(c => c.ParkId == e.ParkId)
                            .ThenBy(c => c.Load)
                            .ThenBy(c => c.PersonId)
                            .Take(ShowDeparture.Offered)
                            .Select(c => Named(c.PersonId)),
                    ]
                );
            }),
        ];
    }
}
