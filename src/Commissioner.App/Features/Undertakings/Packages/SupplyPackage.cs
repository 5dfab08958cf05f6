using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Undertakings;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Packages;

/// <summary>The enterprise hands in what it was asked for, once for all matters of a package.</summary>
[Allow(Permission.ApplyForPackages)]
public sealed record SupplyPackage(Id<Undertaking> UndertakingId, string? Words, IReadOnlyList<BroughtPaper>? Papers)
    : ICommand<Id<Undertaking>>;

internal sealed class SupplyPackageHandler(
    CommissionerDb db,
    Actor actor,
    DepartmentNames departments,
    Promises promises,
    TimeProvider clock
) : IRequestHandler<SupplyPackage, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(SupplyPackage command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        var brought = PackageSlices.Read(command.Papers);
        // A paper of the list goes to who needs it; what was asked for beside the list, to those who asked.
        var asked = its.Nodes.Where(n => n.Status == NodeStatus.Correcting).Select(n => n.Code).ToList();
        var papers = brought
            .Select(p => (p.File, p.Paper, NodeCodes: its.Nodes.Where(n => n.Papers.Contains(p.Paper)).Select(n => n.Code).ToList()))
            .Select(p => (p.File, Paper: Named(p.Paper), p.NodeCodes.Count > 0 ? p.NodeCodes : (IReadOnlyList<string>)asked))
            .ToList();
        its.SupplyAll(command.Words, brought.Count > 0, await departments.AllAsync(cancellationToken), promises, actor, clock.GetUtcNow());
        await db.TakePapersAsync(its.Id, papers, "papers", actor, cancellationToken);
        return its.Id;
    }

    private static string Named(string paper) =>
        paper.Characters() is >= 1 and <= 60 ? paper : throw new RuleBroken(UndertakingSlices.PaperFileMissing) { Field = "papers" };
}
