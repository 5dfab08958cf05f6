using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements;

/// <summary>The service office appoints the successor: never one who served the enterprise before.</summary>
[Allow(Permission.AppointSuccessor)]
public sealed record AppointSuccessor(Id<Replacement> ReplacementId, Id<Person> PersonId) : ICommand<Id<Replacement>>;

internal sealed class AppointSuccessorHandler(CommissionerDb db, Actor actor, Successors successors, Promises promises, TimeProvider clock)
    : IRequestHandler<AppointSuccessor, Id<Replacement>>
{
    public async Task<Id<Replacement>> Handle(AppointSuccessor command, CancellationToken cancellationToken)
    {
        var replacement =
            await db.Replacements.Include(r => r.Clocks).SingleOrDefaultAsync(r => r.Id == command.ReplacementId, cancellationToken)
            ?? throw new NotFound();
        var enterprise = await db.Enterprises.WithPast().VisibleTo(actor).One(replacement.EnterpriseId, cancellationToken);
        var person =
            await db.People.SingleOrDefaultAsync(p => p.Id == command.PersonId, cancellationToken)
            ?? throw new RuleBroken(ReplacementRules.NotACandidate) { Field = "personId" };
        var candidate = (await successors.CandidatesAsync(enterprise.Id, cancellationToken)).Find(c => c.PersonId == person.Id);
        replacement.Appoint(enterprise, person, candidate, promises, actor, clock.GetUtcNow());
        return replacement.Id;
    }
}
