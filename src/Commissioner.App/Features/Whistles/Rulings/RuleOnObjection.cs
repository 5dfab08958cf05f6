using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
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
/// The service office rules on an objection: the call stands for good, another department is called, or a conference decides.
/// </summary>
/// <param name="WhistleId">The whistle.</param>
/// <param name="LegId">The objecting department's leg.</param>
/// <param name="Decision">What becomes of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="DepartmentId">Who is called instead; where nobody is named, whom the objection names.</param>
[Allow(Permission.RuleOnObjections)]
public sealed record RuleOnObjection(
    Id<Whistle> WhistleId,
    Id<Leg> LegId,
    RulingDecision? Decision,
    string? Reason,
    Id<Department>? DepartmentId
) : ICommand<Id<Case>>;

internal sealed class RuleOnObjectionValidator : AbstractValidator<RuleOnObjection>
{
    public RuleOnObjectionValidator()
    {
        RuleFor(r => r.Decision)
            .NotNull()
            .WithErrorCode(WhistleRules.DecisionUnknown.Code)
            .IsInEnum()
            .WithErrorCode(WhistleRules.DecisionUnknown.Code);
        RuleFor(r => r.Reason)
            .NotEmpty()
            .WithErrorCode(CaseRules.ReasonMissing.Code)
            .MostCharacters(1000)
            .WithErrorCode(CaseRules.ReasonMissing.Code);
    }
}

internal sealed class RuleOnObjectionHandler(CommissionerDb db, Actor actor, DepartmentNames names, Promises promises, TimeProvider clock)
    : IRequestHandler<RuleOnObjection, Id<Case>>
{
    public async Task<Id<Case>> Handle(RuleOnObjection command, CancellationToken cancellationToken)
    {
        var (@case, _) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        Department? to = null;
        if (command.Decision == RulingDecision.Reassign)
        {
            var id = command.DepartmentId ?? @case.Legs.First(l => l.Id == command.LegId).Objection?.CompetentDepartmentId;
            to =
                await db.Departments.SingleOrDefaultAsync(d => d.Id == id && d.ClosedAt == null, cancellationToken)
                ?? throw new RuleBroken(WhistleRules.DepartmentUnknown) { Field = "departmentId" };
        }

        @case.Rule(
            command.LegId,
            command.Decision!.Value,
            command.Reason!,
            to,
            await names.AllAsync(cancellationToken),
            promises,
            actor,
            clock.GetUtcNow()
        );
        return @case.Id;
    }
}
