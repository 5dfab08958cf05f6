using Commissioner.App.Features.Templates;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Undertakings;

/// <summary>The office begins what was entrusted, by the template's version in force, and names an agent and a colleague.</summary>
[Allow(Permission.StartUndertakings)]
public sealed record StartUndertaking(Id<Undertaking> UndertakingId, Id<Person>? AgentId, Id<Person>? ColleagueId)
    : ICommand<Id<Undertaking>>;

internal sealed class StartUndertakingHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<StartUndertaking, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(StartUndertaking command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        var now = clock.GetUtcNow();
        var template = await db.InForce(promises.Calendar.DateOf(now)).SingleAsync(t => t.Code == its.TemplateCode, cancellationToken);
        its.Start(
            template,
            await db.Departments.AsNoTracking().ToListAsync(cancellationToken),
            await db.AgentAsync(command.AgentId, cancellationToken),
            await db.AgentAsync(command.ColleagueId, cancellationToken),
            promises,
            actor,
            now
        );
        return its.Id;
    }
}
