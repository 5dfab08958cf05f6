using Commissioner.App.Features.Cases;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Commissioner.App.Features.Lists;

/// <summary>How many cases a list holds as it is filtered; a thousand stands for as many and more.</summary>
[Allow(Permission.ReadCases)]
public sealed record CountCases(ListCases List) : IQuery<int>;

internal sealed class CountCasesHandler(CommissionerDb db, CaseBook book, Actor actor, IMemoryCache known)
    : IRequestHandler<CountCases, int>
{
    /// <summary>Nobody needs to know how many beyond this.</summary>
    public const int Most = 1000;

    // What a list holds follows from what has happened, and from the time: a count stands until the next entry, and for a minute.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public async Task<int> Handle(CountCases query, CancellationToken cancellationToken)
    {
        var last = await db.Timeline.OrderByDescending(e => e.Id).Select(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        var list = query.List with { After = null, Take = 0, Sort = null };
        return await known.GetOrCreateAsync(
            (
                nameof(CountCases),
                actor.Id,
                string.Join(' ', actor.Roles),
                actor.EnterpriseId,
                actor.DepartmentId,
                actor.Lent?.Id,
                list,
                last
            ),
            async entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = Longest;
                return await (await book.FindAsync(list, cancellationToken)).Take(Most).CountAsync(cancellationToken);
            }
        );
    }
}
