using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Enterprises;

/// <summary>Each park and the hotline that answers when its commissioners do not.</summary>
[Allow(Permission.ManageRules)]
public sealed record ListHotlines : IQuery<IReadOnlyList<HotlineLine>>;

/// <summary>A park's hotline; null without one.</summary>
public sealed record HotlineLine(Id<Park> ParkId, string Code, string Name, string? Phone);

/// <summary>Says at which number a park's hotline is reached from now on; at none where it is empty.</summary>
[Allow(Permission.ManageRules)]
public sealed record SetHotline(Id<Park> ParkId, string? Phone) : ICommand<Id<Park>>;

internal sealed class SetHotlineHandler(CommissionerDb db)
    : IRequestHandler<SetHotline, Id<Park>>,
        IRequestHandler<ListHotlines, IReadOnlyList<HotlineLine>>
{
    public async Task<Id<Park>> Handle(SetHotline command, CancellationToken cancellationToken)
    {
        var ways = string.IsNullOrWhiteSpace(command.Phone) ? ContactWays.None : PhoneReading.Read(command.Phone, "phone");
        var park =
            await db.Parks.SingleOrDefaultAsync(p => p.Id == command.ParkId && p.PartOfId == null, cancellationToken)
            ?? throw new NotFound();
        park.AnswerAt(ways);
        return park.Id;
    }

    public async Task<IReadOnlyList<HotlineLine>> Handle(ListHotlines query, CancellationToken cancellationToken) =>
        await db
            .Parks.AsNoTracking()
            .Where(p => p.PartOfId == null)
            .OrderBy(p => p.Code)
            .Select(p => new HotlineLine(p.Id, p.Code, p.Name, p.HotlinePhone))
            .ToListAsync(cancellationToken);
}
