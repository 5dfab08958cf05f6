using Commissioner.App.Features.Staff;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Departures;

/// <summary>
/// Somebody leaves: the service office says who takes over what is open with it, and in the same transaction it holds nothing any more and can't
/// sign in. Its name stays where it acted.
/// </summary>
[Allow(Permission.LetStaffGo)]
public sealed record LetStaffGo(
    Id<Person> PersonId,
    IReadOnlyList<PostTakenOver>? Posts,
    Id<Person>? HandlerId,
    string? HandlerPhone,
    string? Reason
) : ICommand<RoleChangeMade>;

internal sealed class LetStaffGoHandler(CommissionerDb db, RoleBook roles, HandOverBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<LetStaffGo, RoleChangeMade>
{
    public async Task<RoleChangeMade> Handle(LetStaffGo command, CancellationToken cancellationToken)
    {
        var person = await roles.PersonAsync(command.PersonId, cancellationToken);
        await roles.DemandNoneWaitsAsync(person, cancellationToken);
        if (person.LeftAt is null)
        {
            await book.HandPostsOverAsync(person, command.Posts ?? [], cancellationToken);
            await book.HandLegsOverAsync(person, command.HandlerId, command.HandlerPhone, cancellationToken);
            await book.HandWaitingOverAsync(person, cancellationToken);
        }

        var change = RoleChange.Propose(person, [], null, command.Reason, actor, clock.GetUtcNow());
        if (change.State != RoleChangeState.Done)
        {
            throw new RuleBroken(RoleRules.WatchersLeaveByTwo);
        }

        db.RoleChanges.Add(change);
        await roles.FollowAsync(change, cancellationToken);
        return new(change.Id, change.State);
    }
}
