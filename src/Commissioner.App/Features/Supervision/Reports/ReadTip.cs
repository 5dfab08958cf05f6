using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Tips;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Reports;

/// <summary>Somebody of supervision opens an anonymous report: each time is a row of the audit log, and the first is kept with the report.</summary>
[Allow(Permission.HearTips)]
public sealed record ReadTip(Id<Tip> Id) : ICommand<TipSheet>, IRepeatable;

/// <summary>An anonymous report as supervision reads it.</summary>
/// <param name="Id">Which.</param>
/// <param name="State">How it stands.</param>
/// <param name="Outcome">What came of it; null until it is closed.</param>
/// <param name="SentOn">On which day it came.</param>
/// <param name="About">Whom or which unit it is about.</param>
/// <param name="Occasion">When and where it was.</param>
/// <param name="Words">What was said, the first first.</param>
/// <param name="Readers">Who has read it, and when first.</param>
/// <param name="ClosedBy">Who closed it.</param>
/// <param name="ClosedAt">When, UTC.</param>
public sealed record TipSheet(
    Id<Tip> Id,
    TipState State,
    TipOutcome? Outcome,
    DateOnly SentOn,
    string? About,
    string? Occasion,
    IReadOnlyList<SaidOfTip> Words,
    IReadOnlyList<TipReading> Readers,
    string? ClosedBy,
    DateTimeOffset? ClosedAt
);

/// <summary>Something that was said.</summary>
/// <param name="By">Who of supervision; null of the reporter.</param>
/// <param name="SaidOn">On which day.</param>
/// <param name="Text">What.</param>
public sealed record SaidOfTip(string? By, DateOnly SaidOn, string Text);

/// <summary>That somebody read it.</summary>
/// <param name="Name">Who.</param>
/// <param name="ReadAt">When first, UTC.</param>
public sealed record TipReading(string Name, DateTimeOffset ReadAt);

internal sealed class ReadTipHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ReadTip, TipSheet>
{
    public async Task<TipSheet> Handle(ReadTip command, CancellationToken cancellationToken)
    {
        var tip = await db.Tips.OneAsync(command.Id, actor, cancellationToken);
        tip.Read(actor, clock.GetUtcNow());
        var people = tip
            .Words.Select(w => w.ById)
            .Append(tip.ClosedById)
            .OfType<Id<Person>>()
            .Concat(tip.Readers.Select(r => r.PersonId))
            .Distinct()
            .ToList();
        var names = await db
            .People.AsNoTracking()
            .Where(p => people.Contains(p.Id))
            .Select(p => new { p.Id, p.Name })
            .ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return new(
            tip.Id,
            tip.State,
            tip.Outcome,
            tip.SentOn,
            tip.About,
            tip.Occasion,
            [.. tip.Words.OrderBy(w => w.No).Select(w => new SaidOfTip(w.ById is { } by ? names[by] : null, w.SaidOn, w.Text))],
            [
                .. tip
                    .Readers.Where(r => r.ReadAt is not null)
                    .OrderBy(r => r.ReadAt)
                    .Select(r => new TipReading(names[r.PersonId], r.ReadAt!.Value.ToUniversalTime())),
            ],
            tip.ClosedById is { } closer ? names[closer] : null,
            tip.ClosedAt?.ToUniversalTime()
        );
    }
}
