using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Accounts;

/// <summary>Somebody whose password was right brings its authenticator's code, or a recovery code; a wrong one counts as a wrong password.</summary>
[Allow(Permission.Anybody)]
public sealed record FinishSignIn(string? Ticket, string? Totp) : ICommand<Person>, IRepeatable;

internal sealed class FinishSignInHandler(CommissionerDb db, SecondFactor second) : IRequestHandler<FinishSignIn, Person>
{
    public async Task<Person> Handle(FinishSignIn command, CancellationToken cancellationToken)
    {
        var account = await second.OfAsync(command.Ticket, cancellationToken);
        return account is not null && await second.TakeAsync(account, command.Totp, cancellationToken)
            ? await db.People.AsNoTracking().SingleAsync(p => p.Id == new Id<Person>(account.Id), cancellationToken)
            : throw new SignInRefused(account?.Id);
    }
}
