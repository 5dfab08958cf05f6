using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Offerings;

/// <summary>
/// An enterprise takes a table of what it offers and seeks over, one a row: all of it or, with one error or on a dry run, nothing. A row is one
/// that is open already where kind, category and words are the same; what the table leaves out stays as it is.
/// </summary>
[Allow(Permission.OfferAndSeek)]
public sealed record ImportOfferings(string FileName, Stream? Content, bool DryRun) : ICommand<OfferingImport>, IRepeatable, IBringsFile;

/// <summary>What an import did or would do.</summary>
/// <param name="Done">It was done.</param>
/// <param name="Added">How many are new.</param>
/// <param name="Changed">How many are said otherwise.</param>
/// <param name="Unchanged">How many are as they were.</param>
/// <param name="Errors">What is wrong.</param>
public sealed record OfferingImport(bool Done, int Added, int Changed, int Unchanged, IReadOnlyList<ImportError> Errors);

internal sealed class ImportOfferingsHandler(CommissionerDb db, Actor actor, Texts texts, TimeProvider clock)
    : IRequestHandler<ImportOfferings, OfferingImport>
{
    public async Task<OfferingImport> Handle(ImportOfferings command, CancellationToken cancellationToken)
    {
        var own = actor.EnterpriseId ?? throw new NotFound();
        var content = command.Content ?? throw new RuleBroken(ImportRules.TableMissing) { Field = "file" };
        var cells = new TableCells(TableFile.Read(command.FileName, content, TableCells.Names(OfferingTable.All)), OfferingTable.All);
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var rows = new OfferingTable(cells, texts, await ParksAsync(cancellationToken), today).Read();
        if (cells.Errors.Count > 0)
        {
            return new(false, 0, 0, 0, cells.Errors);
        }

        var stored = command.DryRun ? db.Offerings.AsNoTracking() : db.Offerings;
        var open = await stored
            .Where(o => o.EnterpriseId == own && (o.State == OfferingState.Open || o.State == OfferingState.Paused))
            .ToListAsync(cancellationToken);
        var (changed, unchanged) = (0, 0);
        List<Offering> added = [];
        foreach (var says in rows)
        {
            if (open.Find(o => o.Kind == says.Kind && o.Category == says.Category && o.What == says.What) is not { } before)
            {
                added.Add(Offering.File(own, says, today, actor, now));
            }
            else if (before.Change(says, today, actor, now))
            {
                changed++;
            }
            else
            {
                unchanged++;
            }
        }

        if (open.Count + added.Count > Offering.MostOpen)
        {
            throw new RuleBroken(OfferingRules.OfferingsTooMany, Offering.MostOpen);
        }

        if (!command.DryRun)
        {
            db.Offerings.AddRange(added);
        }

        return new(!command.DryRun, added.Count, changed, unchanged, []);
    }

    // A park is named by its code or by its name.
    private async Task<IReadOnlyDictionary<string, Id<Park>>> ParksAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, Id<Park>> parks = new(StringComparer.OrdinalIgnoreCase);
        foreach (var park in await db.Parks.AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancellationToken))
        {
            parks.TryAdd(park.Code, park.Id);
            parks.TryAdd(park.Name, park.Id);
        }

        return parks;
    }
}
