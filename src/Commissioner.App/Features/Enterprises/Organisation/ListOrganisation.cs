using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Organisation;

/// <summary>The park with its sub-parks, departments and commissioners, each by its code or user name.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed record ListOrganisation : IQuery<OrganisationSheet>;

/// <summary>The organisation.</summary>
/// <param name="Park">The park's name.</param>
/// <param name="Parks">Its sub-parks.</param>
/// <param name="Departments">Departments that can be called.</param>
/// <param name="Commissioners">Who holds the role of commissioner, also those of whom nobody has said where they serve.</param>
public sealed record OrganisationSheet(
    string Park,
    IReadOnlyList<SubParkLine> Parks,
    IReadOnlyList<DepartmentOfPark> Departments,
    IReadOnlyList<CommissionerOfPark> Commissioners
)
{
    /// <summary>Banks that financing needs are pushed to, and those that were.</summary>
    public IReadOnlyList<BankOfPark> Banks { get; init; } = [];

    /// <summary>Who holds a bank's role, also those of whom nobody has said at which bank.</summary>
    public IReadOnlyList<BankerOfPark> Bankers { get; init; } = [];
}

/// <summary>A bank; how many of its people there are, and what it sees of financing needs.</summary>
public sealed record BankOfPark(
    Domain.Id<Domain.Financing.Bank> Id,
    string Code,
    string Name,
    DateTimeOffset? EndedAt,
    int People,
    int Seen
);

/// <summary>Somebody of a bank; without a bank's code it sees nothing yet.</summary>
public sealed record BankerOfPark(string UserName, string Name, string? Bank);

/// <summary>A sub-park, and how many enterprises are in it.</summary>
public sealed record SubParkLine(string Code, string Name, int Enterprises);

/// <summary>A department; the sub-park's code where it is of one; how many of the staff belong to it.</summary>
public sealed record DepartmentOfPark(string Code, string Name, string? Park, int People)
{
    /// <summary>Its key.</summary>
    public Domain.Id<Domain.Departments.Department> Id { get; init; }

    /// <summary>What it was called before, the latest first.</summary>
    public IReadOnlyList<FormerDepartmentName> FormerNames { get; init; } = [];

    /// <summary>When it closed or merged.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The name of who does its work since then.</summary>
    public string? Successor { get; init; }
}

/// <summary>A name that a department bore until a moment.</summary>
public sealed record FormerDepartmentName(string Name, DateTimeOffset UntilAt);

/// <summary>A commissioner; without a sub-park it serves nobody yet.</summary>
public sealed record CommissionerOfPark(string UserName, string Name, string? Park, string? Industry, int? LoadLimit, int Enterprises);

internal sealed class ListOrganisationHandler(CommissionerDb db) : IRequestHandler<ListOrganisation, OrganisationSheet>
{
    public Task<OrganisationSheet> Handle(ListOrganisation query, CancellationToken cancellationToken) => ReadAsync(db, cancellationToken);

    /// <summary>Reads it.</summary>
    public static async Task<OrganisationSheet> ReadAsync(CommissionerDb db, CancellationToken cancellationToken)
    {
        var parks = await db
            .Parks.AsNoTracking()
            .OrderBy(p => p.Code)
            .Select(p => new
            {
                p.Id,
                p.Code,
                p.Name,
                p.PartOfId,
                Enterprises = db.Enterprises.Count(e => e.ParkId == p.Id && e.EndedAt == null),
            })
            .ToListAsync(cancellationToken);
        var subs = parks.Where(p => p.PartOfId is not null).ToDictionary(p => p.Id, p => p.Code);
        var departments = await db
            .Departments.AsNoTracking()
            .OrderBy(d => d.Code)
            .Select(d => new
            {
                d.Id,
                d.Code,
                d.Name,
                d.ParkId,
                d.ClosedAt,
                d.SuccessorId,
                Former = d.FormerNames.OrderByDescending(n => n.UntilAt).Select(n => new FormerDepartmentName(n.Name, n.UntilAt)).ToList(),
                People = db.People.Count(p => p.DepartmentId == d.Id && p.LeftAt == null),
            })
            .ToListAsync(cancellationToken);
        // Who holds roles is read by account, and its roles here: they are one text in the database.
        var people = await (
            from p in db.People.AsNoTracking()
            join a in db.Accounts on (Guid)(object)p.Id equals a.Id
            where p.EnterpriseId == null && p.LeftAt == null
            join c in db.ServiceCommissioners on p.Id equals c.PersonId into serving
            from serves in serving.DefaultIfEmpty()
            orderby a.UserName
            select new
            {
                p.Id,
                a.UserName,
                p.Name,
                p.Roles,
                ParkId = (Domain.Id<Domain.Enterprises.Park>?)serves.ParkId,
                Industry = (string?)serves.Industry,
                LoadLimit = (int?)serves.LoadLimit,
                Enterprises = db.Enterprises.Count(e => e.ActiveId == p.Id),
            }
        ).ToListAsync(cancellationToken);
        var banks = await db
            .Banks.AsNoTracking()
            .OrderBy(b => b.Code)
            .Select(b => new BankOfPark(
                b.Id,
                b.Code,
                b.Name,
                b.EndedAt,
                db.Bankers.Count(k => k.BankId == b.Id && db.People.Any(p => p.Id == k.PersonId && p.LeftAt == null)),
                db.FinancingPushes.Count(p => p.BankId == b.Id && p.EndedAt == null)
            ))
            .ToListAsync(cancellationToken);
        var bankers = await db
            .Bankers.AsNoTracking()
            .Join(db.Banks, k => k.BankId, b => b.Id, (k, b) => new { k.PersonId, b.Code })
            .ToDictionaryAsync(k => k.PersonId, k => k.Code, cancellationToken);
        return new(
            parks.Find(p => p.PartOfId is null)?.Name ?? "",
            [.. parks.Where(p => p.PartOfId is not null).Select(p => new SubParkLine(p.Code, p.Name, p.Enterprises))],
            [
                .. departments
                    .OrderBy(d => d.ClosedAt is not null)
                    .Select(d => new DepartmentOfPark(d.Code, d.Name, subs.GetValueOrDefault(d.ParkId), d.People)
                    {
                        Id = d.Id,
                        FormerNames = d.Former,
                        ClosedAt = d.ClosedAt,
                        Successor = departments.Find(o => o.Id == d.SuccessorId)?.Name,
                    }),
            ],
            [
                .. people
                    .Where(p => p.Roles.Contains(Role.Commissioner))
                    .Select(p => new CommissionerOfPark(
                        p.UserName!,
                        p.Name,
                        p.ParkId is { } park ? parks.Find(k => k.Id == park)?.Code : null,
                        p.Industry,
                        p.LoadLimit,
                        p.Enterprises
                    )),
            ]
        )
        {
            Banks = banks,
            Bankers =
            [
                .. people
                    .Where(p => p.Roles.Contains(Role.Bank))
                    .Select(p => new BankerOfPark(p.UserName!, p.Name, bankers.GetValueOrDefault(p.Id))),
            ],
        };
    }
}
