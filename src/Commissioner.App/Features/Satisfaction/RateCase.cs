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

/// <summary>The enterprise rates a closed case; a poor rating replaces its commissioner at once, in the same transaction.</summary>
[Allow(Permission.SpeakForEnterprise)]
public sealed record RateCase(Id<Case> CaseId, int? Overall, int? Commissioner, int? Result, IReadOnlyList<DepartmentLevel>? Departments, string? Reason) : ICommand<Id<Rating>>;

/// <summary>How satisfied the enterprise is with a department.</summary>
public sealed record DepartmentLevel(Id<Department> DepartmentId, int Level);

internal sealed class RateCaseValidator : AbstractValidator<RateCase>
{
    public RateCaseValidator()
    {
        RuleFor(c => c.Overall).NotNull().WithErrorCode(RatingRules.LevelUnknown.Code).InclusiveBetween(1, 5).WithErrorCode(RatingRules.LevelUnknown.Code);
        RuleFor(c => c.Commissioner).InclusiveBetween(1, 5).WithErrorCode(RatingRules.LevelUnknown.Code);
        RuleFor(c => c.Result).InclusiveBetween(1, 5).WithErrorCode(RatingRules.LevelUnknown.Code);
        RuleFor(c => c.Departments).Must(d => d is null || d.All(l => l?.Level is >= 1 and <= 5)).WithErrorCode(RatingRules.LevelUnknown.Code);
        RuleFor(c => c.Reason).MaximumLength(1000).WithErrorCode(RatingRules.ReasonTooLong.Code);
    }
}

internal sealed class RateCaseHandler(CommissionerDb db, Actor actor, Successors successors, Promises promises, TimeProvider clock) : IRequestHandler<RateCase, Id<Rating>>
{
    public async Task<Id<Rating>> Handle(RateCase command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.AsSingleQuery().Include(c => c.Enterprise).ThenInclude(e => e.Past).Include(c => c.Whistles).ThenInclude(w => w.Legs)
            .VisibleTo(actor).One(command.CaseId, cancellationToken);
        if (await db.Ratings.AnyAsync(r => r.CaseId == command.CaseId && r.Cycle == @case.Cycle, cancellationToken))
        {
            throw new RuleBroken(RatingRules.RatedAlready);
        }

        var now = clock.GetUtcNow();
        var opinion = new Opinion(
            (Level)command.Overall!.Value, (Level?)command.Commissioner, (Level?)command.Result, [.. (command.Departments ?? []).Select(d => (d.DepartmentId, (Level)d.Level))], command.Reason);
        var rating = Rating.Give(@case, opinion, actor, now);
        db.Ratings.Add(rating);

        // A rating hits who served: somebody who has followed since is not replaced for it. Who acts is replaced like any other.
        if (rating.IsPoor && rating.ServedById is not null && rating.ServedById == @case.Enterprise.ActiveId)
        {
            var ongoing = await db.Replacements.Include(r => r.Clocks).SingleOrDefaultAsync(r => r.EnterpriseId == @case.EnterpriseId && r.Status == ReplacementStatus.Acting, cancellationToken);
            db.Replacements.Add(Replacement.Begin(
                @case.Enterprise, ReplacementTrigger.Rating, rating, await successors.CandidatesAsync(cancellationToken), await successors.NameAsync(@case.Enterprise.BackupId, cancellationToken), promises, actor, now, ongoing));
        }

        return rating.Id;
    }
}
