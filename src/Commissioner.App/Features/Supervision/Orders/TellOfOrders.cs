using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Orders;

/// <summary>Tells who owes the answer to a supervision order of it, and supervision of the answer.</summary>
internal sealed class TellOfOrders : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name is nameof(SupervisionOrdered) or nameof(OrderAnswered) or nameof(OrderReturned)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var cases = await db.CasesOfAsync(mine, cancellationToken);
        var departments = await db.OfDepartmentsAsync(
            mine.Where(e => e.DepartmentId is not null).Select(e => e.DepartmentId!.Value),
            cancellationToken
        );
        var (desk, supervision) = (
            await db.WithAsync(Role.TriageDesk, cancellationToken),
            await db.WithAsync(Role.Supervisor, cancellationToken)
        );
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var its = cases[entry.SubjectId];
            var link = $"/orders/of/{its.Id}";
            switch (entry.Name)
            {
                case nameof(SupervisionOrdered):
                    var ordered = Facts.Of<SupervisionOrdered>(entry);
                    plan.Tell(
                        Owing(its, ordered.To, ordered.DepartmentId),
                        entry,
                        nameof(SupervisionOrdered),
                        new
                        {
                            its.Number,
                            ordered.No,
                            ordered.OrderWhy,
                            ordered.Promise,
                            ordered.Demand,
                            ordered.AnswerBy,
                        },
                        link
                    );
                    break;
                case nameof(OrderReturned):
                    var returned = Facts.Of<OrderReturned>(entry);
                    plan.Tell(
                        Owing(its, returned.To, returned.DepartmentId),
                        entry,
                        nameof(OrderReturned),
                        new
                        {
                            its.Number,
                            returned.No,
                            returned.Reason,
                            returned.AnswerBy,
                        },
                        link
                    );
                    break;
                default:
                    var answered = Facts.Of<OrderAnswered>(entry);
                    plan.Tell(
                        supervision,
                        entry,
                        nameof(OrderAnswered),
                        new
                        {
                            its.Number,
                            its.Title,
                            answered.No,
                            answered.DepartmentName,
                            answered.Answer,
                        },
                        link
                    );
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);

        IEnumerable<Id<Person>> Owing(CaseInHand its, HolderKind to, Id<Department>? department) =>
            department is { } d ? departments[d]
            : to == HolderKind.Commissioner && its.CommissionerId is { } commissioner ? [commissioner]
            : desk;
    }
}
