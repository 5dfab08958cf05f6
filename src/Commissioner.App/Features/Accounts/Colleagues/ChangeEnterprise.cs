using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Colleagues;

/// <summary>
/// Somebody of several enterprises goes on for another of them: the session that it has ends, and another begins. Whoever signed in by a code holds the
/// number that both accounts have; whoever did by a password may not.
/// </summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record ChangeEnterprise(Id<Person> PersonId) : ICommand<EnterpriseChanged>, IRepeatable;

/// <summary>As whom one goes on, and for how long the session would have lasted that it is in the place of.</summary>
public sealed record EnterpriseChanged(Person Person, TimeSpan Left);

/// <summary>For which enterprises whoever is signed in may be here.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record ListOwnEnterprises : IQuery<OwnEnterprises>;

/// <summary>For which enterprises one may be here.</summary>
/// <param name="ByCode">One signed in by a code, and may change.</param>
/// <param name="Items">The enterprises of one's number, by name.</param>
public sealed record OwnEnterprises(bool ByCode, IReadOnlyList<OwnEnterprise> Items);

/// <summary>An enterprise that one belongs to.</summary>
/// <param name="Id">As whom.</param>
/// <param name="Name">By which name.</param>
/// <param name="Enterprise">The enterprise's name.</param>
/// <param name="IsThis">One is here for it now.</param>
public sealed record OwnEnterprise(Id<Person> Id, string Name, string Enterprise, bool IsThis);

internal sealed class ChangeEnterpriseHandler(CommissionerDb db, CurrentActor who, DatabaseClock clock)
    : IRequestHandler<ChangeEnterprise, EnterpriseChanged>,
        IRequestHandler<ListOwnEnterprises, OwnEnterprises>
{
    public async Task<EnterpriseChanged> Handle(ChangeEnterprise command, CancellationToken cancellationToken)
    {
        var (session, now) = (who.Session, clock.GetUtcNow());
        var endsAt =
            await db
                .Sessions.Where(s => s.Id == session && s.ByCode)
                .Select(s => (DateTimeOffset?)s.EndsAt)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new RuleBroken(AccountRules.ChangedByCodeOnly);
        var person = await Own().Where(p => p.Id == command.PersonId).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        // Whoever changes to and fro is not signed in for longer.
        return new(person, endsAt - now);
    }

    public async Task<OwnEnterprises> Handle(ListOwnEnterprises query, CancellationToken cancellationToken)
    {
        var own = who.Actor.Id;
        var session = who.Session;
        var byCode = await db.Sessions.AnyAsync(s => s.Id == session && s.ByCode, cancellationToken);
        // Who knows a password alone learns nothing of whoever has the number.
        var items = await (
            from p in Own()
            where byCode || p.Id == own
            join e in db.Enterprises on p.EnterpriseId equals e.Id
            orderby e.Name, p.Id
            select new OwnEnterprise(p.Id, p.Name, e.Name, p.Id == own)
        ).ToListAsync(cancellationToken);
        return new(byCode, items);
    }

    // The people whose accounts have the same number as that of who acts, and don't rest; who acts is one of them.
    private IQueryable<Person> Own()
    {
        var (own, now) = (who.Actor.Id, clock.GetUtcNow());
        return from p in db.People.AsNoTracking()
            from a in db.Accounts
            where a.Id == (Guid)(object)p.Id && p.EnterpriseId != null && p.LeftAt == null
            where a.LockoutEnd == null || a.LockoutEnd <= now
            where
                p.Id == own
                || (
                    a.PhoneNumber != null
                    && db.Accounts.Any(o => o.Id == own.Value && o.PhoneNumber == a.PhoneNumber)
                    && db.People.Any(o => o.Id == own && o.EnterpriseId != null)
                )
            select p;
    }
}
