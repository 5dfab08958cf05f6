using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Introductions;

/// <summary>Introductions that one may see, the newest first.</summary>
/// <param name="Open">Only those that go on.</param>
/// <param name="Due">Only those whose follow-up is nearly due or late.</param>
/// <param name="State">Only those that stand so.</param>
/// <param name="Take">So many.</param>
/// <param name="After">After this place of the list.</param>
[Allow(Permission.ReadOfferings)]
public sealed record ListIntroductions(
    bool Open = false,
    bool Due = false,
    IntroductionState? State = null,
    int Take = 50,
    string? After = null
) : IQuery<Page<IntroductionLine>>;

internal sealed class ListIntroductionsHandler(CommissionerDb db, IntroductionBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<ListIntroductions, Page<IntroductionLine>>
{
    public async Task<Page<IntroductionLine>> Handle(ListIntroductions query, CancellationToken cancellationToken)
    {
        var (take, now) = (Math.Clamp(query.Take, 1, 200), clock.GetUtcNow());
        var introductions = db.Introductions.AsNoTracking().VisibleTo(db, actor);
        if (query.Open)
        {
            introductions = introductions.Where(i => i.EndedAt == null);
        }

        // When a follow-up is due is the staff's to know: to an enterprise none is.
        if (query.Due)
        {
            var staff = actor.EnterpriseId is null;
            introductions = introductions.Where(i => staff && i.Clocks.Any(k => k.StoppedAt == null && k.AmberAt <= now));
        }

        if (query.State is { } state)
        {
            introductions = introductions.Where(i => i.State == state);
        }

        if (Cursor.Read<Introduction>(query.After) is { } after)
        {
            introductions = introductions.Where(i => i.ProposedAt < after.At || (i.ProposedAt == after.At && i.Id < after.Id));
        }

        var rows = await book.LinesAsync(
            introductions.OrderByDescending(i => i.ProposedAt).ThenByDescending(i => i.Id).Take(take + 1),
            cancellationToken
        );
        var items = rows.Take(take).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].ProposedAt, items[^1].Id) : null);
    }
}
