using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements.Packs;

/// <summary>Whoever goes, or the successor, signs the hand-over; once both have, whoever went sees nothing of it any more.</summary>
[Allow(Permission.HandleCase)]
public sealed record SignHandOver(Id<Replacement> ReplacementId) : ICommand<Id<Replacement>>;

internal sealed class SignHandOverHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<SignHandOver, Id<Replacement>>
{
    public async Task<Id<Replacement>> Handle(SignHandOver command, CancellationToken cancellationToken)
    {
        var replacement =
            await db.PacksOf(actor).SingleOrDefaultAsync(r => r.Id == command.ReplacementId, cancellationToken) ?? throw new NotFound();
        // Not by visibility: whoever goes signs although it no longer sees the enterprise. The replacement decides who may.
        var enterprise = await db.Enterprises.SingleAsync(e => e.Id == replacement.EnterpriseId, cancellationToken);
        replacement.Sign(enterprise, actor, clock.GetUtcNow());
        return replacement.Id;
    }
}
