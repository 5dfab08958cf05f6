using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements.Packs;

/// <summary>Whoever goes writes to whoever comes what not to do, until it signs.</summary>
[Allow(Permission.HandleCase)]
public sealed record WriteHandOverNote(Id<Replacement> ReplacementId, string? Text) : ICommand<Id<Replacement>>;

internal sealed class WriteHandOverNoteHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<WriteHandOverNote, Id<Replacement>>
{
    public async Task<Id<Replacement>> Handle(WriteHandOverNote command, CancellationToken cancellationToken)
    {
        var replacement =
            await db.PacksOf(actor).SingleOrDefaultAsync(r => r.Id == command.ReplacementId, cancellationToken) ?? throw new NotFound();
        // Not by visibility: whoever goes writes although it no longer sees the enterprise. The replacement decides who may.
        var enterprise = await db.Enterprises.SingleAsync(e => e.Id == replacement.EnterpriseId, cancellationToken);
        replacement.WriteNote(enterprise, command.Text ?? "", actor, clock.GetUtcNow());
        return replacement.Id;
    }
}
