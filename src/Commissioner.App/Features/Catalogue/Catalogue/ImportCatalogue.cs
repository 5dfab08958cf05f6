using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Catalogue;

/// <summary>
/// Takes a table of the catalogue over: all of it or, with one error or on a dry run, nothing. What a table leaves out stays as it is.
/// </summary>
[Allow(Permission.ManageCatalogue)]
public sealed record ImportCatalogue(string FileName, Stream? Content, bool DryRun) : ICommand<CatalogueImport>, IRepeatable, IBringsFile;

/// <summary>What an import did or would do.</summary>
public sealed record CatalogueImport(
    bool Done,
    int Added,
    int Changed,
    int Unchanged,
    IReadOnlyList<CatalogueImportLine> Lines,
    IReadOnlyList<ImportError> Errors
);

/// <summary>An item that is added or changed, in what and from when on.</summary>
public sealed record CatalogueImportLine(
    int Row,
    string Code,
    string Matter,
    bool Added,
    DateOnly EffectiveOn,
    IReadOnlyList<CatalogueChange> Changes
);

internal sealed class ImportCatalogueHandler(
    CommissionerDb db,
    Actor actor,
    Promises promises,
    DepartmentNames departments,
    Texts texts,
    TimeProvider clock
) : IRequestHandler<ImportCatalogue, CatalogueImport>
{
    public async Task<CatalogueImport> Handle(ImportCatalogue command, CancellationToken cancellationToken)
    {
        var content = command.Content ?? throw new RuleBroken(ImportRules.TableUnreadable) { Field = "file" };
        var table = new CatalogueTable(await db.Departments.AsNoTracking().ToListAsync(cancellationToken), texts);
        var lines = table.Read(TableFile.Read(command.FileName, content, CatalogueColumn.Names));
        var last = await db
            .CatalogueItems.AsNoTracking()
            .Where(i => !db.CatalogueItems.Any(l => l.Code == i.Code && l.Version > i.Version))
            .ToDictionaryAsync(i => i.Code, cancellationToken);
        var now = clock.GetUtcNow();
        var today = promises.Calendar.DateOf(now);
        var names = await departments.AllAsync(cancellationToken);
        List<CatalogueItem> items = [];
        List<CatalogueImportLine> said = [];
        // Rows with an error are not turned into versions, but the others are, so that a check shows all that is wrong. One error refuses
        // the whole table.
        var wrong = table.Errors.Select(e => e.Row).ToHashSet();
        foreach (var line in lines.Where(l => !wrong.Contains(l.Row)))
        {
            var known = last.GetValueOrDefault(line.Code);
            var entry = line.Entry.Checked();
            if (known is not null && !known.Says.DiffersIn(entry).Any())
            {
                continue;
            }

            // An exported table carries the days of its versions. A day that is too early for a next version is moved to the earliest
            // possible one.
            var earliest = known is null || known.EffectiveOn < today ? today : known.EffectiveOn;
            if (line.EffectiveOn < earliest && known is not null && line.EffectiveOn != known.EffectiveOn)
            {
                table.Wrong(line.Row, CatalogueColumn.EffectiveOn, CatalogueRules.CatalogueDayTooEarly, earliest);
                continue;
            }

            var day =
                known is null ? line.EffectiveOn ?? today
                : line.EffectiveOn > earliest ? line.EffectiveOn.Value
                : earliest;
            items.Add(
                known is null
                    ? CatalogueItem.Add(line.Code, entry, day, null, actor, now)
                    : known.Revise(entry, day, null, actor, today, now)
            );
            said.Add(new(line.Row, line.Code, entry.Matter, known is null, day, known?.Says.ChangesTo(entry, texts, names) ?? []));
        }

        var done = table.Errors.Count == 0 && !command.DryRun;
        if (done)
        {
            db.CatalogueItems.AddRange(items);
        }

        var added = said.Count(l => l.Added);
        return new(done, added, said.Count - added, lines.Count - said.Count, said, [.. table.Errors.OrderBy(e => e.Row)]);
    }
}
