using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins.Keys;

/// <summary>The security administrator revokes a key of somebody of the staff, or of another system.</summary>
[Allow(Permission.KeepAccounts)]
public sealed record RevokeKeyOf(Id<Person> PersonId, Id<ApiKey> KeyId) : ICommand<Unit>, IRepeatable;

internal sealed class RevokeKeyOfHandler(CommissionerDb db, KeyBook book) : IRequestHandler<RevokeKeyOf, Unit>
{
    public async Task<Unit> Handle(RevokeKeyOf command, CancellationToken cancellationToken)
    {
        if (!await db.People.AnyAsync(p => p.Id == command.PersonId && p.EnterpriseId == null, cancellationToken))
        {
            throw new NotFound();
        }

        await book.RevokeAsync(command.KeyId, command.PersonId, cancellationToken);
        return Unit.Value;
    }
}
