using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Enterprises;

/// <summary>Takes a table of enterprises and their commissioners over: all of it or, with one error or on a dry run, nothing.</summary>
[Allow(Permission.ImportEnterprises)]
public sealed record ImportEnterprises(string FileName, Stream? Content, bool DryRun) : ICommand<ImportOutcome>, IRepeatable, IBringsFile;

/// <summary>What an import did or would do.</summary>
public sealed record ImportOutcome(
    bool Done,
    int Created,
    int Changed,
    int Unchanged,
    IReadOnlyList<ImportLine> Lines,
    IReadOnlyList<ImportError> Errors
);

/// <summary>An enterprise that is created or changed, and by which columns.</summary>
public sealed record ImportLine(int Row, string Name, string CreditCode, bool Created, IReadOnlyList<string> Columns);

internal sealed class ImportEnterprisesHandler(CommissionerDb db, Actor actor, Texts texts, TimeProvider clock)
    : IRequestHandler<ImportEnterprises, ImportOutcome>
{
    private const int AtOnce = 1000;

    public async Task<ImportOutcome> Handle(ImportEnterprises command, CancellationToken cancellationToken)
    {
        var content = command.Content ?? throw new RuleBroken(EnterpriseTableRules.TableMissing) { Field = "file" };
        var table = new EnterpriseTable(await EnterpriseWords.ReadAsync(db, texts, cancellationToken));
        var entries = table.Read(TableFile.Read(command.FileName, content, EnterpriseColumn.Names));
        var known = await KnownAsync(entries, cancellationToken);
        var ids = known.Values.Where(e => e.ActiveId is null).Select(e => e.Id).ToList();
        var beingReplaced =
            ids.Count == 0
                ? []
                : await db
                    .Replacements.Where(r => r.Status == ReplacementStatus.Acting)
                    .Select(r => r.EnterpriseId)
                    .ToHashSetAsync(cancellationToken);
        foreach (var entry in entries)
        {
            CheckPosts(table, entry, known.GetValueOrDefault(entry.CreditCode.ToString()), beingReplaced);
        }

        var lines = entries.Select(e => Line(e, known.GetValueOrDefault(e.CreditCode.ToString()))).ToList();
        var done = table.Errors.Count == 0 && !command.DryRun;
        if (done)
        {
            Apply(entries, known);
        }

        var created = lines.Count(l => l.Created);
        var unchanged = lines.Count(l => !l.Created && l.Columns.Count == 0);
        return new(
            done,
            created,
            lines.Count - created - unchanged,
            unchanged,
            [.. lines.Where(l => l.Created || l.Columns.Count > 0)],
            [.. table.Errors.OrderBy(e => e.Row)]
        );
    }

    // Who serves an enterprise changes by a replacement alone; only a gap that none is filling may be filled.
    private static void CheckPosts(EnterpriseTable table, EnterpriseEntry entry, Enterprise? known, HashSet<Id<Enterprise>> beingReplaced)
    {
        if (known?.ActiveId is { } active)
        {
            if (entry.Commissioner is not null && entry.Commissioner.Id != active)
            {
                table.Wrong(entry.Row, EnterpriseColumn.Commissioner, EnterpriseRules.EnterpriseIsPaired);
            }

            if (entry.Backup is not null && entry.Backup.Id != known.BackupId)
            {
                table.Wrong(entry.Row, EnterpriseColumn.Backup, EnterpriseRules.EnterpriseIsPaired);
            }
        }
        else if (entry.Commissioner is null)
        {
            if (entry.Backup is not null)
            {
                table.Wrong(entry.Row, EnterpriseColumn.Backup, EnterpriseTableRules.BackupWithoutCommissioner);
            }
        }
        else if (known is not null && beingReplaced.Contains(known.Id))
        {
            table.Wrong(entry.Row, EnterpriseColumn.Commissioner, EnterpriseRules.EnterpriseIsPaired);
        }
    }

    private static ImportLine Line(EnterpriseEntry entry, Enterprise? known)
    {
        (EnterpriseColumn Column, bool Differs)[] columns =
        [
            (EnterpriseColumn.EnterpriseName, known?.Name != entry.Name),
            (EnterpriseColumn.Park, known?.ParkId != entry.ParkId),
            (EnterpriseColumn.Industry, known?.Industry != entry.Industry),
            (EnterpriseColumn.ContactName, known?.ContactName != entry.ContactName),
            (EnterpriseColumn.ContactPhone, known?.ContactPhone != entry.ContactPhone),
            (EnterpriseColumn.Commissioner, known?.ActiveId is null && entry.Commissioner is not null),
            (EnterpriseColumn.Backup, known?.ActiveId is null && entry.Backup is not null),
            (EnterpriseColumn.FormerNames, entry.FormerNames.Any(n => n != entry.Name && known?.FormerNames.Any(f => f.Name == n) != true)),
        ];
        return new(
            entry.Row,
            entry.Name,
            entry.CreditCode.ToString(),
            known is null,
            [.. columns.Where(c => c.Differs && known is not null).Select(c => c.Column.Name)]
        );
    }

    private void Apply(List<EnterpriseEntry> entries, Dictionary<string, Enterprise> known)
    {
        var now = clock.GetUtcNow();
        foreach (var e in entries)
        {
            if (known.TryGetValue(e.CreditCode.ToString(), out var enterprise))
            {
                enterprise.Correct(e.ParkId, e.Name, e.Industry, e.ContactName, e.ContactPhone, actor, now);
            }
            else
            {
                enterprise = Enterprise.Register(
                    Id<Enterprise>.New(now),
                    e.ParkId,
                    e.Name,
                    e.CreditCode,
                    e.Industry,
                    e.ContactName,
                    e.ContactPhone,
                    actor,
                    now
                );
                db.Enterprises.Add(enterprise);
            }

            enterprise.WasCalled(e.FormerNames, actor, now);
            if (e.Commissioner is not null && enterprise.ActiveId is null)
            {
                enterprise.Pair(e.Commissioner, e.Backup, actor, now);
            }
        }
    }

    private async Task<Dictionary<string, Enterprise>> KnownAsync(List<EnterpriseEntry> entries, CancellationToken cancellationToken)
    {
        Dictionary<string, Enterprise> known = [];
        foreach (var codes in entries.Select(e => e.CreditCode.ToString()).Where(c => c.Length > 0).Distinct().Chunk(AtOnce))
        {
            foreach (
                var enterprise in await db
                    .Enterprises.Include(e => e.FormerNames)
                    .Where(e => codes.Contains(e.CreditCode))
                    .ToListAsync(cancellationToken)
            )
            {
                known[enterprise.CreditCode] = enterprise;
            }
        }

        return known;
    }
}
