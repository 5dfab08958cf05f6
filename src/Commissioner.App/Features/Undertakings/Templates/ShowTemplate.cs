using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Templates;

/// <summary>A template with all its versions, the latest first.</summary>
[Allow(Permission.ManageTemplates)]
public sealed record ShowTemplate(string? Code) : IQuery<TemplateSheet>;

public sealed record TemplateSheet(string Code, UndertakingKind Kind, IReadOnlyList<TemplateVersion> Versions);

/// <param name="AddedBy">Null for what ships with the product.</param>
public sealed record TemplateVersion(
    int Version,
    string Name,
    DateOnly EffectiveOn,
    DateTimeOffset AddedAt,
    string? AddedBy,
    TermsLine Terms,
    IReadOnlyList<NodeLine> Nodes
);

/// <summary>A node; limits in their short form, such as <c>20d</c> or <c>16h</c>.</summary>
public sealed record NodeLine(
    string Code,
    string Name,
    IReadOnlyList<string> Needs,
    string Unit,
    string Statutory,
    string Promised,
    string? Green,
    IReadOnlyList<string> Papers
);

internal sealed class ShowTemplateHandler(CommissionerDb db) : IRequestHandler<ShowTemplate, TemplateSheet>
{
    public async Task<TemplateSheet> Handle(ShowTemplate query, CancellationToken cancellationToken)
    {
        var code = (query.Code ?? "").Trim().ToUpperInvariant();
        var versions = await (
            from t in db.UndertakingTemplates.AsNoTracking()
            where t.Code == code
            orderby t.Version descending
            select new { Template = t, By = db.People.Where(p => p.Id == t.AddedById).Select(p => p.Name).FirstOrDefault() }
        ).ToListAsync(cancellationToken);
        return versions.Count == 0
            ? throw new NotFound()
            : new(
                versions[0].Template.Code,
                versions[0].Template.Kind,
                [
                    .. versions.Select(v => new TemplateVersion(
                        v.Template.Version,
                        v.Template.Name,
                        v.Template.EffectiveOn,
                        v.Template.AddedAt,
                        v.By,
                        new(
                            v.Template.Terms.About,
                            v.Template.Terms.Limit?.ToString(),
                            [.. v.Template.Terms.Asked.Select(q => q.ToString())],
                            v.Template.Terms.ExcludedMonths
                        ),
                        [
                            .. v.Template.Nodes.Select(n => new NodeLine(
                                n.Code,
                                n.Name,
                                n.Needs,
                                n.Unit,
                                n.Statutory.ToString(),
                                n.Promised.ToString(),
                                n.Green?.ToString(),
                                [.. n.Papers.Select(p => p.ToString())]
                            )),
                        ]
                    )),
                ]
            );
    }
}
