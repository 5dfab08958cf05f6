using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Accounts;

/// <summary>By which somebody who deals with cases is reached at work, as its enterprises read it.</summary>
[Allow(Permission.HandleCase)]
public sealed record ShowPhone(Id<Person> PersonId) : IQuery<PhoneSheet>;

/// <summary>A person's ways: as they are stored, and one by one.</summary>
public sealed record PhoneSheet(Id<Person> Id, string Name, string Phone, IReadOnlyList<WayOf> Ways);

/// <summary>
/// A commissioner says by which it is reached at work, or the service office does for it; by none where it is empty. Enterprises that it
/// serves read it.
/// </summary>
[Allow(Permission.HandleCase)]
public sealed record GivePhone(Id<Person> PersonId, string? Phone) : ICommand<Id<Person>>;

internal sealed class GivePhoneHandler(CommissionerDb db, Actor actor)
    : IRequestHandler<GivePhone, Id<Person>>,
        IRequestHandler<ShowPhone, PhoneSheet>
{
    public async Task<Id<Person>> Handle(GivePhone command, CancellationToken cancellationToken)
    {
        var ways = string.IsNullOrWhiteSpace(command.Phone) ? ContactWays.None : PhoneReading.Read(command.Phone, "phone");
        var person = await Own(db.People, command.PersonId, cancellationToken);
        person.AnswerAt(ways);
        return person.Id;
    }

    public async Task<PhoneSheet> Handle(ShowPhone query, CancellationToken cancellationToken)
    {
        var person = await Own(db.People.AsNoTracking(), query.PersonId, cancellationToken);
        return new(person.Id, person.Name, person.Phone, WayOf.All(person.Phone));
    }

    // Of a colleague only the office may say it, and only of who serves enterprises.
    private async Task<Person> Own(IQueryable<Person> people, Id<Person> id, CancellationToken cancellationToken) =>
        await people.SingleOrDefaultAsync(
            p => p.Id == id && (id == actor.Id || db.ServiceCommissioners.Any(c => c.PersonId == p.Id)),
            cancellationToken
        )
            is { } found
        && (found.Id == actor.Id || actor.Is(Role.TriageDesk))
            ? found
            : throw new NotFound();
}
