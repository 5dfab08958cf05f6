using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Introductions;

/// <summary>Who owns an introduction gives it up, before the two were brought together.</summary>
[Allow(Permission.Introduce)]
public sealed record CallOffIntroduction(Id<Introduction> IntroductionId, string? Because) : ICommand<Id<Introduction>>;

internal sealed class CallOffIntroductionHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<CallOffIntroduction, Id<Introduction>>
{
    public async Task<Id<Introduction>> Handle(CallOffIntroduction command, CancellationToken cancellationToken)
    {
        var (introduction, owns) = await db.IntroductionAsync(command.IntroductionId, actor, cancellationToken);
        introduction.CallOff(command.Because, owns, actor, clock.GetUtcNow());
        return introduction.Id;
    }
}
