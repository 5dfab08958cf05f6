using System.Text.RegularExpressions;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline;

/// <summary>A caller reads a number out, and the seat says who has it and by when somebody comes back.</summary>
/// <param name="Number">The whole number, in either case, with or without its hyphens.</param>
[Allow(Permission.FileByHotline)]
public sealed record FindOpenCase(string? Number) : IQuery<OpenCase>;

/// <summary>
/// As much of an open case as its caller is told. Numbers can be counted through: what is about officials keeps its title, and who filed it,
/// to itself.
/// </summary>
/// <param name="Id">The case; null where the seat may not open it.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">What it is about.</param>
/// <param name="EnterpriseName">Who filed it; null of what is about officials.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="HolderKind">Who has it.</param>
/// <param name="HolderName">By name, where one has it.</param>
/// <param name="Phone">The commissioner's number; null where the duty desk deals with it.</param>
/// <param name="NextWordBy">By when somebody comes back.</param>
/// <param name="Assured">False where a year without a notice was needed for that.</param>
public sealed record OpenCase(
    Id<Case>? Id,
    string Number,
    string? Title,
    string? EnterpriseName,
    CaseStatus Status,
    HolderKind HolderKind,
    string? HolderName,
    string? Phone,
    DateTimeOffset? NextWordBy,
    bool Assured
);

internal sealed partial class FindOpenCaseHandler(CommissionerDb db, Actor actor, Dues dues) : IRequestHandler<FindOpenCase, OpenCase>
{
    /// <summary>The number as cases bear it; null where this is none.</summary>
    public static string? Written(string? typed) =>
        Whole().Match(FullWidth.Bare(typed ?? "").Trim()) is { Success: true } number
            ? $"{number.Groups[1].Value.ToUpperInvariant()}-{number.Groups[2].Value}-{number.Groups[3].Value}"
            : null;

    public async Task<OpenCase> Handle(FindOpenCase query, CancellationToken cancellationToken)
    {
        var number = Written(query.Number) ?? throw new NotFound();
        var mine = db.Cases.VisibleTo(actor).Where(c => c.Number == number).Select(c => c.Id);
        var found =
            await db
                .Cases.AsNoTracking()
                .Where(c => c.Number == number && c.ClosedAt == null)
                .Select(c => new
                {
                    c.Id,
                    c.Title,
                    c.AboutOfficials,
                    EnterpriseName = c.Enterprise.Name,
                    c.Status,
                    c.Holder,
                    c.NextDueAt,
                    Department = db.Departments.Where(d => d.Id == c.HolderDepartmentId).Select(d => d.Name).FirstOrDefault(),
                    Commissioner = db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Name).FirstOrDefault(),
                    Phone = db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Phone).FirstOrDefault(),
                    Assured = !db.CaseClocks.Any(k => k.OwnerId == c.Id && k.StoppedAt == null && k.DueAt == c.NextDueAt && !k.Assured),
                    Mine = mine.Contains(c.Id),
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        return new(
            found.Mine ? found.Id : null,
            number,
            found.AboutOfficials ? null : found.Title,
            found.AboutOfficials ? null : found.EnterpriseName,
            found.Status,
            found.Holder,
            found.Holder == HolderKind.Department ? found.Department
                : found.Holder == HolderKind.Commissioner && !found.AboutOfficials ? found.Commissioner
                : null,
            found.AboutOfficials ? null : WhomToCall.First(found.Phone),
            found.NextDueAt,
            dues.Assures(found.NextDueAt, found.Assured)
        );
    }

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9]{0,7}?) ?-? ?([0-9]{8}) ?-? ?([0-9]{4,6})$")]
    private static partial Regex Whole();
}
