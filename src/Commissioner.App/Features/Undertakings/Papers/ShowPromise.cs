using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Undertakings;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Papers;

/// <summary>A promised paper as documents: the notice 告知书 that says what follows, and the letter 承诺书 that was signed.</summary>
[Allow(Permission.ReadUndertakings)]
public sealed record ShowPromise(Id<Undertaking> UndertakingId, Id<PaperPromise> PaperId) : IQuery<PromiseDocument>;

public sealed record PromiseDocument(
    Id<Undertaking> UndertakingId,
    string Number,
    string Title,
    string EnterpriseName,
    string CreditCode,
    string DepartmentName,
    int ExcludedMonths,
    PaperSheet Paper,
    IReadOnlyList<PaperFile> Files
);

internal sealed class ShowPromiseHandler(CommissionerDb db, Actor actor, DepartmentNames departments, TimeProvider clock)
    : IRequestHandler<ShowPromise, PromiseDocument>
{
    public async Task<PromiseDocument> Handle(ShowPromise query, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(query.UndertakingId, actor, cancellationToken);
        var lines = await db.PapersAsync(its, actor, clock.GetUtcNow(), cancellationToken);
        var paper = lines.Papers.FirstOrDefault(p => p.Id == query.PaperId) ?? throw new NotFound();
        var enterprise = await db
            .Enterprises.Where(e => e.Id == its.EnterpriseId)
            .Select(e => new { e.Name, e.CreditCode })
            .SingleAsync(cancellationToken);
        var names = await departments.AllAsync(cancellationToken);
        return new(
            its.Id,
            its.Number,
            its.Title,
            enterprise.Name,
            enterprise.CreditCode,
            names.GetValueOrDefault(its.Nodes.Single(n => n.Code == paper.NodeCode).DepartmentId) ?? "",
            its.ExcludedMonths,
            paper,
            [.. lines.Files[paper.NodeCode].Where(f => f.Paper == paper.Name)]
        );
    }
}
