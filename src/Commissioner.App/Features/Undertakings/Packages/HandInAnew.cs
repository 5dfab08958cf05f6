using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Undertakings;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Packages;

/// <summary>The enterprise hands a matter of a package in anew after it was refused or revoked.</summary>
[Allow(Permission.ApplyForPackages)]
public sealed record HandInAnew(Id<Undertaking> UndertakingId, string? NodeCode) : ICommand<Id<Undertaking>>;

internal sealed class HandInAnewHandler(CommissionerDb db, Actor actor, DepartmentNames departments, Promises promises, TimeProvider clock)
    : IRequestHandler<HandInAnew, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(HandInAnew command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        its.Move(
            (command.NodeCode ?? "").ToUpperInvariant(),
            NodeMove.Submit,
            new(),
            await departments.AllAsync(cancellationToken),
            promises,
            actor,
            clock.GetUtcNow()
        );
        return its.Id;
    }
}
