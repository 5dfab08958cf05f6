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
public sealed record WriteTemplate(
    string? Code,
    string? Name,
    IReadOnlyList<NodeLine>? Nodes,
    DateOnly? EffectiveOn,
    int? BasedOn = null,
    TermsLine? Terms = null,
    UndertakingKind Kind = UndertakingKind.AgencyProject
) : ICommand<string>;

/// <summary>What is said of the whole; of a package its one limit and what shortens its list of papers.</summary>
/// <param name="Questions">Each as <c>code:text=choice/choice</c>, or <c>code:text</c> for yes or no.</param>
public sealed record TermsLine(string? About, string? Limit, IReadOnlyList<string>? Questions, int? ExcludedMonths);

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
            ? UndertakingTemplate.Add(command.Kind, code, command.Name, nodes, on, actor, now, Terms(command.Terms))
            : last.Revise(command.Name, nodes, on, today, actor, now, command.Terms is null ? null : Terms(command.Terms));
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
            [.. (n.Papers ?? []).Select(x => (x ?? "").Trim()).Where(x => x.Length > 0).Select(TemplatePaper.Read)]
        );

    private static TemplateTerms Terms(TermsLine? t) =>
        t is null
            ? TemplateTerms.Plain
            : new(
                string.IsNullOrWhiteSpace(t.About) ? null : t.About.Trim(),
                string.IsNullOrWhiteSpace(t.Limit) ? null : Limit(t.Limit),
                [.. (t.Questions ?? []).Where(q => !string.IsNullOrWhiteSpace(q)).Select(TemplateQuestion.Read)],
                t.ExcludedMonths ?? TemplateTerms.UsualExclusion
            );

    // What is no period is none: the domain refuses it by its field.
    private static WorkingTime Limit(string? text) => WorkingTime.TryParse(text, out var limit) ? limit : WorkingTime.Days(0);
}
