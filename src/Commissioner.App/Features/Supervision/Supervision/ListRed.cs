using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Supervision;

/// <summary>Cases that are late now, of one holder or of all, what has been late longest first.</summary>
/// <param name="Holder">Who has them; all where nothing is said.</param>
/// <param name="UnitId">Which department or commissioner; of a commissioner's cases without it, the duty desk's.</param>
/// <param name="ParkId">Of this park or sub-park.</param>
/// <param name="Take">At most so many, 1 to 200.</param>
/// <param name="After">Where the page begins.</param>
[Allow(Permission.Supervise)]
public sealed record ListRed(HolderKind? Holder = null, Guid? UnitId = null, Guid? ParkId = null, int Take = 50, string? After = null)
    : IQuery<Page<RedCase>>;

/// <summary>A late case: what is owed first, since when it is late, and who has it.</summary>
public sealed record RedCase(
    Id<Case> Id,
    string? Number,
    string Title,
    string EnterpriseName,
    Urgency Urgency,
    CaseStatus Status,
    HolderKind Holder,
    string? HolderName,
    PromiseKind? Promise,
    DateTimeOffset RedSince
)
{
    /// <summary>Reads late cases as rows.</summary>
    internal static async Task<List<RedCase>> ReadAsync(
        CommissionerDb db,
        IQueryable<LateCase> late,
        IReadOnlyDictionary<Id<Department>, string> names,
        CancellationToken cancellationToken
    )
    {
        var rows = await late.Select(r => new
            {
                r.Case.Id,
                r.Case.Number,
                r.Case.Title,
                EnterpriseName = r.Case.Enterprise.Name,
                r.Case.Urgency,
                r.Case.Status,
                r.Holder,
                r.DepartmentId,
                Commissioner = db.People.Where(p => p.Id == r.PersonId).Select(p => p.Name).FirstOrDefault(),
                r.Promise,
                r.Case.NextDueAt,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(c => new RedCase(
                c.Id,
                c.Number,
                c.Title,
                c.EnterpriseName,
                c.Urgency,
                c.Status,
                c.Holder,
                c.DepartmentId is { } department ? names.GetValueOrDefault(department) : c.Commissioner,
                c.Promise,
                c.NextDueAt!.Value.ToUniversalTime()
            )),
        ];
    }
}

internal sealed class ListRedHandler(CommissionerDb db, DepartmentNames departments, TimeProvider clock)
    : IRequestHandler<ListRed, Page<RedCase>>
{
    public async Task<Page<RedCase>> Handle(ListRed query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var late = LateCase.At(db, clock.GetUtcNow()).AsNoTracking();
        if (query.Holder is { } holder)
        {
            late = late.Where(r => r.Holder == holder);
            var person = query.UnitId is { } id ? new Id<Person>(id) : (Id<Person>?)null;
            var department = query.UnitId is { } unit ? new Id<Department>(unit) : (Id<Department>?)null;
            late = holder switch
            {
                HolderKind.Commissioner => late.Where(r => r.PersonId == person),
                HolderKind.Department when department is not null => late.Where(r => r.DepartmentId == department),
                _ => late,
            };
        }

        if (query.ParkId is { } park)
        {
            var its = new Id<Park>(park);
            late = late.Where(r => r.Case.ParkId == its || r.Case.Enterprise.ParkId == its);
        }

        if (Cursor.Read<Case>(query.After) is { } after)
        {
            late = late.Where(r => r.Case.NextDueAt > after.At || (r.Case.NextDueAt == after.At && r.Case.Id > after.Id));
        }

        var rows = await RedCase.ReadAsync(
            db,
            late.OrderBy(r => r.Case.NextDueAt).ThenBy(r => r.Case.Id).Take(take + 1),
            await departments.AllAsync(cancellationToken),
            cancellationToken
        );
        return new(rows[..Math.Min(take, rows.Count)], rows.Count > take ? Cursor.Write(rows[take - 1].RedSince, rows[take - 1].Id) : null);
    }
}
