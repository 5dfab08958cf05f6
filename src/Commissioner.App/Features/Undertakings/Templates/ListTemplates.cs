using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Templates;

/// <summary>The templates of undertakings in force, by code; with the last version where it is only announced.</summary>
[Allow(Permission.ReadUndertakings)]
public sealed record ListTemplates(UndertakingKind? Kind = null) : IQuery<IReadOnlyList<TemplateRow>>;

public sealed record TemplateRow(
    string Code,
    UndertakingKind Kind,
    string Name,
    int Version,
    DateOnly EffectiveOn,
    int Nodes,
    int LastVersion,
    DateOnly LastEffectiveOn
);

internal sealed class ListTemplatesHandler(CommissionerDb db, Promises promises, TimeProvider clock)
    : IRequestHandler<ListTemplates, IReadOnlyList<TemplateRow>>
{
    public async Task<IReadOnlyList<TemplateRow>> Handle(ListTemplates query, CancellationToken cancellationToken)
    {
        var today = promises.Calendar.DateOf(clock.GetUtcNow());
        var inForce = await db.InForce(today).AsNoTracking().ToDictionaryAsync(t => t.Code, cancellationToken);
        var last = await db.Last()
            .Where(t => query.Kind == null || t.Kind == query.Kind)
            .AsNoTracking()
            .OrderBy(t => t.Code)
            .ToListAsync(cancellationToken);
        return
        [
            .. last.Select(l =>
                (inForce.GetValueOrDefault(l.Code) ?? l) is var t
                    ? new TemplateRow(t.Code, t.Kind, t.Name, t.Version, t.EffectiveOn, t.Nodes.Count, l.Version, l.EffectiveOn)
                    : null!
            ),
        ];
    }
}
