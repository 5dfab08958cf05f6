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

namespace Commissioner.App.Features.Papers;

/// <summary>
/// Whose it is moves a promised paper: hands it in, finds it in order or not, orders, revokes, claims force majeure with proof, decides on
/// that.
/// </summary>
[Allow(Permission.MovePapers)]
public sealed record MovePaper(
    Id<Undertaking> UndertakingId,
    Id<PaperPromise> PaperId,
    PaperMove? Move,
    string? Words = null,
    IReadOnlyList<Id<Attachment>>? AttachmentIds = null
) : ICommand<Id<Undertaking>>, IHolds;

internal sealed class MovePaperHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<MovePaper, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(MovePaper command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        var paper = its.Papers.FirstOrDefault(p => p.Id == command.PaperId) ?? throw new NotFound();
        if (actor.SeesFor() is { } own && its.Nodes.Single(n => n.Code == paper.NodeCode).DepartmentId != own)
        {
            throw new NotFound();
        }

        if (command.Move is not { } move || !Enum.IsDefined(move))
        {
            throw new RuleBroken(UndertakingRules.PaperMoveMissing) { Field = "move" };
        }

        if (move == PaperMove.Revoke)
        {
            // From here on the enterprise signs no other.
            await db.HoldAsync(its.EnterpriseId, cancellationToken);
        }

        var files = command.AttachmentIds ?? [];
        // Handed in, it goes to every node that waits for it; anything else concerns its own node.
        List<string> nodes =
            move == PaperMove.Supply
                ? [.. its.Papers.Where(p => p.Name == paper.Name && p.IsOpen).Select(p => p.NodeCode)]
                : [paper.NodeCode];
        its.MovePaper(paper.Id, move, new(command.Words, files.Count > 0), promises, actor, clock.GetUtcNow());
        await db.TakePapersAsync(
            its.Id,
            [.. files.Select(f => (f, paper.Name, (IReadOnlyList<string>)nodes))],
            "attachmentIds",
            actor,
            cancellationToken
        );
        return its.Id;
    }
}
