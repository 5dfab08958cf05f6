using Commissioner.App.Features.Replacements;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Satisfaction;

/// <summary>
/// The enterprise rates a closed case, or changes its rating, once; a poor one replaces its commissioner at once and is heard by somebody
/// else, in the same transaction.
/// </summary>
[Allow(Permission.SpeakForEnterprise)]
public sealed record RateCase(
    Id<Case> CaseId,
    int? Overall,
    int? Commissioner,
    int? Result,
    IReadOnlyList<DepartmentLevel>? Departments,
    string? Reason
) : ICommand<RatingGiven>;

/// <summary>How satisfied the enterprise is with a department.</summary>
public sealed record DepartmentLevel(Id<Department> DepartmentId, int Level);

/// <summary>A rating: the first of its cycle, one that was changed, or the same once more.</summary>
public sealed record RatingGiven(Id<Rating> Id, bool First, bool Changed);

internal sealed class RateCaseValidator : AbstractValidator<RateCase>
{
    public RateCaseValidator()
    {
        RuleFor(c => c.Overall)
            .NotNull()
            .WithErrorCode(RatingRules.LevelUnknown.Code)
            .InclusiveBetween(1, 5)
            .WithErrorCode(RatingRules.LevelUnknown.Code);
        RuleFor(c => c.Commissioner).InclusiveBetween(1, 5).WithErrorCode(RatingRules.LevelUnknown.Code);
        RuleFor(c => c.Result).InclusiveBetween(1, 5).WithErrorCode(RatingRules.LevelUnknown.Code);
        RuleFor(c => c.Departments)
            .Must(d => d is null || d.All(l => l?.Level is >= 1 and <= 5))
            .WithErrorCode(RatingRules.LevelUnknown.Code);
        RuleFor(c => c.Reason).MostCharacters(1000).WithErrorCode(RatingRules.ReasonTooLong.Code);
    }
}

internal sealed class RateCaseHandler(
    CommissionerDb db,
    Actor actor,
    Traces traces,
    Successors successors,
    Promises promises,
    TimeProvider clock
) : IRequestHandler<RateCase, RatingGiven>
{
    public async Task<RatingGiven> Handle(RateCase command, CancellationToken cancellationToken)
    {
        var @case = await db
            .Cases.AsSingleQuery()
            .Include(c => c.Enterprise)
                .ThenInclude(e => e.Past)
            .Include(c => c.Whistles)
                .ThenInclude(w => w.Legs)
            .VisibleTo(actor)
            .One(command.CaseId, cancellationToken);
        var now = clock.GetUtcNow();
        var opinion = new Opinion(
            (Level)command.Overall!.Value,
            (Level?)command.Commissioner,
            (Level?)command.Result,
            [.. (command.Departments ?? []).Select(d => (d.DepartmentId, (Level)d.Level))],
            command.Reason
        );
        var before = await db
            .Ratings.Include(r => r.Departments)
            .AsSingleQuery()
            .SingleOrDefaultAsync(r => r.CaseId == command.CaseId && r.Cycle == @case.Cycle, cancellationToken);
        if (before?.Says(opinion) == true)
        {
            return new(before.Id, false, false);
        }

        // Seats and agents record ratings from staff's devices, so signs of self-rating mean something only for the enterprise's own
        // people.
        var signs = actor.EnterpriseId is null ? SelfRatingSigns.None : await traces.SignsAsync(cancellationToken);
        var (rating, wasPoor, wasAlone) = (before, before?.IsPoor == true, before is not null && PoorResult.Alone(before));
        if (rating is null)
        {
            var invitation = await db.RatingInvitations.SingleOrDefaultAsync(
                i => i.CaseId == command.CaseId && i.Cycle == @case.Cycle,
                cancellationToken
            );
            var frozen = await db.Incidents.AnyAsync(
                i => i.CaseId == command.CaseId && i.Cycle == @case.Cycle && i.LiftedAt == null,
                cancellationToken
            );
            rating = Rating.Give(@case, opinion, actor, now, invitation, signs, frozen);
            db.Ratings.Add(rating);
        }
        else
        {
            rating.Change(@case, opinion, actor, now, signs);
        }

        if (rating.IsPoor && !wasPoor)
        {
            db.PoorRatings.Add(PoorRating.Open(rating, @case, promises, actor, now));
        }

        // Consequences follow only from what is new in a change: a rating that was poor before has had its replacement.
        if (!wasPoor && (rating.IsPoor || !wasAlone))
        {
            await successors.FollowAsync(rating, @case.Enterprise, promises, actor, now, cancellationToken);
        }

        return new(rating.Id, before is null, before is not null);
    }
}
