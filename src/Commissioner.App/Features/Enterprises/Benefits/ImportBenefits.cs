using Commissioner.App.Features.Imports;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>
/// Takes a table of policies over, one a row: all of it or, with one error or on a dry run, nothing. What differs gets another edition; a
/// policy
/// that the table leaves out stays as it is.
/// </summary>
[Allow(Permission.KeepBenefits)]
public sealed record ImportBenefits(string FileName, Stream? Content, bool DryRun) : ICommand<BenefitImport>, IRepeatable, IBringsFile;

/// <summary>What an import did or would do.</summary>
public sealed record BenefitImport(bool Done, int Added, int Changed, int Unchanged, IReadOnlyList<ImportError> Errors);

internal sealed class ImportBenefitsHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ImportBenefits, BenefitImport>
{
    public async Task<BenefitImport> Handle(ImportBenefits command, CancellationToken cancellationToken)
    {
        var content = command.Content ?? throw new RuleBroken(ImportRules.TableMissing) { Field = "file" };
        var cells = new TableCells(TableFile.Read(command.FileName, content, TableCells.Names(BenefitTable.All)), BenefitTable.All);
        var rows = new BenefitTable(cells).Read();
        if (cells.Errors.Count > 0)
        {
            return new(false, 0, 0, 0, cells.Errors);
        }

        // On a dry run nothing that was read is kept track of, so that nothing of it can be saved.
        var policies = command.DryRun ? db.SupportPolicies.AsNoTracking() : db.SupportPolicies;
        var known = await policies.ToDictionaryAsync(p => p.Code, cancellationToken);
        var (now, added, changed) = (clock.GetUtcNow(), 0, 0);
        foreach (var (_, code, says) in rows)
        {
            if (known.TryGetValue(code, out var policy))
            {
                changed += policy.Revise(says, actor, now) ? 1 : 0;
                continue;
            }

            var first = SupportPolicy.Write(code, says, actor, now);
            added++;
            if (!command.DryRun)
            {
                db.SupportPolicies.Add(first);
            }
        }

        return new(!command.DryRun, added, changed, rows.Count - added - changed, []);
    }
}
