using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Ties;

/// <summary>
/// A commissioner declares its tie to an enterprise, or the service office declares it: as long as it stands, the one does not serve the
/// other.
/// </summary>
[Allow(Permission.HandleCase)]
public sealed record DeclareTie(Id<Person>? PersonId, string? Enterprise, TieKind? Kind) : ICommand<Id<DeclaredTie>>;

internal sealed class DeclareTieHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<DeclareTie, Id<DeclaredTie>>
{
    public async Task<Id<DeclaredTie>> Handle(DeclareTie command, CancellationToken cancellationToken)
    {
        // A commissioner may declare a tie to an enterprise that it does not see. Names and codes are public, so this tells it nothing.
        var (person, words) = (command.PersonId ?? actor.Id, command.Enterprise?.Trim() ?? "");
        var enterprise =
            await db
                .Enterprises.Where(e => (e.CreditCode == words || e.Name == words) && e.EndedAt == null)
                .OrderBy(e => e.Id)
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw new RuleBroken(TieRules.NobodyToTie) { Field = "enterprise" };
        if (!await db.ServiceCommissioners.AnyAsync(c => c.PersonId == person, cancellationToken))
        {
            throw new RuleBroken(TieRules.NobodyToTie) { Field = "personId" };
        }

        if (await db.Ties.AnyAsync(t => t.EnterpriseId == enterprise.Id && t.PersonId == person && t.EndedAt == null, cancellationToken))
        {
            throw new RuleBroken(TieRules.TieDeclaredAlready);
        }

        var tie = DeclaredTie.Declare(enterprise, person, command.Kind ?? (TieKind)(-1), actor, clock.GetUtcNow());
        db.Ties.Add(tie);
        return tie.Id;
    }
}
