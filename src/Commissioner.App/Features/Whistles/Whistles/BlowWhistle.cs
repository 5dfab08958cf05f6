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

namespace Commissioner.App.Features.Whistles;

/// <summary>A commissioner calls departments to a case that it can't settle alone: one leads, others assist.</summary>
[Allow(Permission.CallDepartments)]
public sealed record BlowWhistle(
    Id<Case> CaseId,
    WhistleKind Kind,
    string? Asked,
    string? Tried,
    Disclosure? Disclosure,
    string? MeetPlace,
    DateTimeOffset? MeetAt,
    IReadOnlyList<CalledLeg>? Legs,
    string? CatalogueItemCode = null
) : ICommand<Id<Whistle>>;

public sealed record CalledLeg(Id<Department> DepartmentId, bool Lead);

internal sealed class BlowWhistleValidator : AbstractValidator<BlowWhistle>
{
    public BlowWhistleValidator()
    {
        RuleFor(w => w.Asked)
            .NotEmpty()
            .WithErrorCode(WhistleRules.AskedMissing.Code)
            .MostCharacters(2000)
            .WithErrorCode(WhistleRules.AskedMissing.Code);
        RuleFor(w => w.Tried)
            .NotEmpty()
            .WithErrorCode(WhistleRules.TriedMissing.Code)
            .MostCharacters(2000)
            .WithErrorCode(WhistleRules.TriedMissing.Code);
        RuleFor(w => w.MeetPlace).MostCharacters(200).WithErrorCode(CaseRules.PlaceTooLong.Code);
        RuleFor(w => w.Legs)
            .Must(l => l?.Count(x => x?.Lead == true) == 1 && !l.Contains(null!))
            .WithErrorCode(WhistleRules.OneLeadLeg.Code);
        RuleFor(w => w.CatalogueItemCode)
            .MostCharacters(40)
            .WithErrorCode(WhistleRules.CatalogueItemUnknown.Code)
            .OverridePropertyName("catalogueItem");
        RuleFor(w => w.Kind).IsInEnum().WithErrorCode(WhistleRules.KindUnknown.Code);
        RuleFor(w => w.Disclosure).IsInEnum().WithErrorCode(WhistleRules.KindUnknown.Code);
    }
}

internal sealed class BlowWhistleHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<BlowWhistle, Id<Whistle>>
{
    public async Task<Id<Whistle>> Handle(BlowWhistle command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        var ids = command.Legs!.Select(l => l.DepartmentId).ToList();
        var departments = await db
            .Departments.Where(d => ids.Contains(d.Id) && d.ClosedAt == null)
            .ToDictionaryAsync(d => d.Id, cancellationToken);
        if (ids.Exists(i => !departments.ContainsKey(i)))
        {
            throw new RuleBroken(WhistleRules.DepartmentUnknown) { Field = "legs" };
        }

        var call = new WhistleCall(
            command.Kind,
            command.Asked!,
            command.Tried!,
            command.Disclosure ?? await UsualAsync(command.CatalogueItemCode, cancellationToken),
            command.MeetPlace,
            command.MeetAt?.ToUniversalTime(),
            command.CatalogueItemCode
        );
        IReadOnlyList<(Department, bool)> called = [.. command.Legs!.Select(l => (departments[l.DepartmentId], l.Lead))];
        // A seat whistles only in emergencies that it filed itself, but may do so before the case is accepted.
        var whistle = @case.IsForSeat(actor)
            ? @case.WhistleInEmergency(call, called, promises, actor, clock.GetUtcNow())
            : @case.BlowWhistle(call, called, promises, actor, clock.GetUtcNow());
        return whistle.Id;
    }

    // What the item of the catalogue says; without one, all of it.
    private async Task<Disclosure> UsualAsync(string? item, CancellationToken cancellationToken)
    {
        var (code, today) = (item?.ToUpperInvariant(), promises.Calendar.DateOf(clock.GetUtcNow()));
        return await db
                .CatalogueItems.Where(i => i.Code == code && i.EffectiveOn <= today)
                .OrderByDescending(i => i.Version)
                .Select(i => (Disclosure?)i.Disclosure)
                .FirstOrDefaultAsync(cancellationToken)
            ?? Disclosure.Full;
    }
}
