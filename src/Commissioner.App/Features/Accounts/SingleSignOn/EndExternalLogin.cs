using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>
/// Somebody unbinds its account from a sign-in elsewhere; its other sessions end, since one of them may have begun by it.
/// </summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record EndExternalLogin(Id<ExternalLogin> LoginId) : ICommand<Unit>, IRepeatable;

internal sealed class EndExternalLoginHandler(CommissionerDb db, SessionBook sessions, CurrentActor who, DatabaseClock clock)
    : IRequestHandler<EndExternalLogin, Unit>
{
    public async Task<Unit> Handle(EndExternalLogin command, CancellationToken cancellationToken)
    {
        var person = who.Actor.Id;
        var bound = await db.ExternalLogins.Where(l => l.PersonId == person && l.EndedAt == null).ToListAsync(cancellationToken);
        var login = bound.Find(l => l.Id == command.LoginId) ?? throw new NotFound();
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == person.Value, cancellationToken);
        var byPhone = who.Actor.EnterpriseId is not null && account.PhoneNumber is not null;
        if (bound.Count == 1 && account.PasswordHash is null && !byPhone)
        {
            throw new RuleBroken(ExternalLoginRules.ExternalLoginLast);
        }

        login.EndedAt = clock.GetUtcNow();
        // Together: nobody comes in by it after the sessions have ended.
        await using var transaction = await db.BeginAsync(cancellationToken);
        await db.StoreAsync(cancellationToken);
        await sessions.EndAllAsync(person, who.Session, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Unit.Value;
    }
}
