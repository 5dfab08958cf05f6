using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Templates;

/// <summary>
/// The office writes a template: the first version of one, or the next of one that there is. What runs stays on the version that it began by.
/// </summary>
[Allow(Permission.ManageTemplates)]
public sealed record WriteTemplate(string? Code, string? Name, IReadOnlyList<NodeLine>? Nodes, DateOnly? EffectiveOn, int? BasedOn = null)
    : ICommand<string>;

internal sealed class WriteTemplateHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<WriteTemplate, string>
{
    public async Task<string> Handle(WriteTemplate command, CancellationToken cancellationToken)
    {
        var (now, code) = (clock.GetUtcNow(), (command.Code ?? "").Trim().ToUpperInvariant());
        var today = promises.Calendar.DateOf(now);
        var last = await db.Last().AsNoTracking().SingleOrDefaultAsync(t => t.Code == code, cancellationToken);
        if (command.BasedOn is { } read && read != (last?.Version ?? 0))
        {
            throw new RuleBroken(TemplateRules.TemplateOvertaken);
        }

        List<TemplateNode> nodes = [.. (command.Nodes ?? []).Where(n => n is not null).Select(Node)];
        var on = command.EffectiveOn ?? (last is not null && last.EffectiveOn > today ? last.EffectiveOn : today);
        var next = last is null
            ? UndertakingTemplate.Add(UndertakingKind.AgencyProject, code, command.Name, nodes, on, actor, now)
            : last.Revise(command.Name, nodes, on, today, actor, now);
        db.UndertakingTemplates.Add(next);
        return next.Code;
    }

    private static TemplateNode Node(NodeLine n) =>
        new(
            (n.Code ?? "").Trim().ToUpperInvariant(),
            (n.Name ?? "").Trim(),
            [.. (n.Needs ?? []).Select(x => (x ?? "").Trim().ToUpperInvariant()).Where(x => x.Length > 0)],
            (n.Unit ?? "").Trim(),
            Limit(n.Statutory),
            Limit(n.Promised),
            string.IsNullOrWhiteSpace(n.Green) ? null : Limit(n.Green),
            [.. (n.Papers ?? []).Select(x => (x ?? "").Trim()).Where(x => x.Length > 0)]
        );

    // What is no period is none: the domain refuses it by its field.
    private static WorkingTime Limit(string? text) => WorkingTime.TryParse(text, out var limit) ? limit : WorkingTime.Days(0);
}
