using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Calendars;

/// <summary>
/// A second person puts a proposed calendar in force: what is in the enterprise's favour moves with it, of the rest what was ticked.
/// </summary>
/// <param name="Code">The calendar.</param>
/// <param name="Version">The proposed version.</param>
/// <param name="Approved">Promises that move although it is not in the enterprise's favour; all others stay by their version.</param>
/// <param name="ProposedAt">When what was shown had been proposed, UTC; null from a client that did not look.</param>
[Allow(Permission.ManageRules)]
public sealed record ConfirmCalendar(string Code, int Version, IReadOnlyList<Id<PromiseClock>> Approved, DateTimeOffset? ProposedAt)
    : ICommand<PromisesMoved>,
        IChangesRules;

internal sealed class ConfirmCalendarHandler(Proposals proposals, PromiseMoves moves, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ConfirmCalendar, PromisesMoved>
{
    public async Task<PromisesMoved> Handle(ConfirmCalendar command, CancellationToken cancellationToken)
    {
        var proposal = await proposals.TakeAsync(command.Code, command.Version, cancellationToken);
        if (command.ProposedAt is { } shown && shown != proposal.ProposedAt)
        {
            throw new RuleBroken(CalendarProposalRules.ProposalChanged);
        }

        if (proposal.ProposedById == actor.Id)
        {
            throw new RuleBroken(CalendarProposalRules.SecondPersonConfirms);
        }

        (proposal.ConfirmedById, proposal.InForceAt) = (actor.Id, clock.GetUtcNow());
        var calendar = CalendarFile.Read(proposal.Code, proposal.Version, proposal.Content);
        return await moves.MoveAsync(calendar, promises.With(calendar), command.Approved.ToHashSet(), cancellationToken);
    }
}
