using Commissioner.App.Features.Imports;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Labels;

/// <summary>
/// Takes a table of labels over, one a row with its source and its day: all of it or, with one error or on a dry run, nothing. What the
/// table
/// leaves out stays as it is.
/// </summary>
[Allow(Permission.KeepBenefits)]
public sealed record ImportLabels(string FileName, Stream? Content, bool DryRun) : ICommand<LabelImport>, IRepeatable, IBringsFile;

/// <summary>What an import did or would do.</summary>
/// <param name="Done">It was done.</param>
/// <param name="Enterprises">Of how many enterprises a label is other than before.</param>
/// <param name="Labels">How many labels the table has.</param>
/// <param name="Errors">What is wrong.</param>
public sealed record LabelImport(bool Done, int Enterprises, int Labels, IReadOnlyList<ImportError> Errors);

internal sealed class ImportLabelsHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ImportLabels, LabelImport>
{
    public static readonly TableColumn CreditCode = new("统一社会信用代码", "creditCode");
    public static readonly TableColumn Label = new("标签", "label");
    public static readonly TableColumn Value = new("值", "value");
    public static readonly TableColumn Source = new("来源", "source");
    public static readonly TableColumn AsOf = new("日期", "asOf");

    public static IReadOnlyList<TableColumn> All { get; } = [CreditCode, Label, Value, Source, AsOf];

    private sealed record Row(Id<Enterprise> EnterpriseId, string Label, string Value, string Source, DateOnly AsOf);

    public async Task<LabelImport> Handle(ImportLabels command, CancellationToken cancellationToken)
    {
        var content = command.Content ?? throw new RuleBroken(ImportRules.TableMissing) { Field = "file" };
        var cells = new TableCells(TableFile.Read(command.FileName, content, TableCells.Names(All)), All);
        var enterprises = await db
            .Enterprises.AsNoTracking()
            .Where(e => e.EndedAt == null)
            .ToDictionaryAsync(e => e.CreditCode, e => e.Id, cancellationToken);
        var rows = cells.Rows.Select(r => Read(cells, r, enterprises)).OfType<Row>().ToList();
        if (cells.Errors.Count > 0)
        {
            return new(false, 0, 0, cells.Errors);
        }

        var ids = rows.Select(r => r.EnterpriseId).Distinct().ToList();
        var profiles = command.DryRun ? db.EnterpriseProfiles.AsNoTracking() : db.EnterpriseProfiles;
        var known = await profiles
            .Include(p => p.Labels)
            .Where(p => ids.Contains(p.EnterpriseId))
            .ToDictionaryAsync(p => p.EnterpriseId, cancellationToken);
        var (now, changed) = (clock.GetUtcNow(), 0);
        foreach (var its in rows.GroupBy(r => r.EnterpriseId))
        {
            if (!known.TryGetValue(its.Key, out var profile))
            {
                profile = EnterpriseProfile.Begin(its.Key, now);
                if (!command.DryRun)
                {
                    db.EnterpriseProfiles.Add(profile);
                }
            }

            var moved = false;
            foreach (var said in its.GroupBy(r => (r.Source, r.AsOf)))
            {
                moved |= profile.Set(
                    [.. said.Select(r => ((string?)r.Label, (string?)r.Value))],
                    said.Key.Source,
                    said.Key.AsOf,
                    actor,
                    now
                );
            }

            changed += moved ? 1 : 0;
        }

        return new(!command.DryRun, changed, rows.Count, []);
    }

    private static Row? Read(TableCells cells, TableRow row, Dictionary<string, Id<Enterprise>> enterprises)
    {
        var errors = cells.Errors.Count;
        var code = cells[row, CreditCode].ToUpperInvariant();
        if (!enterprises.TryGetValue(code, out var enterprise))
        {
            cells.Wrong(row.Number, CreditCode, LabelTableRules.LabelEnterpriseUnknown, code);
        }

        var key = LabelKey.Find(cells[row, Label]);
        if (key is null)
        {
            cells.Wrong(row.Number, Label, BenefitRules.LabelUnknown);
        }
        else if (key.Read(cells[row, Value]) is null)
        {
            cells.Wrong(row.Number, Value, BenefitRules.LabelValueUnusable);
        }

        var source = cells[row, Source];
        if (source.Characters() is 0 or > 60)
        {
            cells.Wrong(row.Number, Source, BenefitRules.LabelSourceMissing);
        }

        if (!DateOnly.TryParseExact(cells[row, AsOf], "yyyy-MM-dd", out var day))
        {
            cells.Wrong(row.Number, AsOf, LabelTableRules.LabelDayUnreadable);
        }

        return cells.Errors.Count > errors ? null : new(enterprise, key!.Code, cells[row, Value], source, day);
    }
}

/// <summary>What is refused in a row of the labels' table.</summary>
public static class LabelTableRules
{
    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule LabelEnterpriseUnknown = new("LabelEnterpriseUnknown", "No enterprise of the park has this code.");

    public static readonly Rule LabelDayUnreadable = new("LabelDayUnreadable", "A day is written as 2026-12-31.");
}
