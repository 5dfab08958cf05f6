using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Introductions;

/// <summary>Who owns an introduction writes something down.</summary>
[Allow(Permission.Introduce)]
public sealed record NoteIntroduction(Id<Introduction> IntroductionId, string? Note) : ICommand<Id<Introduction>>;

internal sealed class NoteIntroductionHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<NoteIntroduction, Id<Introduction>>
{
    public async Task<Id<Introduction>> Handle(NoteIntroduction command, CancellationToken cancellationToken)
    {
        var (introduction, owns) = await db.IntroductionAsync(command.IntroductionId, actor, cancellationToken);
        introduction.Note(command.Note, owns, actor, clock.GetUtcNow());
        return introduction.Id;
    }
}
