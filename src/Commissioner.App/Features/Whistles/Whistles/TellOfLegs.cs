using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Whistles;

/// <summary>
/// Tells who is concerned by what happens to a leg beside its usual way: a level's own people, the head of a report that lies with it, the
/// commissioner of arrivals and interim reports, the department of its release and of what a conference decided.
/// </summary>
internal sealed class TellOfLegs : IReaction
{
    private static readonly string[] Names =
    [
        nameof(LegRaised),
        nameof(ReportLaidBeforeHead),
        nameof(InterimReported),
        nameof(DepartmentArrived),
        nameof(DepartmentReleased),
        nameof(DepartmentDecided),
        nameof(ConferenceConvened),
    ];

    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => Names.Contains(e.Name)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var cases = await db.CasesOfAsync(mine, cancellationToken);
        var departments = await db.OfDepartmentsAsync(
            mine.Where(e => e.DepartmentId is not null).Select(e => e.DepartmentId!.Value),
            cancellationToken
        );
        var heads = await HeadsAsync(
            db,
            [.. mine.Where(e => e.DepartmentId is not null).Select(e => e.DepartmentId!.Value).Distinct()],
            cancellationToken
        );
        var (desk, leaders) = (
            await db.WithAsync(Role.TriageDesk, cancellationToken),
            mine.Exists(e => e.Name == nameof(LegRaised)) ? await db.WithAsync(Role.Leader, cancellationToken) : []
        );
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var its = cases[entry.SubjectId];
            IEnumerable<Id<Person>> serves = its.CommissionerId is { } commissioner ? [commissioner] : desk;
            switch (entry.Name)
            {
                case nameof(LegRaised):
                    // Level 2 tells the head and the leader in charge, level 3 also the office, which convenes the joint meeting.
                    var raised = Facts.Of<LegRaised>(entry);
                    plan.Tell(
                        heads[entry.DepartmentId!.Value],
                        entry,
                        nameof(LegRaised),
                        new
                        {
                            its.Number,
                            raised.Level,
                            raised.RaisedBecause,
                        },
                        its.Link
                    );
                    plan.Tell(
                        raised.Level >= 3 ? leaders.Concat(desk).Distinct() : leaders,
                        entry,
                        "LegRaisedToYou",
                        new
                        {
                            its.Number,
                            its.Title,
                            raised.DepartmentName,
                            raised.Level,
                            raised.RaisedBecause,
                            raised.Reason,
                        },
                        its.Link
                    );
                    break;
                case nameof(ReportLaidBeforeHead):
                    plan.Tell(
                        heads[entry.DepartmentId!.Value],
                        entry,
                        nameof(ReportLaidBeforeHead),
                        new { its.Number },
                        $"/whistles/part/{its.Id}/{Facts.Of<ReportLaidBeforeHead>(entry).LegId}"
                    );
                    break;
                case nameof(InterimReported):
                    var interim = Facts.Of<InterimReported>(entry);
                    plan.Tell(
                        serves,
                        entry,
                        nameof(InterimReported),
                        new
                        {
                            its.Number,
                            its.Title,
                            interim.DepartmentName,
                            interim.Why,
                            interim.NextAt,
                        },
                        its.Link
                    );
                    break;
                case nameof(DepartmentArrived):
                    var arrived = Facts.Of<DepartmentArrived>(entry);
                    plan.Tell(
                        serves,
                        entry,
                        nameof(DepartmentArrived),
                        new
                        {
                            its.Number,
                            its.Title,
                            arrived.DepartmentName,
                        },
                        $"/whistles/part/{its.Id}/{arrived.LegId}"
                    );
                    break;
                case nameof(DepartmentReleased):
                    plan.Tell(
                        departments[entry.DepartmentId!.Value],
                        entry,
                        nameof(DepartmentReleased),
                        new { its.Number, Facts.Of<DepartmentReleased>(entry).Reason },
                        its.Link
                    );
                    break;
                case nameof(DepartmentDecided):
                    var decided = Facts.Of<DepartmentDecided>(entry);
                    plan.Tell(
                        departments[entry.DepartmentId!.Value],
                        entry,
                        nameof(DepartmentDecided),
                        new
                        {
                            its.Number,
                            decided.Decision,
                            decided.Lead,
                            decided.DueAt,
                        },
                        its.Link
                    );
                    break;
                default:
                    var convened = Facts.Of<ConferenceConvened>(entry);
                    var called = await CalledAsync(db, convened.WhistleId, cancellationToken);
                    plan.Tell(
                        called.Concat(serves).Distinct(),
                        entry,
                        nameof(ConferenceConvened),
                        new
                        {
                            its.Number,
                            convened.Agenda,
                            convened.MeetPlace,
                            convened.MeetAt,
                        },
                        $"/conferences/{its.Id}"
                    );
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }

    private static async Task<ILookup<Id<Department>, Id<Person>>> HeadsAsync(
        CommissionerDb db,
        List<Id<Department>> departments,
        CancellationToken cancellationToken
    )
    {
        var role = nameof(Role.DepartmentHead);
        var found =
            departments.Count == 0
                ? []
                : await db
                    .People.Where(p =>
                        p.DepartmentId != null && departments.Contains(p.DepartmentId.Value) && ((string)(object)p.Roles).Contains(role)
                    )
                    .Select(p => new { p.Id, DepartmentId = p.DepartmentId!.Value })
                    .ToListAsync(cancellationToken);
        return found.ToLookup(p => p.DepartmentId, p => p.Id);
    }

    private static Task<List<Id<Person>>> CalledAsync(CommissionerDb db, Id<Whistle> whistle, CancellationToken cancellationToken) =>
        (
            from l in db.Legs.Where(l => l.WhistleId == whistle && l.Status != LegStatus.Cancelled && l.Status != LegStatus.Reassigned)
            join p in db.People on l.DepartmentId equals p.DepartmentId
            select p.Id
        )
            .Distinct()
            .ToListAsync(cancellationToken);
}
