using Commissioner.App.Features.Notices;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Callbacks;

/// <summary>
/// Opens the call-backs that follow from what has happened (docs/trade.md, Call-backs): always after a withdrawal, a poor rating and its
/// correction, a raised rating, an explained closure and a supervised case; of the other closures those that are drawn. One call a case,
/// for the weightiest reason.
/// </summary>
internal sealed class OpenCallbacks(Promises promises, Seals seals) : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var calling = entries
            .Select(e => (Entry: e, About: About(e)))
            .Where(c => c.About is not null)
            .Select(c => (c.Entry, c.About!.Value.Case, c.About.Value.Reason))
            .ToList();
        if (calling.Count == 0)
        {
            return;
        }

        var ids = calling.Select(c => c.Case).Distinct().ToList();
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var ordered = (
            await db
                .CaseClocks.Where(k => ids.Contains(k.OwnerId) && (k.Level == PromiseLevel.Ordered || k.Level == PromiseLevel.Escalated))
                .Select(k => k.OwnerId)
                .Distinct()
                .ToListAsync(cancellationToken)
        ).ToHashSet();
        var tasks = (
            await db.Callbacks.Where(t => t.CaseId != null && ids.Contains(t.CaseId.Value)).ToListAsync(cancellationToken)
        ).ToLookup(t => t.CaseId!.Value);
        var opened = new Dictionary<Id<Case>, CallbackTask>();
        var key = await seals.KeyAsync(Seals.CallbackSample, cancellationToken);
        foreach (var (entry, id, why) in calling)
        {
            var @case = cases[id];
            if (@case.Confidential)
            {
                continue;
            }

            // Cycle 3 is the second rework, from which on a case is supervised; so is one with an order for lateness.
            var reason = why ?? (@case.Cycle >= 3 || ordered.Contains(id) ? CallbackReason.Supervised : CallbackReason.Sampled);
            if (reason == CallbackReason.Sampled && !CallbackSample.Draws(key, id, @case.Cycle))
            {
                continue;
            }

            if ((opened.GetValueOrDefault(id) ?? tasks[id].FirstOrDefault(t => t.Status == CallbackStatus.Open)) is { } open)
            {
                open.AlsoFor(reason, Actor.System, entry.At);
            }
            else if (!tasks[id].Any(t => t.EndedAt >= entry.At))
            {
                // A call that ended after this entry has already asked the enterprise about it: no second one is opened.
                opened[id] = CallbackTask.Open(reason, @case.EnterpriseId, @case, entry.At, promises, Actor.System, entry.At);
                db.Callbacks.Add(opened[id]);
            }
        }
    }

    // The case and the reason for a call-back. Without a reason the draw decides; null means that no call-back follows from this entry.
    private static (Id<Case> Case, CallbackReason? Reason)? About(TimelineEntry entry) =>
        entry.Name switch
        {
            nameof(CaseWithdrawn) => (new(entry.SubjectId), CallbackReason.Withdrawal),
            nameof(CaseExplained) => (new(entry.SubjectId), CallbackReason.Explained),
            nameof(OutcomeConfirmed) when Facts.Of<OutcomeConfirmed>(entry).Outcome != Outcome.NotResolved => (new(entry.SubjectId), null),
            nameof(ConfirmationLapsed) => (new(entry.SubjectId), null),
            nameof(CaseRated) when Facts.Of<CaseRated>(entry) is { Poor: true } rated => (rated.CaseId, CallbackReason.PoorRating),
            nameof(RatingChanged) when Facts.Of<RatingChanged>(entry) is { Raised: true } raised => (
                raised.CaseId,
                CallbackReason.RatingRaised
            ),
            nameof(RatingChanged) when Facts.Of<RatingChanged>(entry) is { Poor: true } lowered => (
                lowered.CaseId,
                CallbackReason.PoorRating
            ),
            nameof(PoorRatingCorrected) => (Facts.Of<PoorRatingCorrected>(entry).CaseId, CallbackReason.PoorCorrected),
            _ => null,
        };
}
