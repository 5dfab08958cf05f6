using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Financing;

/// <summary>All financing needs as a table, without any contact.</summary>
[Allow(Permission.CountFinancing)]
public sealed record ExportFinancing : IQuery<byte[]>, IExport;

internal sealed class ExportFinancingHandler(CommissionerDb db, Hosting.Texts texts) : IRequestHandler<ExportFinancing, byte[]>
{
    private static readonly string[] Columns =
    [
        "企业",
        "状态",
        "最低金额（元）",
        "最高金额（元）",
        "用途",
        "期限（月）",
        "期望日期",
        "提出时间",
        "入白名单时间",
        "推送银行数",
        "已答复银行数",
        "获批金额（元）",
        "获批日期",
        "获批银行",
    ];

    public async Task<byte[]> Handle(ExportFinancing query, CancellationToken cancellationToken)
    {
        var rows = await db
            .FinancingNeeds.AsNoTracking()
            .OrderBy(n => n.StatedAt)
            .ThenBy(n => n.Id)
            .Select(n => new
            {
                Need = n,
                Enterprise = db.Enterprises.Where(e => e.Id == n.EnterpriseId).Select(e => e.Name).First(),
                Bank = db.Banks.Where(b => b.Id == n.GrantedByBankId).Select(b => b.Name).FirstOrDefault(),
                Pushed = db.FinancingPushes.Count(p => p.NeedId == n.Id),
                Answered = db.FinancingPushes.Count(p => p.NeedId == n.Id && p.Answers.Any()),
            })
            .ToListAsync(cancellationToken);
        return Imports.TableWriter.Csv(
            Columns,
            rows.Select(r =>
                new object?[]
                {
                    r.Enterprise,
                    texts.Name(r.Need.State),
                    Amount(r.Need.AmountFrom),
                    Amount(r.Need.AmountTo),
                    r.Need.Purpose,
                    r.Need.TermMonths,
                    Day(r.Need.WantedOn),
                    Day(DateOnly.FromDateTime(Moments.Local(r.Need.StatedAt).DateTime)),
                    r.Need.ListedAt is { } at ? Day(DateOnly.FromDateTime(Moments.Local(at).DateTime)) : null,
                    r.Pushed,
                    r.Answered,
                    r.Need.GrantedAmount is { } granted ? Amount(granted) : null,
                    r.Need.GrantedOn is { } on ? Day(on) : null,
                    r.Bank,
                }
            )
        );
    }

    private static string Amount(decimal yuan) => yuan.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    private static string Day(DateOnly on) => on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
