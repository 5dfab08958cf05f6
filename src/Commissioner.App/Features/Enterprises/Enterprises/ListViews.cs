using System.Globalization;
using System.Text.Json;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Enterprises;

/// <summary>
/// Who looked at an enterprise's contact, and which seats had its cases opened by a call, newest first: for the enterprise itself and
/// supervision.
/// </summary>
[Allow(Permission.ReadEnterprises)]
public sealed record ListViews(Id<Enterprise> EnterpriseId, int Take = 50, string? After = null) : IQuery<ViewPage>;

/// <summary>A page of looks at an enterprise's contact.</summary>
public sealed record ViewPage(IReadOnlyList<ViewLine> Items, string? Next);

/// <summary>Why somebody looked.</summary>
public enum LookedFor
{
    /// <summary>The contact, to speak to it.</summary>
    Contact,

    /// <summary>The contact, to arrange a visit.</summary>
    Visit,

    /// <summary>The contact, to check what is on file.</summary>
    Verify,

    /// <summary>A case, whose number was read out on the telephone.</summary>
    NumberReadOut,

    /// <summary>A case, since the call came from a number of the enterprise.</summary>
    CallersNumber,
}

/// <summary>A look at an enterprise's contact, or that a call opened one of its cases.</summary>
/// <param name="Unit">Where who looked works.</param>
/// <param name="Role">As what.</param>
/// <param name="Purpose">What for.</param>
/// <param name="At">When, UTC.</param>
public sealed record ViewLine(string Unit, Role Role, LookedFor Purpose, DateTimeOffset At);

internal sealed class ListViewsHandler(CommissionerDb db, Actor actor, Texts texts) : IRequestHandler<ListViews, ViewPage>
{
    public async Task<ViewPage> Handle(ListViews query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var id =
            await db
                .Enterprises.VisibleTo(actor)
                .Where(e => e.Id == query.EnterpriseId)
                .Select(e => (Id<Enterprise>?)e.Id)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        if (actor.EnterpriseId != id && !actor.Is(Role.Supervisor))
        {
            throw new Forbidden(Permission.Supervise);
        }

        var before =
            query.After is null ? int.MaxValue
            : int.TryParse(query.After, out var seq) ? seq
            : throw new RuleBroken(PipelineRules.CursorUnknown) { Field = "after" };
        var rows = await db
            .Timeline.AsNoTracking()
            .Where(e =>
                e.SubjectId == id.Value && (e.Name == nameof(ContactRevealed) || e.Name == nameof(CaseOpenedToSeat)) && e.Seq < before
            )
            .ReadableBy(actor)
            .OrderByDescending(e => e.Seq)
            .Take(take + 1)
            .Select(e => new
            {
                Entry = e,
                Park = db
                    .ServiceCommissioners.Where(c => c.PersonId == e.ById)
                    .Join(db.Parks, c => c.ParkId, p => p.Id, (_, p) => p.Name)
                    .FirstOrDefault(),
                Department = db
                    .People.Where(p => p.Id == e.ById)
                    .Join(db.Departments, p => p.DepartmentId, d => d.Id, (_, d) => d.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).ToList();
        return new(
            [.. items.Select(r => new ViewLine(r.Department ?? r.Park ?? texts.Name(r.Entry.As), r.Entry.As, For(r.Entry), r.Entry.At))],
            rows.Count > take ? items[^1].Entry.Seq.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    private static LookedFor For(TimelineEntry entry) =>
        entry.Name == nameof(CaseOpenedToSeat)
            ? Of<CaseOpenedToSeat>(entry).OpenedBy == OpenedBy.NumberReadOut
                ? LookedFor.NumberReadOut
                : LookedFor.CallersNumber
            : Of<ContactRevealed>(entry).RevealPurpose switch
            {
                RevealPurpose.Contact => LookedFor.Contact,
                RevealPurpose.Visit => LookedFor.Visit,
                _ => LookedFor.Verify,
            };

    private static T Of<T>(TimelineEntry entry) => JsonSerializer.Deserialize<T>(entry.Facts, RecordEvents.Json)!;
}
