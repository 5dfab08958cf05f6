using Commissioner.App.Features.Departments;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Undertakings;

/// <summary>Whoever has a node moves it: hands it in, takes it up, returns, corrects, approves, refuses, lets it stand still and go on.</summary>
[Allow(Permission.WorkNodes)]
public sealed record MoveNode(
    Id<Undertaking> UndertakingId,
    string? NodeCode,
    NodeMove? Move,
    string? Words = null,
    SuspensionCause? Cause = null,
    DateOnly? Until = null
) : ICommand<Id<Undertaking>>;

internal sealed class MoveNodeHandler(CommissionerDb db, Actor actor, DepartmentNames departments, Promises promises, TimeProvider clock)
    : IRequestHandler<MoveNode, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(MoveNode command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        if (command.Move is not { } move || !Enum.IsDefined(move))
        {
            throw new RuleBroken(UndertakingSlices.NodeMoveMissing) { Field = "move" };
        }

        its.Move(
            (command.NodeCode ?? "").ToUpperInvariant(),
            move,
            new(command.Words, command.Cause, command.Until),
            await departments.AllAsync(cancellationToken),
            promises,
            actor,
            clock.GetUtcNow()
        );
        return its.Id;
    }
}
