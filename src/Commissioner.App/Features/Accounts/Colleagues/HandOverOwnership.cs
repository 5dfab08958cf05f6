using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Colleagues;

/// <summary>An enterprise's owner makes another of its people the owner, and is a contact like others from then on.</summary>
[Allow(Permission.KeepColleagues)]
public sealed record HandOverOwnership(Id<Person> PersonId) : ICommand<Id<Person>>;

internal sealed class HandOverOwnershipHandler(ColleagueBook book, TimeProvider clock) : IRequestHandler<HandOverOwnership, Id<Person>>
{
    public async Task<Id<Person>> Handle(HandOverOwnership command, CancellationToken cancellationToken)
    {
        var (enterprise, owner) = await book.OwnAsync(cancellationToken);
        var to = await book.OfAsync(enterprise.Id, command.PersonId, cancellationToken);
        enterprise.HandOver(to, owner, clock.GetUtcNow());
        return to.Id;
    }
}
