using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Colleagues;

/// <summary>Finds whom an owner may invite, let go or hand over to: its own enterprise's alone.</summary>
internal sealed class ColleagueBook(CommissionerDb db, Actor actor)
{
    /// <summary>The enterprise of who acts, and who acts as it is now: it may have handed over a moment ago.</summary>
    /// <exception cref="NotFound">Who acts is of no enterprise.</exception>
    public async Task<(Enterprise Enterprise, Person Owner)> OwnAsync(CancellationToken cancellationToken)
    {
        var id = actor.EnterpriseId ?? throw new NotFound();
        return (
            await db.Enterprises.SingleAsync(e => e.Id == id, cancellationToken),
            await db.People.SingleAsync(p => p.Id == actor.Id, cancellationToken)
        );
    }

    /// <summary>Somebody of an enterprise.</summary>
    /// <exception cref="NotFound">There is nobody like that, or it is gone.</exception>
    public async Task<Person> OfAsync(Id<Enterprise> enterprise, Id<Person> id, CancellationToken cancellationToken) =>
        await db.People.SingleOrDefaultAsync(p => p.Id == id && p.EnterpriseId == enterprise && p.LeftAt == null, cancellationToken)
        ?? throw new NotFound();

    /// <summary>Who of an enterprise signs in by a number; null where nobody does.</summary>
    public async Task<Person?> AtAsync(Id<Enterprise> enterprise, PhoneNumber phone, CancellationToken cancellationToken)
    {
        var number = phone.ToString();
        return await (
            from a in db.Accounts
            from p in db.People
            where a.PhoneNumber == number && a.Id == (Guid)(object)p.Id && p.EnterpriseId == enterprise && p.LeftAt == null
            orderby p.Id
            select p
        ).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>An invitation of an enterprise.</summary>
    /// <exception cref="NotFound">It has none like that.</exception>
    public async Task<Invitation> InvitationAsync(Id<Enterprise> enterprise, Id<Invitation> id, CancellationToken cancellationToken) =>
        await db.Invitations.SingleOrDefaultAsync(i => i.Id == id && i.EnterpriseId == enterprise, cancellationToken)
        ?? throw new NotFound();
}
