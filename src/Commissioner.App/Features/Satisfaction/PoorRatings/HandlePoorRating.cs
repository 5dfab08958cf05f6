using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.PoorRatings;

/// <summary>A step on a poor rating's way.</summary>
public enum PoorRatingStep
{
    /// <summary>Somebody of the service office takes it.</summary>
    Assign,

    /// <summary>The enterprise was heard.</summary>
    Contact,

    /// <summary>It was looked into.</summary>
    Verify,

    /// <summary>It was put right and answered.</summary>
    Correct,
}

/// <summary>
/// The service office takes a poor rating its next step: assigned, heard, looked into, put right and answered. To the one rated it does not
/// exist.
/// </summary>
[Allow(Permission.HearPoorRatings)]
public sealed record HandlePoorRating(
    Id<PoorRating> PoorRatingId,
    PoorRatingStep Step,
    Id<Person>? PersonId = null,
    DateTimeOffset? At = null,
    string? Text = null,
    Verification? Verification = null,
    DateTimeOffset? CorrectBy = null,
    string? Reply = null
) : ICommand<Id<PoorRating>>;

internal sealed class HandlePoorRatingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<HandlePoorRating, Id<PoorRating>>
{
    public async Task<Id<PoorRating>> Handle(HandlePoorRating command, CancellationToken cancellationToken)
    {
        var poor = await db.PoorRatings.Include(p => p.Clocks).SingleOrDefaultAsync(p => p.Id == command.PoorRatingId, cancellationToken);
        if (poor?.MayBeHandledBy(actor.Id) != true)
        {
            throw new NotFound();
        }

        var now = clock.GetUtcNow();
        switch (command.Step)
        {
            case PoorRatingStep.Assign:
                var handler = command.PersonId ?? actor.Id;
                poor.Assign(
                    await db.People.SingleOrDefaultAsync(p => p.Id == handler, cancellationToken) ?? throw new NotFound(),
                    actor,
                    now
                );
                break;
            case PoorRatingStep.Contact:
                poor.Contact(command.At?.ToUniversalTime() ?? now, command.Text, actor, now);
                break;
            case PoorRatingStep.Verify:
                poor.Verify(command.Verification, command.Text, command.CorrectBy?.ToUniversalTime(), actor, now);
                break;
            default:
                poor.Correct(command.Text, command.Reply, actor, now);
                break;
        }

        return poor.Id;
    }
}
