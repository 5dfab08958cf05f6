using Commissioner.App.Features.Imports;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Templates;

/// <summary>
/// Takes a table of templates over, one node a row: all of it or, with one error or on a dry run, nothing. What differs becomes the next
/// version from today on; a template that the table leaves out stays as it is.
/// </summary>
[Allow(Permission.ManageTemplates)]
public sealed record ImportTemplates(string FileName, Stream? Content, bool DryRun) : ICommand<TemplateImport>, IRepeatable, IBringsFile;

/// <summary>What an import did or would do.</summary>
public sealed record TemplateImport(
    bool Done,
    int Added,
    int Changed,
    int Unchanged,
    IReadOnlyList<TemplateImportLine> Lines,
    IReadOnlyList<ImportError> Errors
);

/// <summary>A template that is added or changed.</summary>
public sealed record TemplateImportLine(int Row, string Code, string Name, int Version, int Nodes);

internal sealed class ImportTemplatesHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ImportTemplates, TemplateImport>
{
    public async Task<TemplateImport> Handle(ImportTemplates command, CancellationToken cancellationToken)
    {
        var content = command.Content ?? throw new RuleBroken(ImportRules.TableMissing) { Field = "file" };
        var cells = new TableCells(TableFile.Read(command.FileName, content, TableCells.Names(TemplateTable.All)), TemplateTable.All);
        var templates = new TemplateTable(cells, await db.Departments.AsNoTracking().ToListAsync(cancellationToken)).Read();
        var last = await db.Last().AsNoTracking().ToDictionaryAsync(t => t.Code, cancellationToken);
        foreach (var other in templates.Where(t => last.TryGetValue(t.Code, out var known) && known.Kind != t.Kind))
        {
            cells.Wrong(other.Row, TemplateTable.Kind, TemplateRules.TemplateKindFixed);
        }

        if (cells.Errors.Count > 0)
        {
            return new(false, 0, 0, 0, [], cells.Errors);
        }

        var now = clock.GetUtcNow();
        var today = promises.Calendar.DateOf(now);
        List<(int Row, UndertakingTemplate Template)> versions = [];
        foreach (var its in templates)
        {
            var known = last.GetValueOrDefault(its.Code);
            if (known is null)
            {
                versions.Add((its.Row, UndertakingTemplate.Add(its.Kind, its.Code, its.Name, its.Nodes, today, actor, now, its.Terms)));
            }
            else if (!known.Says(its.Name, its.Nodes, its.Terms))
            {
                var on = known.EffectiveOn > today ? known.EffectiveOn : today;
                versions.Add((its.Row, known.Revise(its.Name, its.Nodes, on, today, actor, now, its.Terms)));
            }
        }

        if (!command.DryRun)
        {
            db.UndertakingTemplates.AddRange(versions.Select(v => v.Template));
        }

        var added = versions.Count(v => v.Template.Version == 1);
        return new(
            !command.DryRun,
            added,
            versions.Count - added,
            templates.Count - versions.Count,
            [
                .. versions.Select(v => new TemplateImportLine(
                    v.Row,
                    v.Template.Code,
                    v.Template.Name,
                    v.Template.Version,
                    v.Template.Nodes.Count
                )),
            ],
            []
        );
    }
}
