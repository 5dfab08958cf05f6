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
        var content = command.Content ?? throw new RuleBroken(ImportRules.TableMissing) { Field = "file" };
        var table = new EnterpriseTable(await EnterpriseWords.ReadAsync(db, texts, cancellationToken));
        var entries = table.Read(TableFile.Read(command.FileName, content, TableCells.Names(EnterpriseColumn.All)));
        var known = await KnownAsync(entries, cancellationToken);
        var ids = known.Values.Where(e => e.ActiveId is null).Select(e => e.Id).ToList();
        var beingReplaced =
            ids.Count == 0
                ? []
                : await db
                    .Replacements.Where(r => r.Status == ReplacementStatus.Acting)
                    .Select(r => r.EnterpriseId)
                    .ToHashSetAsync(cancellationToken);
        var owners = entries.Exists(e => e.OwnerPhone is not null) ? await OwnersAsync(known.Values, cancellationToken) : [];
        foreach (var entry in entries)
        {
            var its = known.GetValueOrDefault(entry.CreditCode.ToString());
            if (its?.EndedAt is not null)
            {
                table.Wrong(entry.Row, EnterpriseColumn.CreditCode, EnterpriseRules.EnterpriseHasEnded, its.Name);
                continue;
            }

            CheckPosts(table, entry, its, beingReplaced);
            CheckOwner(table, entry, its, owners);
        }

        var lines = entries.Select(e => Line(e, known.GetValueOrDefault(e.CreditCode.ToString()), owners)).ToList();
        var done = table.Errors.Count == 0 && !command.DryRun;
        if (done)
        {
            Apply(entries, known, owners);
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

    // An enterprise has one owner, who hands its ownership over itself; naming the same one again changes nothing.
    private static void CheckOwner(
        EnterpriseTable table,
        EnterpriseEntry entry,
        Enterprise? known,
        Dictionary<Id<Enterprise>, string> owners
    )
    {
        if (known is not null && entry.OwnerPhone is { } phone && owners.TryGetValue(known.Id, out var owner) && owner != phone.ToString())
        {
            table.Wrong(entry.Row, EnterpriseColumn.OwnerPhone, ColleagueRules.EnterpriseHasAnOwner);
        }
    }

    private static ImportLine Line(EnterpriseEntry entry, Enterprise? known, Dictionary<Id<Enterprise>, string> owners)
    {
        (TableColumn Column, bool Differs)[] columns =
        [
            (EnterpriseColumn.EnterpriseName, known?.Name != entry.Name),
            (EnterpriseColumn.Park, known?.ParkId != entry.ParkId),
            (EnterpriseColumn.Industry, known?.Industry != entry.Industry),
            (EnterpriseColumn.ContactName, known?.ContactName != entry.ContactName),
            (EnterpriseColumn.ContactPhone, known?.ContactPhone != entry.ContactPhone),
            (EnterpriseColumn.Commissioner, known?.ActiveId is null && entry.Commissioner is not null),
            (EnterpriseColumn.Backup, known?.ActiveId is null && entry.Backup is not null),
            (EnterpriseColumn.FormerNames, entry.FormerNames.Any(n => n != entry.Name && known?.FormerNames.Any(f => f.Name == n) != true)),
            (EnterpriseColumn.OwnerPhone, entry.OwnerPhone is not null && known is not null && !owners.ContainsKey(known.Id)),
        ];
        return new(
            entry.Row,
            entry.Name,
            entry.CreditCode.ToString(),
            known is null,
            [.. columns.Where(c => c.Differs && known is not null).Select(c => c.Column.Name)]
        );
    }

    private void Apply(List<EnterpriseEntry> entries, Dictionary<string, Enterprise> known, Dictionary<Id<Enterprise>, string> owners)
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

            if (e.OwnerPhone is { } phone && !owners.ContainsKey(enterprise.Id))
            {
                var owner = enterprise.NameOwner(e.OwnerName, phone, hasOwner: false, actor, now);
                owner.AnswerAt(ContactWays.Of([phone])!);
                db.People.Add(owner);
                db.Accounts.Add(CodeBook.AccountOf(owner, phone));
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

    // The number of each one's owner.
    private async Task<Dictionary<Id<Enterprise>, string>> OwnersAsync(
        IEnumerable<Enterprise> enterprises,
        CancellationToken cancellationToken
    )
    {
        // Whoever owns holds that one role, so its list is that one word.
        IReadOnlyList<Role> only = [Role.EnterpriseOwner];
        Dictionary<Id<Enterprise>, string> owners = [];
        foreach (var ids in enterprises.Select(e => (Id<Enterprise>?)e.Id).Chunk(AtOnce))
        {
            var found = await (
                from p in db.People.AsNoTracking()
                where ids.Contains(p.EnterpriseId) && p.Roles == only && p.LeftAt == null
                join a in db.Accounts on (Guid)(object)p.Id equals a.Id
                orderby p.Id
                select new { p.EnterpriseId, a.PhoneNumber }
            ).ToListAsync(cancellationToken);
            foreach (var owner in found)
            {
                owners.TryAdd(owner.EnterpriseId!.Value, owner.PhoneNumber ?? "");
            }
        }

        return owners;
    }
}
