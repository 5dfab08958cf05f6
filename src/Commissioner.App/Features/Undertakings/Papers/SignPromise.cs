using Commissioner.App.Features.Packages;
using Commissioner.App.Features.Undertakings;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Papers;

/// <summary>The owner of an enterprise signs that papers of a node follow; who broke such a promise gives none until its day.</summary>
[Allow(Permission.PromisePapers)]
public sealed record SignPromise(Id<Undertaking> UndertakingId, string? NodeCode, IReadOnlyList<string>? Papers)
    : ICommand<Id<Undertaking>>,
        IHolds;

internal sealed class SignPromiseHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<SignPromise, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(SignPromise command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        // A promise that is found broken elsewhere in this instant comes before it, or after.
        await db.HoldAsync(its.EnterpriseId, cancellationToken);
        var now = clock.GetUtcNow();
        its.SignPromise(
            (command.NodeCode ?? "").ToUpperInvariant(),
            [.. (command.Papers ?? []).OfType<string>()],
            await db.ExclusionAsync(its.EnterpriseId, promises.Calendar.DateOf(now), cancellationToken),
            promises,
            actor,
            now
        );
        return its.Id;
    }
}
