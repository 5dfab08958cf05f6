using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.People;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Proposals;

/// <summary>The service office leaves the item as it is, and says why.</summary>
[Allow(Permission.ManageCatalogue)]
public sealed record DismissProposal(Id<CatalogueProposal> Id, string? Reason) : ICommand<string>;

internal sealed class DismissProposalValidator : AbstractValidator<DismissProposal>
{
    public DismissProposalValidator() =>
        RuleFor(p => p.Reason)
            .NotEmpty()
            .WithErrorCode(CaseRules.ReasonMissing.Code)
            .MostCharacters(500)
            .WithErrorCode(CatalogueRules.CatalogueReasonTooLong.Code);
}

internal sealed class DismissProposalHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<DismissProposal, string>
{
    public async Task<string> Handle(DismissProposal command, CancellationToken cancellationToken)
    {
        var proposal = await db.CatalogueProposals.SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) ?? throw new NotFound();
        proposal.Dismiss(command.Reason, actor, clock.GetUtcNow());
        return proposal.Code;
    }
}
