using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements;

/// <summary>The successor records its first call, visit or message to the enterprise, within one working day.</summary>
[Allow(Permission.HandleCase)]
public sealed record RecordSuccessorContact(Id<Replacement> ReplacementId, ContactMeans? Means, DateTimeOffset? At, string? Outcome)
    : ICommand<Id<Replacement>>;

internal sealed class RecordSuccessorContactValidator : AbstractValidator<RecordSuccessorContact>
{
    public RecordSuccessorContactValidator()
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

internal sealed class RecordSuccessorContactHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<RecordSuccessorContact, Id<Replacement>>
{
    public async Task<Id<Replacement>> Handle(RecordSuccessorContact command, CancellationToken cancellationToken)
    {
        var replacement =
            await db.Replacements.Include(r => r.Clocks).SingleOrDefaultAsync(r => r.Id == command.ReplacementId, cancellationToken)
            ?? throw new NotFound();
        var enterprise = await db.Enterprises.VisibleTo(actor).One(replacement.EnterpriseId, cancellationToken);
        replacement.RecordContact(
            enterprise,
            command.Means!.Value,
            command.At!.Value.ToUniversalTime(),
            command.Outcome!,
            actor,
            clock.GetUtcNow()
        );
        return replacement.Id;
    }
}
