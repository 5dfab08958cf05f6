using Commissioner.App.Features.SingleSignOn;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Colleagues;

/// <summary>
/// An enterprise's owner lets somebody go: its sessions and keys end at once, it is told nothing more, and what it filed stays under its name.
/// </summary>
[Allow(Permission.KeepColleagues)]
public sealed record LetGo(Id<Person> PersonId) : ICommand<Id<Person>>, IRepeatable;

internal sealed class LetGoHandler(CommissionerDb db, ColleagueBook book, SessionBook sessions, TimeProvider clock)
    : IRequestHandler<LetGo, Id<Person>>
{
    public async Task<Id<Person>> Handle(LetGo command, CancellationToken cancellationToken)
    {
        var (enterprise, owner) = await book.OwnAsync(cancellationToken);
        var person = await book.OfAsync(enterprise.Id, command.PersonId, cancellationToken);
        enterprise.LetGo(person, owner, clock.GetUtcNow());
        var id = person.Id.Value;
        db.Accounts.RemoveRange(await db.Accounts.Where(a => a.Id == id).ToListAsync(cancellationToken));
        await db.EndExternalLoginsAsync(person.Id, clock.GetUtcNow(), cancellationToken);
        // What is on its way to it tells of cases that it no longer sees.
        foreach (
            var delivery in await db.Deliveries.Where(d => d.PersonId == person.Id && d.NextTryAt != null).ToListAsync(cancellationToken)
        )
        {
            delivery.Cancel();
        }

        // Together: nobody comes in by the account after the sessions have ended.
        await using var transaction = await db.BeginAsync(cancellationToken);
        await db.StoreAsync(cancellationToken);
        // By WeChat it would be told on, which is bound to the person and not to the account.
        await db
            .ToldChoices.Where(c => c.PersonId == person.Id)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.WeChat, (string?)null), cancellationToken);
        await sessions.EndAllAsync(person.Id, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return person.Id;
    }
}
