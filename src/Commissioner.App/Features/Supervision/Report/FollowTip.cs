using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Tips;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Report;

/// <summary>Whoever has a receipt reads how its report stands, and what was said.</summary>
[Allow(Permission.Anybody)]
public sealed record FollowTip(string? Receipt) : IQuery<FollowedTip>, IUnsigned;

/// <summary>A report as its reporter reads it.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Outcome">What came of it; null until it is closed.</param>
/// <param name="SentOn">On which day it came.</param>
/// <param name="About">Whom or which unit it is about.</param>
/// <param name="Occasion">When and where it was.</param>
/// <param name="Words">What was said, the first first.</param>
public sealed record FollowedTip(
    TipState State,
    TipOutcome? Outcome,
    DateOnly SentOn,
    string? About,
    string? Occasion,
    IReadOnlyList<FollowedWords> Words
);

/// <summary>Something that was said.</summary>
/// <param name="ByReporter">By the reporter; else by supervision, whose names it does not learn.</param>
/// <param name="SaidOn">On which day.</param>
/// <param name="Text">What.</param>
public sealed record FollowedWords(bool ByReporter, DateOnly SaidOn, string Text);

internal sealed class FollowTipHandler(CommissionerDb db) : IRequestHandler<FollowTip, FollowedTip>
{
    public async Task<FollowedTip> Handle(FollowTip query, CancellationToken cancellationToken)
    {
        var hash = TipReceipts.HashOf(query.Receipt);
        var tip =
            await db.Tips.AsNoTracking().Include(t => t.Words).SingleOrDefaultAsync(t => t.ReceiptHash == hash, cancellationToken)
            ?? throw new NotFound();
        return new(
            tip.State,
            tip.Outcome,
            tip.SentOn,
            tip.About,
            tip.Occasion,
            [.. tip.Words.OrderBy(w => w.No).Select(w => new FollowedWords(w.ById is null, w.SaidOn, w.Text))]
        );
    }
}
