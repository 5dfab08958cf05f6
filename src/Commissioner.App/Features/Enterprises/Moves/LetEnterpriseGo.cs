using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Moves;

/// <summary>
/// An enterprise leaves the park, once nothing is open: nobody serves it any more, its people sign in no more, and what was recorded stays as long
/// as the rules of retention say.
/// </summary>
[Allow(Permission.KeepOrganisation)]
public sealed record LetEnterpriseGo(Id<Enterprise> EnterpriseId, string? Reason) : ICommand<Id<Enterprise>>, IHolds;

internal sealed class LetEnterpriseGoHandler(CommissionerDb db, StandingBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<LetEnterpriseGo, Id<Enterprise>>
{
    public async Task<Id<Enterprise>> Handle(LetEnterpriseGo command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Held, so that what is begun for it meanwhile is read below, or finds it gone.
        await db.HoldAsync(command.EnterpriseId, cancellationToken);
        var enterprise = await db.Enterprises.WithPast().One(command.EnterpriseId, cancellationToken);
        enterprise.LeavePark(await book.OpenAsync(enterprise.Id, cancellationToken), command.Reason, actor, now);
        await book.EndAsync(enterprise, cancellationToken);
        Id<Enterprise>? id = enterprise.Id;
        var people = await db.People.Where(p => p.EnterpriseId == id && p.LeftAt == null).ToListAsync(cancellationToken);
        await book.ReleaseAsync(enterprise, people, cancellationToken);
        await db.StoreAsync(cancellationToken);
        await book.EndSessionsAsync(people, cancellationToken);
        return enterprise.Id;
    }
}
