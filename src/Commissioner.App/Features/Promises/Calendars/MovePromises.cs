using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using MediatR;

namespace Commissioner.App.Features.Calendars;

/// <summary>
/// Moves more open promises to the calendar in force, where that is in the enterprise's favour: what a confirmation left for being too
/// many.
/// </summary>
[Allow(Permission.ManageRules)]
public sealed record MovePromises(string Code) : ICommand<PromisesMoved>, IRepeatable;

internal sealed class MovePromisesHandler(PromiseMoves moves, Promises promises) : IRequestHandler<MovePromises, PromisesMoved>
{
    public Task<PromisesMoved> Handle(MovePromises command, CancellationToken cancellationToken) =>
        moves.MoveAsync(promises.Find(command.Code) ?? throw new NotFound(), promises, [], cancellationToken);
}
