using System.Globalization;
using Commissioner.App.Features.Enterprises;
using Commissioner.App.Features.Imports;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using MediatR;

namespace Commissioner.App.Features.Organisation;

/// <summary>Takes a table of sub-parks, departments, commissioners, banks or their people over: all of it or, with one error or on a dry run, nothing.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed record ImportOrganisation(OrganisationPart Part, string FileName, Stream? Content, bool DryRun)
    : ICommand<OrganisationOutcome>,
        IRepeatable,
        IBringsFile;

/// <summary>What is refused in a row of the organisation.</summary>
public static class OrganisationRules
{
    /// <summary>Detail 0: the row that has it already.</summary>
    public static readonly Rule KeyTwice = new("KeyTwice", "Another row is about the same.");
}

internal sealed class ImportOrganisationHandler(CommissionerDb db, OrganisationBook book)
    : IRequestHandler<ImportOrganisation, OrganisationOutcome>
{
    public async Task<OrganisationOutcome> Handle(ImportOrganisation command, CancellationToken cancellationToken)
    {
        var content = command.Content ?? throw new RuleBroken(ImportRules.TableMissing) { Field = "file" };
        var columns = OrganisationColumn.Of(command.Part);
        var table = new TableCells(TableFile.Read(command.FileName, content, TableCells.Names(columns)), columns);
        await book.ReadAsync(command.Part, cancellationToken);
        List<OrganisationLine> lines = [];
        Dictionary<string, int> keys = new(StringComparer.OrdinalIgnoreCase);
        foreach (var row in table.Rows)
        {
            var key = table[row, columns[0]];
            if (!keys.TryAdd(key, row.Number))
            {
                table.Wrong(row.Number, columns[0], OrganisationRules.KeyTwice, keys[key]);
                continue;
            }

            try
            {
                if (Keep(command.Part, row, table) is { } created)
                {
                    lines.Add(new(row.Number, key, NameOf(command.Part, row, table), created));
                }
            }
            catch (RuleBroken wrong)
            {
                table.Wrong(row.Number, ColumnOf(columns, wrong.Field), wrong.Rule, [.. wrong.Details]);
            }
        }

        var done = table.Errors.Count == 0 && !command.DryRun;
        if (!done)
        {
            // What was tried out on the rows is not what is saved.
            db.ChangeTracker.Clear();
        }

        var created_ = lines.Count(l => l.Created);
        return new(done, created_, lines.Count - created_, keys.Count - lines.Count, lines, table.Errors);
    }

    private bool? Keep(OrganisationPart part, TableRow row, TableCells table) =>
        part switch
        {
            OrganisationPart.Parks => book.KeepPark(table[row, OrganisationColumn.ParkCode], table[row, OrganisationColumn.ParkName]),
            OrganisationPart.Departments => book.KeepDepartment(
                table[row, OrganisationColumn.DepartmentCode],
                table[row, OrganisationColumn.DepartmentName],
                table[row, OrganisationColumn.Park]
            ),
            OrganisationPart.Banks => book.KeepBank(table[row, OrganisationColumn.BankCode], table[row, OrganisationColumn.BankName]),
            OrganisationPart.Bankers => book.PlaceBanker(table[row, OrganisationColumn.UserName], table[row, OrganisationColumn.OfBank]),
            _ => book.PlaceCommissioner(
                table[row, OrganisationColumn.UserName],
                table[row, OrganisationColumn.WorksIn],
                table[row, OrganisationColumn.Industry],
                int.TryParse(table[row, OrganisationColumn.LoadLimit], NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
                    ? limit
                    : throw new RuleBroken(CommissionerRules.LoadLimitUnfit) { Field = "loadLimit" }
            ),
        };

    private string NameOf(OrganisationPart part, TableRow row, TableCells table) =>
        part switch
        {
            OrganisationPart.Parks => table[row, OrganisationColumn.ParkName],
            OrganisationPart.Departments => table[row, OrganisationColumn.DepartmentName],
            OrganisationPart.Banks => table[row, OrganisationColumn.BankName],
            _ => book.NameOf(table[row, OrganisationColumn.UserName]),
        };

    private static TableColumn ColumnOf(IReadOnlyList<TableColumn> columns, string? field) =>
        columns.FirstOrDefault(c => c.Alias == field) ?? columns[0];
}
