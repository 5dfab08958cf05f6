using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using FluentValidation;
using MediatR;

namespace Commissioner.App.Features.Cases;

/// <summary>The commissioner records its first call, visit or message, with time and outcome.</summary>
[Allow(Permission.ServeCase)]
public sealed record RecordFirstContact(Id<Case> CaseId, ContactMeans? Means, DateTimeOffset? At, string? Outcome) : ICommand<Id<Case>>;

internal sealed class RecordFirstContactValidator : AbstractValidator<RecordFirstContact>
{
    public RecordFirstContactValidator()
    {
        RuleFor(c => c.Means)
            .NotNull()
            .WithErrorCode(CaseRules.ContactMeansMissing.Code)
            .IsInEnum()
            .WithErrorCode(CaseRules.ContactMeansMissing.Code);
        RuleFor(c => c.At).NotNull().WithErrorCode(CaseRules.TimeMissing.Code);
        RuleFor(c => c.Outcome)
            .NotEmpty()
            .WithErrorCode(CaseRules.ContactOutcomeMissing.Code)
            .MostCharacters(1000)
            .WithErrorCode(CaseRules.ContactOutcomeMissing.Code);
    }
}

internal sealed class RecordFirstContactHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<RecordFirstContact, Id<Case>>
{
    public async Task<Id<Case>> Handle(RecordFirstContact command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        @case.RecordFirstContact(command.Means!.Value, command.At!.Value.ToUniversalTime(), command.Outcome!, actor, clock.GetUtcNow());
        return @case.Id;
    }
}
