using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Colleagues;

/// <summary>Who belongs to one's own enterprise, and what is open of its invitations; for its owner.</summary>
[Allow(Permission.KeepColleagues)]
public sealed record ListColleagues : IQuery<ColleagueSheet>;

/// <summary>An enterprise's people and invitations.</summary>
public sealed record ColleagueSheet(string Enterprise, IReadOnlyList<ColleagueLine> People, IReadOnlyList<InvitationLine> Invitations);

/// <summary>Somebody of the enterprise.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Its name.</param>
/// <param name="Phone">The number by which it signs in, masked; empty where it has none.</param>
/// <param name="IsOwner">It is the owner, or one of them.</param>
/// <param name="IsSelf">It is who asks.</param>
public sealed record ColleagueLine(Id<Person> Id, string Name, string Phone, bool IsOwner, bool IsSelf);

/// <summary>An invitation that can still be taken.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Whom it means.</param>
/// <param name="Phone">The number that it went to, masked.</param>
/// <param name="GoodUntil">Until when.</param>
public sealed record InvitationLine(Id<Invitation> Id, string Name, string Phone, DateTimeOffset GoodUntil);

internal sealed class ListColleaguesHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ListColleagues, ColleagueSheet>
{
    private const int Most = 200;

    public async Task<ColleagueSheet> Handle(ListColleagues query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = actor.EnterpriseId ?? throw new NotFound();
        var name = await db.Enterprises.Where(e => e.Id == id).Select(e => e.Name).SingleAsync(cancellationToken);
        var people = await (
            from p in db.People.AsNoTracking()
            where p.EnterpriseId == id && p.LeftAt == null
            orderby p.Id
            select new
            {
                Person = p,
                Phone = db.Accounts.Where(a => a.Id == (Guid)(object)p.Id).Select(a => a.PhoneNumber).FirstOrDefault(),
            }
        )
            .Take(Most)
            .ToListAsync(cancellationToken);
        var invitations = await db
            .Invitations.AsNoTracking()
            .Where(i => i.EnterpriseId == id && i.ClosedAt == null && i.GoodUntil > now)
            .OrderByDescending(i => i.InvitedAt)
            .ThenByDescending(i => i.Id)
            .Take(Invitation.MostOpen)
            .ToListAsync(cancellationToken);
        return new(
            name,
            [
                .. people.Select(r => new ColleagueLine(
                    r.Person.Id,
                    r.Person.Name,
                    ContactWays.Stored(r.Phone).Masked,
                    r.Person.Roles.Contains(Role.EnterpriseOwner),
                    r.Person.Id == actor.Id
                )),
            ],
            [.. invitations.Select(i => new InvitationLine(i.Id, i.Name, ContactWays.Stored(i.Phone).Masked, i.GoodUntil))]
        );
    }
}
