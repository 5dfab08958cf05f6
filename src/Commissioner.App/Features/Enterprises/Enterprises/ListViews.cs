using System.Globalization;
using System.Text.Json;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Enterprises;

/// <summary>Who looked at an enterprise's contact, newest first: for the enterprise itself and supervision.</summary>
[Allow(Permission.ReadEnterprises)]
public sealed record ListViews(Id<Enterprise> EnterpriseId, int Take = 50, string? After = null) : IQuery<ViewPage>;

/// <summary>A page of looks at an enterprise's contact.</summary>
public sealed record ViewPage(IReadOnlyList<ViewLine> Items, string? Next);

/// <summary>A look at an enterprise's contact.</summary>
/// <param name="Unit">Where who looked works.</param>
/// <param name="Role">As what.</param>
/// <param name="Purpose">What for.</param>
/// <param name="At">When, UTC.</param>
public sealed record ViewLine(string Unit, Role Role, RevealPurpose Purpose, DateTimeOffset At);

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
            .Where(e => e.SubjectId == id.Value && e.Name == nameof(ContactRevealed) && e.Seq < before)
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
            })
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).ToList();
        return new(
            [
                .. items.Select(r => new ViewLine(
                    r.Park ?? texts.Name(r.Entry.As),
                    r.Entry.As,
                    JsonSerializer.Deserialize<ContactRevealed>(r.Entry.Facts, RecordEvents.Json)!.RevealPurpose,
                    r.Entry.At
                )),
            ],
            rows.Count > take ? items[^1].Entry.Seq.ToString(CultureInfo.InvariantCulture) : null
        );
    }
}
