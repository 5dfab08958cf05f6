using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Leaves;

/// <summary>
/// A commissioner notes that it is away, both days included; the service office notes it of anybody, and may decide who acts where the backup
/// can't.
/// </summary>
/// <param name="PersonId">Who is away; the one who notes it where nobody is said.</param>
/// <param name="FromOn">The first day.</param>
/// <param name="UntilOn">The last day.</param>
/// <param name="StandIns">Where somebody else than the backup acts.</param>
[Allow(Permission.KeepLeaves)]
public sealed record NoteLeave(Id<Person>? PersonId, DateOnly? FromOn, DateOnly? UntilOn, IReadOnlyList<StandInChosen>? StandIns)
    : ICommand<Id<Leave>>;

/// <summary>Who acts at an enterprise; nobody for the duty desk.</summary>
public sealed record StandInChosen(Id<Enterprise> EnterpriseId, Id<Person>? PersonId);

internal sealed class NoteLeaveHandler(CommissionerDb db, LeaveBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<NoteLeave, Id<Leave>>
{
    private static readonly DateOnly LastDay = new(2199, 1, 1);

    public async Task<Id<Leave>> Handle(NoteLeave command, CancellationToken cancellationToken)
    {
        var person = command.PersonId ?? actor.Id;
        if (!await db.ServiceCommissioners.AnyAsync(c => c.PersonId == person, cancellationToken))
        {
            throw new NotFound();
        }

        if (command is not { FromOn: { } first, UntilOn: { } last } || last < first || last > LastDay || first.Year < 2000)
        {
            throw new RuleBroken(LeaveRules.LeaveOutOfOrder) { Field = "untilOn" };
        }

        var (from, until) = (Moments.FromLocal(first.ToDateTime(default)), Moments.FromLocal(last.AddDays(1).ToDateTime(default)));
        var open = await book.OpenAsync(cancellationToken);
        List<PostOnLeave> posts = [];
        foreach (var enterprise in await book.ServedByAsync(person, cancellationToken))
        {
            var decided = (command.StandIns ?? []).FirstOrDefault(s => s.EnterpriseId == enterprise.Id);
            var acts = decided is null ? enterprise.BackupId : decided.PersonId;
            var fits = acts is { } id && await book.FitsAsync(id, enterprise.Id, cancellationToken);
            posts.Add(new(enterprise.Id, enterprise.Name, acts, decided is not null, fits));
        }

        var others = open.FindAll(l => l.PersonId != person && l.Meets(from, until));
        var leave = Leave.Note(
            person,
            from,
            until,
            posts,
            await book.StandsInAtAsync(person, others, cancellationToken),
            open,
            actor,
            clock.GetUtcNow()
        );
        db.Leaves.Add(leave);
        return leave.Id;
    }
}
