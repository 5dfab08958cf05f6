using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Introductions;

/// <summary>Who owns an introduction has asked the two, and says what came of it.</summary>
[Allow(Permission.Introduce)]
public sealed record FollowUpIntroduction(Id<Introduction> IntroductionId, IntroductionOutcome? Outcome, string? Note, decimal? Amount)
    : ICommand<Id<Introduction>>;

internal sealed class FollowUpIntroductionHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<FollowUpIntroduction, Id<Introduction>>
{
    public async Task<Id<Introduction>> Handle(FollowUpIntroduction command, CancellationToken cancellationToken)
    {
        var (introduction, owns) = await db.IntroductionAsync(command.IntroductionId, actor, cancellationToken);
        introduction.FollowUp(command.Outcome, command.Note, command.Amount, owns, actor, clock.GetUtcNow());
        return introduction.Id;
    }
}
