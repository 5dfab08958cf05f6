using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Undertakings;

/// <summary>The enterprise rates what was done for it, in the five levels of cases, once.</summary>
[Allow(Permission.RateUndertakings)]
public sealed record RateUndertaking(Id<Undertaking> UndertakingId, Level? Level, string? Reason) : ICommand<Id<Undertaking>>;

internal sealed class RateUndertakingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<RateUndertaking, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(RateUndertaking command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        its.Rate(command.Level, command.Reason, actor, clock.GetUtcNow());
        return its.Id;
    }
}
