using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Calendars;

/// <summary>
/// Says by which calendar parks and departments work from now on; promises that were made stay by theirs. Answers how many changed.
/// </summary>
[Allow(Permission.ManageRules)]
public sealed record ChooseCalendars(IReadOnlyList<CalendarChoice> Choices) : ICommand<int>;

/// <summary>A park's or a department's choice.</summary>
/// <param name="UnitId">The park or the department.</param>
/// <param name="Calendar">A calendar in force; null for none of its own.</param>
public sealed record CalendarChoice(Guid UnitId, string? Calendar);

internal sealed class ChooseCalendarsHandler(CommissionerDb db, Promises promises) : IRequestHandler<ChooseCalendars, int>
{
    public async Task<int> Handle(ChooseCalendars command, CancellationToken cancellationToken)
    {
        var parkIds = command.Choices.Select(c => new Id<Park>(c.UnitId)).ToList();
        var departmentIds = command.Choices.Select(c => new Id<Department>(c.UnitId)).ToList();
        var parks = await db.Parks.Where(p => parkIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id.Value, cancellationToken);
        var departments = await db
            .Departments.Where(d => departmentIds.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id.Value, cancellationToken);
        var changed = 0;
        foreach (var choice in command.Choices)
        {
            var code = choice.Calendar is { Length: > 0 } named
                ? promises.Find(named)?.Code ?? throw new RuleBroken(CalendarProposalRules.CalendarUnknown, named) { Field = "choices" }
                : null;
            if (departments.TryGetValue(choice.UnitId, out var department))
            {
                changed += department.CalendarCode == code ? 0 : 1;
                department.KeepHours(code);
            }
            else if (parks.TryGetValue(choice.UnitId, out var park))
            {
                changed += park.CalendarCode == code ? 0 : 1;
                park.KeepHours(code);
            }
            else
            {
                throw new NotFound();
            }
        }

        return changed;
    }
}
