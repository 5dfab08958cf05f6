using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Calendars;

/// <summary>Who proposed a calendar takes it back before it is confirmed.</summary>
[Allow(Permission.ManageRules)]
public sealed record WithdrawProposal(string Code, int Version) : ICommand<string>;

internal sealed class WithdrawProposalHandler(CommissionerDb db, Proposals proposals, Actor actor)
    : IRequestHandler<WithdrawProposal, string>
{
    public async Task<string> Handle(WithdrawProposal command, CancellationToken cancellationToken)
    {
        var proposal = await proposals.TakeAsync(command.Code, command.Version, cancellationToken);
        if (proposal.ProposedById != actor.Id)
        {
            throw new RuleBroken(CalendarProposalRules.ProposerWithdraws);
        }

        db.Calendars.Remove(proposal);
        return proposal.Code;
    }
}
