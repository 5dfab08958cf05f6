using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.BreakGlass;

/// <summary>Staff to whom a role can be lent.</summary>
[Allow(Permission.DecideEmergencyAccess)]
public sealed record ListReceivers : IQuery<IReadOnlyList<ReceiverLine>>;

/// <summary>Somebody to whom a role can be lent.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Its name.</param>
/// <param name="Roles">What it holds itself.</param>
public sealed record ReceiverLine(Id<Person> PersonId, string Name, IReadOnlyList<Role> Roles);

internal sealed class ListReceiversHandler(CommissionerDb db) : IRequestHandler<ListReceivers, IReadOnlyList<ReceiverLine>>
{
    // Commissioners are hundreds and none of these: read are the others of the office.
    public async Task<IReadOnlyList<ReceiverLine>> Handle(ListReceivers query, CancellationToken cancellationToken)
    {
        var staff = await db
            .People.AsNoTracking()
            .Where(p => p.EnterpriseId == null && p.DepartmentId == null && p.LeftAt == null)
            .Select(p => new ReceiverLine(p.Id, p.Name, p.Roles))
            .ToListAsync(cancellationToken);
        return
        [
            .. staff
                .Where(p => EmergencyAccess.Lendable.Any(r => EmergencyAccess.MayReceive(p.Roles, r)))
                .OrderBy(p => p.Name, StringComparer.CurrentCulture),
        ];
    }
}
