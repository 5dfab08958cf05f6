using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Duties;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Duty;

/// <summary>The office says who is on duty, as what and when.</summary>
[Allow(Permission.KeepRoster)]
public sealed record PlanShift(DutyPost? Post, Id<Person>? PersonId, DateTimeOffset? From, DateTimeOffset? Until) : ICommand<Id<DutyShift>>;

internal sealed class PlanShiftHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<PlanShift, Id<DutyShift>>
{
    public async Task<Id<DutyShift>> Handle(PlanShift command, CancellationToken cancellationToken)
    {
        if (command is not { Post: { } post, From: { } from, Until: { } until })
        {
            throw command.Post is null
                ? new RuleBroken(DutyRules.PostUnknown) { Field = "post" }
                : new RuleBroken(DutyRules.ShiftTimes) { Field = command.From is null ? "from" : "until" };
        }

        var (begins, ends) = (from.ToUniversalTime(), until.ToUniversalTime());
        var person = await db.People.SingleOrDefaultAsync(p => p.Id == command.PersonId, cancellationToken) ?? throw new NotFound();
        var shift = DutyShift.Plan(post, person, begins, ends, clock.GetUtcNow());
        if (await db.DutyShifts.AnyAsync(s => s.PersonId == person.Id && s.FromAt < ends && s.UntilAt > begins, cancellationToken))
        {
            throw new RuleBroken(DutyRules.ShiftTwice) { Field = "personId" };
        }

        db.DutyShifts.Add(shift);
        return shift.Id;
    }
}
