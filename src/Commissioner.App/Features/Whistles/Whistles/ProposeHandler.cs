using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Whistles;

/// <summary>Who dealt with the own department's newest leg that is like this one: its check-in begins with that.</summary>
[Allow(Permission.WorkLegs)]
public sealed record ProposeHandler(Id<Leg> LegId) : IQuery<ProposedHandler?>;

/// <summary>A handler of the own department, as it checked in.</summary>
public sealed record ProposedHandler(string Name, string Phone, DateTimeOffset CheckedInAt);

internal sealed class ProposeHandlerHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ProposeHandler, ProposedHandler?>
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    public async Task<ProposedHandler?> Handle(ProposeHandler query, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Remembered;
        var own = db.Legs.AsNoTracking().Where(l => l.DepartmentId == actor.DepartmentId);
        var asked =
            await (
                from leg in own
                join @case in db.Cases on leg.CaseId equals @case.Id
                where leg.Id == query.LegId && !Leg.Gone.Contains(leg.Status)
                select new
                {
                    @case.EnterpriseId,
                    @case.Category,
                    Hidden = @case.Whistles.Any(w =>
                        w.Disclosure == Disclosure.IdentityHidden && w.Legs.Any(l => l.DepartmentId == actor.DepartmentId)
                    ),
                }
            ).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();

        // Where the whistle hides who asked, the proposal may not tell it either: then only the category counts.
        var enterprise = asked.EnterpriseId;
        var knows = !asked.Hidden;
        return await (
            from leg in own
            join @case in db.Cases on leg.CaseId equals @case.Id
            where leg.Id != query.LegId && leg.CheckedInAt >= since && leg.HandlerName != null && leg.HandlerPhone != null
            orderby knows && @case.EnterpriseId == enterprise ? 0 : 1, @case.Category == asked.Category ? 0 : 1, leg.CheckedInAt descending
            select new ProposedHandler(leg.HandlerName!, leg.HandlerPhone!, leg.CheckedInAt!.Value)
        ).FirstOrDefaultAsync(cancellationToken);
    }
}
