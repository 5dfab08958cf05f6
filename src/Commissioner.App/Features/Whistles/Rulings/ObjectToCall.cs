using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Rulings;

/// <summary>
/// A called department says that it was called in error, what its duties rest on and who is competent; once, and with the consent of its
/// head.
/// </summary>
[Allow(Permission.WorkLegs)]
public sealed record ObjectToCall(
    Id<Whistle> WhistleId,
    Id<Leg> LegId,
    string? Reason,
    string? DutyBasis,
    Id<Department>? CompetentDepartmentId,
    bool HeadConsented
) : ICommand<Id<Case>>;

internal sealed class ObjectToCallValidator : AbstractValidator<ObjectToCall>
{
    public ObjectToCallValidator()
    {
        RuleFor(o => o.Reason)
            .NotEmpty()
            .WithErrorCode(WhistleRules.ObjectionReasonMissing.Code)
            .MostCharacters(1000)
            .WithErrorCode(WhistleRules.ObjectionReasonMissing.Code);
        RuleFor(o => o.DutyBasis)
            .NotEmpty()
            .WithErrorCode(WhistleRules.DutyBasisMissing.Code)
            .MostCharacters(500)
            .WithErrorCode(WhistleRules.DutyBasisMissing.Code);
        RuleFor(o => o.CompetentDepartmentId).NotNull().WithErrorCode(WhistleRules.CompetentMissing.Code);
    }
}

internal sealed class ObjectToCallHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ObjectToCall, Id<Case>>
{
    public async Task<Id<Case>> Handle(ObjectToCall command, CancellationToken cancellationToken)
    {
        var (@case, name) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        var competent =
            await db.Departments.SingleOrDefaultAsync(d => d.Id == command.CompetentDepartmentId && d.ClosedAt == null, cancellationToken)
            ?? throw new RuleBroken(WhistleRules.DepartmentUnknown) { Field = "competentDepartmentId" };
        @case.ObjectToCall(
            command.LegId,
            name,
            command.Reason!,
            command.DutyBasis!,
            competent,
            command.HeadConsented,
            promises,
            actor,
            clock.GetUtcNow()
        );
        return @case.Id;
    }
}
