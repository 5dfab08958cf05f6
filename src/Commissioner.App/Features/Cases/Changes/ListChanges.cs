using System.ComponentModel;
using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Changes;

/// <summary>What happened to cases since a place in the log, in its order, as far as one may see it.</summary>
[Allow(Permission.ReadCases)]
public sealed record ListChanges(string? After = null, int Take = 50) : IQuery<ChangeList>;

/// <summary>Changes, and the place after the last of them.</summary>
/// <param name="Items">In the order in which they are to be taken over; empty where there is nothing new.</param>
/// <param name="Next">What to ask with next time, also after an empty answer.</param>
public sealed record ChangeList(IReadOnlyList<ChangeLine> Items, string Next);

/// <summary>One thing that happened to a case.</summary>
/// <param name="At">When.</param>
/// <param name="Case">To which case.</param>
/// <param name="Number">The case's number.</param>
/// <param name="Event">What: the name of the timeline's entry.</param>
/// <param name="Version">The case's version from then on.</param>
public sealed record ChangeLine(DateTimeOffset At, Id<Case> Case, string? Number, string Event, int Version);

internal sealed class ListChangesHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ListChanges, ChangeList>
{
    // Transactions may commit out of the order of their entries' numbers, and none lasts as long as this. Up to then a missing number may
    // still come: what stands behind it waits, or whoever reads would never hear of it.
    private static readonly TimeSpan Unsettled = TimeSpan.FromMinutes(10);

    // So many of the last minutes' numbers are looked at; in a busier park the rest waits for the next call.
    private const int Looked = 10_000;

    public async Task<ChangeList> Handle(ListChanges query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var after = Read(query.After);
        var until = await WholeUntilAsync(after, cancellationToken);
        var found = await (
            from e in db.Timeline.AsNoTracking().ReadableBy(actor)
            join c in db.Cases.VisibleTo(actor) on e.SubjectId equals (Guid)(object)c.Id
            where e.Id > after && e.Id <= until
            orderby e.Id
            select new { e.Id, Line = new ChangeLine(e.At, c.Id, c.Number, e.Name, e.Seq) }
        )
            .Take(take)
            .ToListAsync(cancellationToken);
        var next = found.Count == take ? found[^1].Id : until;
        return new([.. found.Select(f => f.Line)], Math.Max(after, next).ToString("x", CultureInfo.InvariantCulture));
    }

    // The last number before which none is missing that may still come.
    private async Task<long> WholeUntilAsync(long after, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Unsettled;
        var settled = await db.Timeline.Where(e => e.At < since).MaxAsync(e => (long?)e.Id, cancellationToken) ?? 0;
        var until = Math.Max(after, settled);
        foreach (
            var id in await db
                .Timeline.Where(e => e.Id > until)
                .OrderBy(e => e.Id)
                .Take(Looked)
                .Select(e => e.Id)
                .ToListAsync(cancellationToken)
        )
        {
            if (id != until + 1 && until != 0)
            {
                break;
            }

            until = id;
        }

        return until;
    }

    private static long Read(string? after) =>
        string.IsNullOrEmpty(after) ? 0
        : long.TryParse(after, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) && id >= 0 ? id
        : throw new RuleBroken(PipelineRules.CursorUnknown) { Field = "after" };
}

internal sealed class ChangesApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/changes",
                async (
                    [Description("The next of an earlier answer; from the beginning without it.")] [FromQuery] string? after,
                    [FromQuery] int? take,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListChanges(after, take ?? 50), cancelled))
            )
            .Allow(Permission.ReadCases)
            .WithTags("Cases")
            .Says<ListChanges, ChangeList>(
                200,
                "What happened to cases since the last call, as one may see it: each once and in order, for who asks with next again and again. A case that one comes to see later brings only what happens from then on.",
                401,
                403,
                422
            );
}
