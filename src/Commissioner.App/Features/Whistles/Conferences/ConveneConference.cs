using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Conferences;

/// <summary>
/// The service office or the leader convenes a conference about a whistle, or sets the time, place and people of the one that is to come.
/// </summary>
[Allow(Permission.RuleOnObjections)]
public sealed record ConveneConference(
    Id<Case> CaseId,
    Id<Whistle>? WhistleId,
    string? Agenda,
    string? Place,
    DateTimeOffset? MeetAt,
    string? People
) : ICommand<Id<Conference>>;

internal sealed class ConveneConferenceHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ConveneConference, Id<Conference>>
{
    public async Task<Id<Conference>> Handle(ConveneConference command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().Include(c => c.Conferences).VisibleTo(actor).One(command.CaseId, cancellationToken);
        return @case
            .Convene(
                command.WhistleId,
                new(command.Agenda ?? "", command.Place, command.MeetAt?.ToUniversalTime(), command.People),
                actor,
                clock.GetUtcNow()
            )
            .Id;
    }
}
