using System.Globalization;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;

namespace Commissioner.App.Features.Audit;

/// <summary>The audit log as a table, filtered as it is on the page; that it was taken along stands in it.</summary>
[Allow(Permission.ReadAudit)]
public sealed record ExportAudit(AuditFilter Filter) : IQuery<byte[]>, IExport;

internal sealed class ExportAuditHandler(CommissionerDb db, Texts texts) : IRequestHandler<ExportAudit, byte[]>
{
    private const int Most = 20_000;

    private static readonly string[] Columns =
    [
        "number",
        "at",
        "person",
        "key",
        "access",
        "roles",
        "address",
        "agent",
        "what",
        "subject",
        "subjectId",
        "outcome",
        "hash",
    ];

    public async Task<byte[]> Handle(ExportAudit query, CancellationToken cancellationToken)
    {
        var rows = await query.Filter.ReadAsync(db, null, Most + 1, cancellationToken);
        return rows.Count > Most
            ? throw new RuleBroken(PipelineRules.TooManyRows)
            : TableWriter.Csv([.. Columns.Select(c => texts["audit.column." + c])], rows.Select(Row));
    }

    private static object?[] Row(AuditLine line) =>
        [
            line.Number,
            Moments.Local(line.At).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
            line.Person ?? line.PersonId?.ToString(),
            line.Key ?? line.KeyId?.ToString(),
            line.AccessId,
            string.Join(' ', line.Roles),
            line.Address,
            line.Agent,
            line.What,
            line.SubjectKind,
            line.SubjectId,
            line.Outcome,
            line.Hash,
        ];
}
