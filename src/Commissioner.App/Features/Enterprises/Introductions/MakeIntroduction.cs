using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Introductions;

/// <summary>Who owns an introduction has brought the two together; the follow-ups are owed from here on.</summary>
[Allow(Permission.Introduce)]
public sealed record MakeIntroduction(Id<Introduction> IntroductionId, string? Note) : ICommand<Id<Introduction>>;

internal sealed class MakeIntroductionHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<MakeIntroduction, Id<Introduction>>
{
    public async Task<Id<Introduction>> Handle(MakeIntroduction command, CancellationToken cancellationToken)
    {
        var (introduction, owns) = await db.IntroductionAsync(command.IntroductionId, actor, cancellationToken);
        introduction.Make(command.Note, owns, promises, actor, clock.GetUtcNow());
        return introduction.Id;
    }
}
