using Commissioner.App.Features.Replacements;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Callbacks;

/// <summary>
/// An agent records what the enterprise said, and what follows from it in the same transaction: the case goes on, an incident is raised,
/// the commissioner is replaced, a raised rating counts.
/// </summary>
[Allow(Permission.CallBack)]
public sealed record RecordResult(
    Id<CallbackTask> CallbackId,
    Outcome? Solved,
    DateTimeOffset? ContactedAt,
    bool PraiseAsked,
    bool WithdrawalPressed,
    bool AnotherCommissioner,
    bool? RaiseWasFree,
    string? Words,
    string? Recording
) : ICommand<Id<CallbackTask>>;

internal sealed class RecordResultHandler(CommissionerDb db, Actor actor, Successors successors, Promises promises, TimeProvider clock)
    : IRequestHandler<RecordResult, Id<CallbackTask>>
{
    public async Task<Id<CallbackTask>> Handle(RecordResult command, CancellationToken cancellationToken)
    {
        var task =
            await db
                .Callbacks.Include(t => t.Clocks)
                .WorkableBy(actor, db)
                .SingleOrDefaultAsync(t => t.Id == command.CallbackId, cancellationToken)
            ?? throw new NotFound();
        var @case = task.CaseId is { } id ? await db.Cases.Whole().SingleAsync(c => c.Id == id, cancellationToken) : null;
        var rating = task.CaseId is { } rated
            ? await db
                .Ratings.Include(r => r.Departments)
                .Where(r => r.CaseId == rated)
                .OrderByDescending(r => r.Cycle)
                .AsSingleQuery()
                .FirstOrDefaultAsync(cancellationToken)
            : null;
        var raised = rating is { Raised: true, RaiseFreeAt: null };
        var now = clock.GetUtcNow();
        var answers = new CallbackAnswers(
            command.Solved,
            command.ContactedAt?.ToUniversalTime(),
            command.PraiseAsked,
            command.WithdrawalPressed,
            command.AnotherCommissioner,
            command.RaiseWasFree,
            command.Words ?? "",
            command.Recording
        );
        task.Complete(answers, @case, raised, actor, now);
        if (@case is not null)
        {
            await PressedAsync(@case, rating, answers, now, cancellationToken);
            if (raised && answers.RaiseWasFree == true)
            {
                rating!.RaiseWasFree(@case.Enterprise, actor, now);
            }

            GoesOn(@case, answers, now);
        }

        if (answers.AnotherCommissioner)
        {
            await ReplaceAsync(task, now, cancellationToken);
        }

        return task.Id;
    }

    // "Not solved" takes the case up again, by the enterprise's own words. "Solved" confirms a case only if it waits for that: it never
    // changes another outcome.
    private void GoesOn(Case @case, CallbackAnswers answers, DateTimeOffset now)
    {
        if (CaseWorkflow.From(CaseMove.Confirm).Contains(@case.Status))
        {
            @case.Confirm(answers.Solved!.Value, answers.Words, promises, actor, now);
        }
        else if (
            answers.Solved == Outcome.NotResolved
            && (@case.Status != CaseStatus.Withdrawn || answers.WithdrawalPressed)
            && @case.MayReopen(now)
        )
        {
            @case.Reopen(answers.Words, promises, actor, now);
        }
    }

    private async Task PressedAsync(
        Case @case,
        Rating? rating,
        CallbackAnswers answers,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var kind in new[]
            {
                (answers.PraiseAsked, Kind: IncidentKind.PraiseAsked),
                (answers.WithdrawalPressed, Kind: IncidentKind.WithdrawalPressed),
            }
                .Where(k => k.Item1)
                .Select(k => k.Kind)
        )
        {
            if (
                !await db.Incidents.AnyAsync(
                    i => i.CaseId == @case.Id && i.Cycle == @case.Cycle && i.Kind == kind && i.DecidedAt == null,
                    cancellationToken
                )
            )
            {
                db.Incidents.Add(Incident.Raise(@case, kind, answers.Words, actor, now));
            }

            rating?.Freeze(now);
        }
    }

    // The enterprise asked for another commissioner on the phone. While a successor is owed already, nothing changes.
    private async Task ReplaceAsync(CallbackTask task, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var enterprise = await db.Enterprises.WithPast().SingleAsync(e => e.Id == task.EnterpriseId, cancellationToken);
        if (enterprise.ActiveId is null)
        {
            return;
        }

        var bench = await successors.BenchAsync(enterprise, now, cancellationToken);
        var begun = Replacement.Press(enterprise, bench, promises, actor, now);
        if (begun != bench.Unfinished)
        {
            db.Replacements.Add(begun);
        }
    }
}
