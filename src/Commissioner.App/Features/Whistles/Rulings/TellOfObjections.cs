using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Rulings;

/// <summary>Tells who has to rule of an objection, both sides of the ruling, and the leader of what nobody leads.</summary>
internal sealed class TellOfObjections : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries
            .Where(e =>
                e.Name
                    is nameof(DepartmentObjected)
                        or nameof(ObjectionDismissed)
                        or nameof(ObjectionUpheld)
                        or nameof(ObjectionConferred)
                        or nameof(NobodyLed)
            )
            .ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var cases = await db.CasesOfAsync(mine, cancellationToken);
        var departments = await db.OfDepartmentsAsync(
            mine.Where(e => e.DepartmentId is not null).Select(e => e.DepartmentId!.Value),
            cancellationToken
        );
        var desk = await db.WithAsync(Role.TriageDesk, cancellationToken);
        var leaders = mine.Exists(e => e.Name == nameof(NobodyLed)) ? await db.WithAsync(Role.Leader, cancellationToken) : [];
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var its = cases[entry.SubjectId];
            IEnumerable<Id<Person>> serves = its.CommissionerId is { } commissioner ? [commissioner] : desk;
            switch (entry.Name)
            {
                case nameof(DepartmentObjected):
                    var objected = Facts.Of<DepartmentObjected>(entry);
                    var said = new
                    {
                        its.Number,
                        its.Title,
                        objected.DepartmentName,
                        objected.CompetentName,
                        objected.Reason,
                        objected.RulingBy,
                    };
                    plan.Tell(desk, entry, "ObjectionRaised", said, $"/rulings/rule/{its.Id}/{objected.LegId}");
                    plan.Tell(serves.Except(desk), entry, "YourWhistleObjected", said, its.Link);
                    break;
                case nameof(ObjectionDismissed):
                    var kept = Facts.Of<ObjectionDismissed>(entry);
                    plan.Tell(
                        departments[entry.DepartmentId!.Value],
                        entry,
                        nameof(ObjectionDismissed),
                        new
                        {
                            its.Number,
                            kept.Reason,
                            kept.CheckInBy,
                        },
                        its.Link
                    );
                    plan.Tell(
                        serves,
                        entry,
                        "YourWhistleKept",
                        new
                        {
                            its.Number,
                            its.Title,
                            kept.DepartmentName,
                            kept.Reason,
                        },
                        its.Link
                    );
                    break;
                case nameof(ObjectionUpheld):
                    var upheld = Facts.Of<ObjectionUpheld>(entry);
                    plan.Tell(
                        departments[entry.DepartmentId!.Value],
                        entry,
                        nameof(ObjectionUpheld),
                        new { its.Number, upheld.Reason },
                        its.Link
                    );
                    plan.Tell(
                        serves,
                        entry,
                        "YourWhistleReassigned",
                        new
                        {
                            its.Number,
                            its.Title,
                            upheld.DepartmentName,
                            upheld.NewDepartmentName,
                            upheld.Reason,
                        },
                        its.Link
                    );
                    break;
                case nameof(ObjectionConferred):
                    var conferred = Facts.Of<ObjectionConferred>(entry);
                    plan.Tell(
                        departments[entry.DepartmentId!.Value].Concat(serves).Distinct(),
                        entry,
                        nameof(ObjectionConferred),
                        new
                        {
                            its.Number,
                            conferred.DepartmentName,
                            conferred.Reason,
                            conferred.DecideBy,
                        },
                        its.Link
                    );
                    break;
                default:
                    var nobody = Facts.Of<NobodyLed>(entry);
                    plan.Tell(
                        leaders,
                        entry,
                        nameof(NobodyLed),
                        new
                        {
                            its.Number,
                            its.Title,
                            nobody.Transfers,
                            nobody.Path,
                        },
                        its.Link
                    );
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
