using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Duties;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Duty;

/// <summary>The office takes a shift off the roster.</summary>
[Allow(Permission.KeepRoster)]
public sealed record CancelShift(Id<DutyShift> ShiftId) : ICommand<Id<DutyShift>>;

internal sealed class CancelShiftHandler(CommissionerDb db) : IRequestHandler<CancelShift, Id<DutyShift>>
{
    public async Task<Id<DutyShift>> Handle(CancelShift command, CancellationToken cancellationToken)
    {
        var shift = await db.DutyShifts.SingleOrDefaultAsync(s => s.Id == command.ShiftId, cancellationToken) ?? throw new NotFound();
        db.DutyShifts.Remove(shift);
        return shift.Id;
    }
}
