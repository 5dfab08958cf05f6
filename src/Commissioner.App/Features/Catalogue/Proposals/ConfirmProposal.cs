using Commissioner.App.Features.Catalogue;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Proposals;

/// <summary>The service office takes a proposed change over: the item's next version, from a day on.</summary>
/// <param name="Id">The proposal.</param>
/// <param name="EffectiveOn">From when on; null from today.</param>
/// <param name="Reason">Why, if more is to be said than the objection says.</param>
/// <param name="BasedOn">The item's last version that was read; null where the client accepts to overtake another's.</param>
[Allow(Permission.ManageCatalogue)]
public sealed record ConfirmProposal(Id<CatalogueProposal> Id, DateOnly? EffectiveOn, string? Reason, int? BasedOn) : ICommand<string>;

internal sealed class ConfirmProposalValidator : AbstractValidator<ConfirmProposal>
{
    public ConfirmProposalValidator() =>
        RuleFor(p => p.Reason).MostCharacters(500).WithErrorCode(CatalogueRules.CatalogueReasonTooLong.Code);
}

internal sealed class ConfirmProposalHandler(CommissionerDb db, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<ConfirmProposal, string>
{
    public async Task<string> Handle(ConfirmProposal command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = promises.Calendar.DateOf(now);
        var proposal = await db.CatalogueProposals.SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) ?? throw new NotFound();
        var last = await db.CatalogueItems.LastAsync(proposal.Code, cancellationToken) ?? throw new NotFound();
        if (proposal.DecidedAt is null && command.BasedOn is { } read && read != last.Version)
        {
            throw new RuleBroken(CatalogueRules.CatalogueChangedMeanwhile, last.Version);
        }

        var likes = await db.CatalogueProposals.Where(p => p.Code == proposal.Code && p.DecidedAt == null).ToListAsync(cancellationToken);
        var earliest = last.EffectiveOn > today ? last.EffectiveOn : today;
        db.CatalogueItems.Add(proposal.Confirm(last, likes, command.EffectiveOn ?? earliest, command.Reason, actor, today, now));
        return proposal.Code;
    }
}
