using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using FluentValidation;
using MediatR;

namespace Commissioner.App.Features.Whistles;

/// <summary>A called department checks in: one handler with a phone, the first step and its time.</summary>
[Allow(Permission.WorkLegs)]
public sealed record CheckIn(
    Id<Whistle> WhistleId,
    Id<Leg> LegId,
    string? HandlerName,
    string? HandlerPhone,
    string? FirstStep,
    DateTimeOffset? FirstStepAt
) : ICommand<Id<Case>>;

internal sealed class CheckInValidator : AbstractValidator<CheckIn>
{
    public CheckInValidator()
    {
        RuleFor(c => c.HandlerName)
            .NotEmpty()
            .WithErrorCode(WhistleRules.HandlerMissing.Code)
            .MaximumLength(40)
            .WithErrorCode(WhistleRules.HandlerMissing.Code);
        RuleFor(c => c.HandlerPhone).Must(p => PhoneReading.TryRead(p, out _)).WithErrorCode(PhoneNumberRules.PhoneNumberInvalid.Code);
        RuleFor(c => c.FirstStep)
            .NotEmpty()
            .WithErrorCode(WhistleRules.FirstStepMissing.Code)
            .MaximumLength(500)
            .WithErrorCode(WhistleRules.FirstStepMissing.Code);
        RuleFor(c => c.FirstStepAt).NotNull().WithErrorCode(WhistleRules.FirstStepMissing.Code);
    }
}

internal sealed class CheckInHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<CheckIn, Id<Case>>
{
    public async Task<Id<Case>> Handle(CheckIn command, CancellationToken cancellationToken)
    {
        var (@case, name) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        @case.CheckIn(
            command.LegId,
            name,
            new(
                command.HandlerName!,
                PhoneReading.Read(command.HandlerPhone, "handlerPhone").ToString(),
                command.FirstStep!,
                command.FirstStepAt!.Value.ToUniversalTime()
            ),
            promises,
            actor,
            clock.GetUtcNow()
        );
        return @case.Id;
    }
}
