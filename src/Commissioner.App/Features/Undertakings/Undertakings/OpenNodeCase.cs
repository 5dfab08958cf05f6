using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Undertakings;

/// <summary>A matter of a node that goes wrong becomes a case of the enterprise; each of the two leads to the other.</summary>
[Allow(Permission.OpenNodeCases)]
public sealed record OpenNodeCase(Id<Undertaking> UndertakingId, string? NodeCode, string? Title, string? Description, Urgency Urgency)
    : ICommand<Id<Case>>;

internal sealed class OpenNodeCaseHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<OpenNodeCase, Id<Case>>
{
    // 项目建设: what every node of a project is about.
    private const string Category = "Construction";

    public async Task<Id<Case>> Handle(OpenNodeCase command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        if (!Enum.IsDefined(command.Urgency))
        {
            throw new RuleBroken(CaseRules.UrgencyUnknown) { Field = "urgency" };
        }

        var found = await (
            from e in db.Enterprises
            join sub in db.Parks on e.ParkId equals sub.Id
            join park in db.Parks on sub.PartOfId ?? sub.Id equals park.Id
            where e.Id == its.EnterpriseId
            select new { Enterprise = e, Park = park }
        ).SingleAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var @case = Case.Submit(
            Id<Case>.New(now),
            found.Enterprise,
            new(command.Title ?? "", command.Description ?? "", Category, command.Urgency),
            null,
            found.Park,
            promises,
            actor,
            now
        );
        its.LinkCase((command.NodeCode ?? "").ToUpperInvariant(), @case, actor, now);
        db.Cases.Add(@case);
        return @case.Id;
    }
}
