using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FactorResets;

/// <summary>How the second factor of somebody of the staff stands, before it is reset.</summary>
[Allow(Permission.KeepAccounts)]
public sealed record ShowFactor(Id<Person> PersonId) : IQuery<FactorSheet>;

/// <summary>How it stands.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Name">Its name.</param>
/// <param name="UserName">By which it signs in.</param>
/// <param name="IsSetUp">It has one, or had one that was reset.</param>
/// <param name="ByTwo">A second administrator has to agree.</param>
/// <param name="Waits">A reset waits for that.</param>
public sealed record FactorSheet(Id<Person> PersonId, string Name, string UserName, bool IsSetUp, bool ByTwo, bool Waits);

internal sealed class ShowFactorHandler(CommissionerDb db) : IRequestHandler<ShowFactor, FactorSheet>
{
    public async Task<FactorSheet> Handle(ShowFactor query, CancellationToken cancellationToken)
    {
        var found =
            await (
                from p in db.People.AsNoTracking()
                from a in db.Accounts
                where p.Id == query.PersonId && p.EnterpriseId == null && a.Id == (Guid)(object)p.Id
                select new
                {
                    Person = p,
                    a.UserName,
                    IsSetUp = a.TotpKey != null || db.Passkeys.Any(k => k.AccountId == a.Id),
                    Waits = db.FactorResets.Any(r => r.PersonId == p.Id && r.State == FactorResetState.Asked),
                }
            ).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        return new(found.Person.Id, found.Person.Name, found.UserName!, found.IsSetUp, FactorReset.IsByTwo(found.Person), found.Waits);
    }
}
