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

/// <summary>The owner of an enterprise entrusts a project: what it is, which template it goes by, and what the agent may do in its place.</summary>
[Allow(Permission.EntrustProjects)]
public sealed record EntrustUndertaking(string? Title, string? What, string? TemplateCode, IReadOnlyList<Authority>? Authority)
    : ICommand<Id<Undertaking>>;

internal sealed class EntrustUndertakingHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<EntrustUndertaking, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(EntrustUndertaking command, CancellationToken cancellationToken)
    {
        var own = actor.EnterpriseId ?? throw new NotFound();
        var now = clock.GetUtcNow();
        var today = promises.Calendar.DateOf(now);
        var found =
            await (
                from e in db.Enterprises
                join sub in db.Parks on e.ParkId equals sub.Id
                join park in db.Parks on sub.PartOfId ?? sub.Id equals park.Id
                where e.Id == own
                select new
                {
                    Enterprise = e,
                    Sub = sub,
                    park.Code,
                }
            ).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        var code = (command.TemplateCode ?? "").Trim().ToUpperInvariant();
        var template =
            await db.InForce(today).SingleOrDefaultAsync(t => t.Code == code && t.Kind == UndertakingKind.AgencyProject, cancellationToken)
            ?? throw new RuleBroken(UndertakingSlices.TemplateUnknown) { Field = "templateCode" };
        var day = $"{found.Code}-DB-{today:yyyyMMdd}-";
        var given = await db.Undertakings.CountAsync(u => u.Number.StartsWith(day), cancellationToken);
        var authority = (command.Authority ?? []).Aggregate((Authority)0, (all, one) => all | one);
        var its = Undertaking.Entrust(
            new(command.Title, command.What, authority),
            template,
            found.Enterprise,
            found.Sub,
            $"{day}{given + 1:0000}",
            actor,
            now
        );
        db.Undertakings.Add(its);
        return its.Id;
    }
}
