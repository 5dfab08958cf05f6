using Commissioner.App.Features.Replacements;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Staff;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
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
/// <param name="Away">Enterprises that others serve while it is on leave, and go on serving.</param>
/// <param name="Waiting">What waits for it, or waits for others on its account.</param>
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
    int Keys,
    IReadOnlyList<StandsInFor> Away,
    DepartureWaiting Waiting
);

/// <summary>An enterprise that somebody else serves, because its commissioner is on leave.</summary>
public sealed record StandsInFor(string Enterprise, string Acting);

/// <summary>What waits when somebody leaves, and what becomes of it.</summary>
/// <param name="Packs">Hand-overs that it has not signed: the office signs in its place.</param>
/// <param name="PoorRatings">Poor ratings that it was to put right: the office has them again.</param>
/// <param name="Callbacks">Call-backs that it tried and that are still owed: another agent goes on.</param>
/// <param name="Shifts">Shifts of the hotline that it was still to keep: they are free again.</param>
/// <param name="Asked">What was asked in cases that it serves and waits for approval: it waits on, for whoever follows.</param>
/// <param name="Proposed">Calendars, policies and explained closures that it proposed and nobody confirmed: they wait on.</param>
public sealed record DepartureWaiting(int Packs, int PoorRatings, int Callbacks, int Shifts, int Asked, int Proposed)
{
    /// <summary>How much it is.</summary>
    public int Sum => Packs + PoorRatings + Callbacks + Shifts + Asked + Proposed;
}

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
            await db.ApiKeys.CountAsync(k => k.PersonId == person.Id && k.RevokedAt == null && k.EndsAt > now, cancellationToken),
            await (
                from e in db.Enterprises.Where(e => e.AwayId == person.Id && e.ActiveId != null)
                join p in db.People on e.ActiveId equals (Id<Person>?)p.Id
                orderby e.Name
                select new StandsInFor(e.Name, p.Name)
            ).ToListAsync(cancellationToken),
            await WaitingAsync(person, now, cancellationToken)
        );
    }

    private async Task<DepartureWaiting> WaitingAsync(Person person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var its = db.Cases.Where(c => c.ClosedAt == null && c.Enterprise.ActiveId == person.Id);
        return new(
            await HandOverBook.PacksOf(db, person).CountAsync(cancellationToken),
            await HandOverBook.PoorRatingsOf(db, person).CountAsync(cancellationToken),
            await db.Callbacks.CountAsync(
                t => t.Status == CallbackStatus.Open && t.Attempts.Any(a => a.ById == person.Id),
                cancellationToken
            ),
            await HandOverBook.ShiftsOf(db, person, now).CountAsync(cancellationToken),
            await its.CountAsync(
                c => c.ExtensionAsked != null || c.PlanAsked != null || c.Status == CaseStatus.UnderReview,
                cancellationToken
            ),
            await db.Cases.CountAsync(c => c.ClosedAt == null && c.Explanation!.ProposedById == person.Id, cancellationToken)
                + await db.Calendars.CountAsync(c => c.ProposedById == person.Id && c.ConfirmedById == null, cancellationToken)
                + await db.Policies.CountAsync(p => p.ProposedById == person.Id && p.ConfirmedById == null, cancellationToken)
        );
    }

    private async Task<IReadOnlyList<PostOpen>> PostsAsync(Person person, CancellationToken cancellationToken)
    {
        var enterprises = await db
            .Enterprises.AsNoTracking()
            .WithPast()
            .Where(e => e.ActiveId == person.Id || e.BackupId == person.Id || (e.AwayId == person.Id && e.ActiveId == null))
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
                    e.BackupId == person.Id ? Duty.Backup : Duty.Active,
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
