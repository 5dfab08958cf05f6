using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Introductions;

/// <summary>One of the two enterprises says yes to an introduction, or no; nobody asks why.</summary>
[Allow(Permission.AnswerIntroductions)]
public sealed record AnswerIntroduction(Id<Introduction> IntroductionId, bool Yes) : ICommand<Id<Introduction>>;

internal sealed class AnswerIntroductionHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<AnswerIntroduction, Id<Introduction>>
{
    public async Task<Id<Introduction>> Handle(AnswerIntroduction command, CancellationToken cancellationToken)
    {
        var (introduction, _) = await db.IntroductionAsync(command.IntroductionId, actor, cancellationToken);
        var now = clock.GetUtcNow();
        if (!command.Yes)
        {
            introduction.Decline(actor, now);
            return introduction.Id;
        }

        var today = clock.Today();
        var pair = await db
            .Offerings.AsNoTracking()
            .Where(o => o.Id == introduction.OfferId || o.Id == introduction.SeekId)
            .ToListAsync(cancellationToken);
        if (introduction.State == IntroductionState.Proposed && !pair.TrueForAll(o => o.HoldsOn(today)))
        {
            throw new RuleBroken(IntroductionRules.IntroductionNoPair);
        }

        introduction.Accept(actor, now);
        return introduction.Id;
    }
}
