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

namespace Commissioner.App.Features.Conferences;

/// <summary>The minutes of a conference: each decision becomes a leg with a department and a date.</summary>
[Allow(Permission.RuleOnObjections)]
public sealed record RecordMinutes(Id<Conference> ConferenceId, string? Minutes, string? People, IReadOnlyList<DecisionLine>? Decisions)
    : ICommand<Id<Case>>;

/// <summary>What one department does, and until when.</summary>
public sealed record DecisionLine(Id<Department>? DepartmentId, bool Lead, string? Text, DateOnly? DueOn);

internal sealed class RecordMinutesValidator : AbstractValidator<RecordMinutes>
{
    public RecordMinutesValidator()
    {
        RuleFor(m => m.Minutes)
            .NotEmpty()
            .WithErrorCode(ConferenceRules.MinutesMissing.Code)
            .MostCharacters(5000)
            .WithErrorCode(ConferenceRules.MinutesMissing.Code);
        RuleFor(m => m.Decisions)
            .Must(d => d is { Count: > 0 } && d.All(x => x is { DepartmentId: not null } && !string.IsNullOrWhiteSpace(x.Text)))
            .WithErrorCode(ConferenceRules.DecisionMissing.Code);
        RuleFor(m => m.Decisions)
            .Must(d => d?.All(x => x?.DueOn is not null) != false)
            .WithErrorCode(ConferenceRules.DecisionDateMissing.Code);
    }
}

internal sealed class RecordMinutesHandler(CommissionerDb db, Actor actor, DepartmentNames names, Promises promises, TimeProvider clock)
    : IRequestHandler<RecordMinutes, Id<Case>>
{
    public async Task<Id<Case>> Handle(RecordMinutes command, CancellationToken cancellationToken)
    {
        var id =
            await db
                .Conferences.Where(c => c.Id == command.ConferenceId)
                .Select(c => (Id<Case>?)c.CaseId)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        var @case = await db.Cases.Whole().Include(c => c.Conferences).VisibleTo(actor).One(id, cancellationToken);
        var ids = command.Decisions!.Select(d => d.DepartmentId!.Value).ToList();
        var departments = await db
            .Departments.Where(d => ids.Contains(d.Id) && d.ClosedAt == null)
            .ToDictionaryAsync(d => d.Id, cancellationToken);
        if (ids.Exists(d => !departments.ContainsKey(d)))
        {
            throw new RuleBroken(WhistleRules.DepartmentUnknown) { Field = "decisions" };
        }

        @case.RecordMinutes(
            command.ConferenceId,
            command.Minutes!,
            command.People,
            [
                .. command.Decisions!.Select(d => new ConferenceDecision(
                    departments[d.DepartmentId!.Value],
                    d.Lead,
                    d.Text!,
                    d.DueOn!.Value
                )),
            ],
            await names.AllAsync(cancellationToken),
            promises,
            actor,
            clock.GetUtcNow()
        );
        return @case.Id;
    }
}
