using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using FluentValidation;
using MediatR;

namespace Commissioner.App.Features.Closures;

/// <summary>The enterprise says whether it is resolved; a seat or an agent records its words.</summary>
[Allow(Permission.SpeakForEnterprise)]
public sealed record ConfirmOutcome(Id<Case> CaseId, Outcome? Outcome, string? Words) : ICommand<Id<Case>>;

internal sealed class ConfirmOutcomeValidator : AbstractValidator<ConfirmOutcome>
{
    public ConfirmOutcomeValidator()
    {
        RuleFor(c => c.Outcome)
            .NotNull()
            .WithErrorCode(CaseRules.OutcomeMissing.Code)
            .IsInEnum()
            .WithErrorCode(CaseRules.OutcomeMissing.Code);
        RuleFor(c => c.Words).MostCharacters(1000).WithErrorCode(CaseRules.WordsMissing.Code);
    }
}

internal sealed class ConfirmOutcomeHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ConfirmOutcome, Id<Case>>
{
    public async Task<Id<Case>> Handle(ConfirmOutcome command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        @case.Confirm(command.Outcome!.Value, command.Words, promises, actor, clock.GetUtcNow());
        return @case.Id;
    }
}
