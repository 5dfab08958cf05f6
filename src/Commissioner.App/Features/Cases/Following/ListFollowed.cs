using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Following;

/// <summary>The cases that one follows and may still see, the last followed first, by keyset; with a case, only that one.</summary>
[Allow(Permission.FollowCases)]
public sealed record ListFollowed(Id<Case>? CaseId = null, int Take = 50, string? After = null) : IQuery<Page<FollowedCase>>;

/// <summary>A case that one follows.</summary>
/// <param name="Id">The case.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title; to a department from which the enterprise is hidden, what it is asked.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Since">Since when one follows it.</param>
public sealed record FollowedCase(Id<Case> Id, string? Number, string Title, CaseStatus Status, DateTimeOffset Since);

internal sealed class ListFollowedHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListFollowed, Page<FollowedCase>>
{
    public async Task<Page<FollowedCase>> Handle(ListFollowed query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var department = actor.SeesFor();
        var only = query.CaseId;
        var found =
            from f in db.CaseFollowers.AsNoTracking().Where(f => f.PersonId == actor.Id && (only == null || f.CaseId == only))
            join c in db.Cases.VisibleTo(actor) on f.CaseId equals c.Id
            select new
            {
                f.Since,
                c.Id,
                c.Number,
                c.Title,
                c.Status,
                Hidden = department == null
                    ? null
                    : c
                        .Whistles.Where(w => w.Disclosure == Disclosure.IdentityHidden && w.Legs.Any(l => l.DepartmentId == department))
                        .Select(w => w.Asked)
                        .FirstOrDefault(),
            };
        if (Cursor.Read<Case>(query.After) is { } after)
        {
            found = found.Where(f => f.Since < after.At || (f.Since == after.At && f.Id < after.Id));
        }

        var rows = await found.OrderByDescending(f => f.Since).ThenByDescending(f => f.Id).Take(take + 1).ToListAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(f => new FollowedCase(f.Id, f.Number, f.Hidden is { } asked ? Sight.Short(asked) : f.Title, f.Status, f.Since))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].Since, items[^1].Id) : null);
    }
}
