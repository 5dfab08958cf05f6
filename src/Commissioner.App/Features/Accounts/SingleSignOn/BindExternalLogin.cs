using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>
/// Somebody who is signed in binds its account to the identity by which it has just signed in elsewhere, from the same session: so
/// whoever is bound
/// has proved both, and no name or address binds anybody.
/// </summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record BindExternalLogin(string? Offer) : ICommand<Id<ExternalLogin>>, IRepeatable;

internal sealed class BindExternalLoginHandler(
    CommissionerDb db,
    BindingOffers offers,
    CurrentActor who,
    Settings settings,
    DatabaseClock clock
) : IRequestHandler<BindExternalLogin, Id<ExternalLogin>>
{
    public async Task<Id<ExternalLogin>> Handle(BindExternalLogin command, CancellationToken cancellationToken)
    {
        var actor = who.Actor;
        if (
            offers.Open(command.Offer, actor.Id, who.Session) is not var (way, mark)
            || !settings.SingleSignOn.IsFor(way, actor.EnterpriseId is not null)
        )
        {
            throw new RuleBroken(ExternalLoginRules.ExternalLoginRefused);
        }

        // With a password for once somebody else may have come.
        if (actor.Owes is { } owed)
        {
            throw new RuleBroken(owed == Owed.NewPassword ? AccountRules.PasswordMustBeChanged : AccountRules.SecondFactorMustBeSetUp);
        }

        var its = await db
            .ExternalLogins.AsNoTracking()
            .Where(l => l.Mark == mark || (l.PersonId == actor.Id && l.Way == way))
            .ToListAsync(cancellationToken);
        if (its.Find(l => l.Mark == mark && l.EndedAt is null) is { } bound)
        {
            return bound.PersonId == actor.Id ? bound.Id : throw new RuleBroken(ExternalLoginRules.ExternalLoginTaken);
        }

        var own = its.Where(l => l.PersonId == actor.Id && l.Way == way).OrderByDescending(l => l.BoundAt).ToList();
        if (own.Exists(l => l.EndedAt is null))
        {
            throw new RuleBroken(ExternalLoginRules.ExternalLoginBefore);
        }

        var now = clock.GetUtcNow();
        // What came from the provider is withdrawn by it, though it was unbound in between.
        var before = own.Find(l => l.GrantsRoles);
        var login = new ExternalLogin
        {
            Id = Id<ExternalLogin>.New(now),
            PersonId = actor.Id,
            Way = way,
            Mark = mark,
            BoundAt = now,
            GrantsRoles = before is not null,
            Given = before?.Given ?? [],
        };
        db.ExternalLogins.Add(login);
        return login.Id;
    }
}
