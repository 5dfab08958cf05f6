using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Shared;

/// <summary>An open case that is late, and who owes what is late.</summary>
public sealed class LateCase
{
    public Case Case { get; init; } = null!;

    /// <summary>Who owes it.</summary>
    public HolderKind Holder { get; init; }

    /// <summary>The department, where one does.</summary>
    public Id<Department>? DepartmentId { get; init; }

    /// <summary>The commissioner, where one does; null for the duty desk.</summary>
    public Id<Person>? PersonId { get; init; }

    /// <summary>What is owed first.</summary>
    public PromiseKind? Promise { get; init; }

    /// <summary>Open cases that are late at this instant, UTC.</summary>
    internal static IQueryable<LateCase> At(CommissionerDb db, DateTimeOffset now) =>
        from c in db.Cases
        where c.ClosedAt == null && c.NextDueAt < now
        // The late leg is looked up: the case's holder is its lead department, but an assisting one may be late.
        let owing = db
            .Legs.Where(l =>
                (Guid)(object)l.Id
                == c.Clocks.Where(k =>
                        k.StoppedAt == null
                        && k.State != ClockState.Paused
                        && k.Kind != PromiseKind.Opinion
                        && k.Kind != PromiseKind.OrderAnswer
                    )
                    .OrderBy(k => k.DueAt)
                    .Select(k => k.Kind == PromiseKind.Ruling ? Guid.Empty : k.SubjectId)
                    .First()
            )
            .Select(l => (Id<Department>?)l.DepartmentId)
            .FirstOrDefault()
        select new LateCase
        {
            Case = c,
            Promise = c
                .Clocks.Where(k =>
                    k.StoppedAt == null
                    && k.State != ClockState.Paused
                    && k.Kind != PromiseKind.Opinion
                    && k.Kind != PromiseKind.OrderAnswer
                )
                .OrderBy(k => k.DueAt)
                .Select(k => (PromiseKind?)k.Kind)
                .FirstOrDefault(),
            Holder = owing != null ? HolderKind.Department : c.Holder,
            DepartmentId = owing ?? c.HolderDepartmentId,
            PersonId = owing == null && c.Holder == HolderKind.Commissioner && !c.AboutOfficials ? c.Enterprise.ActiveId : null,
        };
}
