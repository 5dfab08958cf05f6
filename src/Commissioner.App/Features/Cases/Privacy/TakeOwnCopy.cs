using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Privacy;

/// <summary>
/// An enterprise's person takes a copy along of all that is kept of it and of its enterprise. It answers what no other page of its own says;
/// the rest is asked for page by page while the copy is written.
/// </summary>
[Allow(Permission.TakeOwnCopy)]
public sealed record TakeOwnCopy : IQuery<OwnRecord>, IOpening;

/// <summary>What is kept of somebody beside what its pages list.</summary>
/// <param name="EnterpriseId">Its enterprise.</param>
/// <param name="Person">Its account; lists are filled in while the copy is written.</param>
/// <param name="ContactName">Whom its enterprise names as contact.</param>
/// <param name="ContactPhone">And the contact's number.</param>
/// <param name="Filed">The cases that it filed itself.</param>
/// <param name="Claims">Its enterprise's claims of policies, of all editions; its page shows the present ones.</param>
public sealed record OwnRecord(
    Id<Enterprise> EnterpriseId,
    OwnPerson Person,
    string ContactName,
    string ContactPhone,
    IReadOnlySet<Id<Case>> Filed,
    IReadOnlyList<OwnClaim> Claims
);

internal sealed class TakeOwnCopyHandler(CommissionerDb db, Actor actor, Hosting.Texts texts) : IRequestHandler<TakeOwnCopy, OwnRecord>
{
    public async Task<OwnRecord> Handle(TakeOwnCopy query, CancellationToken cancellationToken)
    {
        var enterprise = await db
            .Enterprises.AsNoTracking()
            .VisibleTo(actor)
            .One(actor.EnterpriseId ?? throw new NotFound(), cancellationToken);
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == actor.Id, cancellationToken);
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == actor.Id.Value, cancellationToken);
        var notices = await db
            .NoticeAcceptances.AsNoTracking()
            .Where(a => a.PersonId == actor.Id)
            .OrderBy(a => a.Version)
            .Select(a => new OwnAcceptance(a.Version, a.At, a.WordsHash))
            .ToListAsync(cancellationToken);
        var filed = await db
            .Cases.AsNoTracking()
            .VisibleTo(actor)
            .Where(c => c.SubmittedById == actor.Id)
            .Select(c => c.Id)
            .ToListAsync(cancellationToken);
        var claims = await (
            from c in db.BenefitClaims.AsNoTracking()
            join p in db.SupportPolicies on c.PolicyId equals p.Id
            where c.EnterpriseId == enterprise.Id
            orderby c.BeganAt, c.Id
            select new
            {
                Claim = c,
                p.Code,
                p.Title,
            }
        ).ToListAsync(cancellationToken);
        return new(
            enterprise.Id,
            new(
                person.Name,
                person.Phone,
                account?.UserName,
                account?.PhoneNumber,
                account?.Email,
                [.. person.Roles.Select(texts.Name)],
                account?.TotpKey is not null,
                "",
                [],
                [.. notices.Select(n => n with { At = n.At.ToUniversalTime() })],
                [],
                []
            ),
            enterprise.ContactName,
            enterprise.ContactPhone,
            filed.ToHashSet(),
            [
                .. claims.Select(c => new OwnClaim(
                    c.Code,
                    c.Title,
                    c.Claim.Edition,
                    texts.Name(c.Claim.State),
                    c.Claim.BeganAt.ToUniversalTime(),
                    c.Claim.MovedAt.ToUniversalTime(),
                    c.Claim.Amount,
                    c.Claim.DeclinedBecause is { } because ? texts.Name(because) : null,
                    c.Claim.Words
                )),
            ]
        );
    }
}
