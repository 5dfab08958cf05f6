using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements;

/// <summary>
/// Tells of a replacement. Whoever goes reads the same words as on a routine rotation: nothing of who pressed, of a rating or of a case.
/// The hour must not give it away either, so it is sent with the next half day of work, as all rotations are. Whoever acts or follows is
/// told to act; the service office is told that it owes a successor.
/// </summary>
internal sealed class TellOfTheReplacement(Promises promises) : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries
            .Where(e => e.Name is nameof(CommissionerReplaced) or nameof(SuccessorAppointed) or nameof(CommissionerKept))
            .ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<Enterprise>(e.SubjectId)).Distinct().ToList();
        var names = await db.Enterprises.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Name, cancellationToken);
        var people = await db.OfEnterprisesAsync(ids, cancellationToken);
        var begun = mine.Where(e => e.Name == nameof(CommissionerReplaced))
            .Select(e => Facts.Of<CommissionerReplaced>(e).ReplacementId)
            .ToList();
        var terms =
            begun.Count == 0
                ? []
                : await db
                    .Replacements.Where(r => begun.Contains(r.Id))
                    .Select(r => new
                    {
                        r.Id,
                        r.KeepUntil,
                        DueAt = r.Clocks.Where(k => k.Kind == PromiseKind.Successor).Min(k => k.DueAt),
                        r.ProposedId,
                    })
                    .ToDictionaryAsync(r => r.Id, cancellationToken);
        var desk = begun.Count == 0 ? [] : await db.WithAsync(Role.TriageDesk, cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var id = new Id<Enterprise>(entry.SubjectId);
            var enterprise = new { EnterpriseName = names[id] };
            switch (entry.Name)
            {
                case nameof(CommissionerReplaced):
                    var replaced = Facts.Of<CommissionerReplaced>(entry);
                    var term = terms[replaced.ReplacementId];
                    if (replaced.OutgoingId is { } outgoing)
                    {
                        plan.Tell(
                            outgoing,
                            entry,
                            "Rotated",
                            enterprise,
                            $"/replacements/packs/{replaced.ReplacementId}",
                            notBefore: NextHalfDay(entry.At)
                        );
                        await HandOnAsync(plan, db, entry, outgoing, replaced.ActingId, cancellationToken);
                    }

                    if (replaced.ActingId is { } acting)
                    {
                        plan.Tell(acting, entry, "PleaseAct", enterprise, "/cases/queue");
                    }

                    plan.Tell(
                        desk,
                        entry,
                        term.ProposedId is null ? "NobodyCanFollow" : "SuccessorOwed",
                        new { enterprise.EnterpriseName, term.DueAt },
                        "/replacements"
                    );
                    plan.Tell(
                        people[id],
                        entry,
                        "YourCommissionerReplaced",
                        new { ActingName = replaced.ActingName ?? "dutyDesk", term.KeepUntil },
                        "/enterprises/mine"
                    );
                    break;
                case nameof(SuccessorAppointed):
                    var appointed = Facts.Of<SuccessorAppointed>(entry);
                    plan.Tell(appointed.PersonId, entry, "YouFollow", enterprise, $"/replacements/packs/{appointed.ReplacementId}");
                    plan.Tell(people[id], entry, "YourSuccessorAppointed", new { appointed.PersonName }, "/enterprises/mine");
                    // Where nobody acted in between, what waited for whoever went waits for the successor.
                    if (
                        await db
                            .Replacements.Where(r => r.Id == appointed.ReplacementId)
                            .Select(r => r.OutgoingId)
                            .SingleOrDefaultAsync(cancellationToken) is
                        { } went
                    )
                    {
                        await HandOnAsync(plan, db, entry, went, appointed.PersonId, cancellationToken);
                    }

                    break;
                default:
                    // If the notice of going has not been shown yet, it is taken back, and nothing need be said about staying.
                    var kept = Facts.Of<CommissionerKept>(entry);
                    if (
                        !await plan.TakeBackAsync(
                            kept.PersonId,
                            await BeganWithAsync(db, entry, cancellationToken),
                            "Rotated",
                            entry.At,
                            cancellationToken
                        )
                    )
                    {
                        plan.Tell(kept.PersonId, entry, "YouContinue", enterprise, "/cases/queue");
                    }

                    plan.Tell(people[id], entry, "YourCommissionerKept", enterprise, "/enterprises/mine");
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }

    // The first opening of the calendar after this instant.
    private DateTimeOffset NextHalfDay(DateTimeOffset at) =>
        promises.Calendar.WindowsBetween(at, at.AddDays(30)).Select(w => w.From).FirstOrDefault(from => from > at, at);

    private static Task<long> BeganWithAsync(CommissionerDb db, TimelineEntry kept, CancellationToken cancellationToken) =>
        db
            .Timeline.Where(e => e.SubjectId == kept.SubjectId && e.Name == nameof(CommissionerReplaced) && e.Seq < kept.Seq)
            .OrderByDescending(e => e.Seq)
            .Select(e => e.Id)
            .FirstOrDefaultAsync(cancellationToken);

    // Warnings not shown yet, since they wait for working time, go to whoever has the case by then.
    internal static async Task HandOnAsync(
        NoticePlan plan,
        CommissionerDb db,
        TimelineEntry entry,
        Id<Person> outgoing,
        Id<Person>? acting,
        CancellationToken cancellationToken
    )
    {
        var enterprise = new Id<Enterprise>(entry.SubjectId);
        var waiting = await db
            .Notices.Where(n => n.PersonId == outgoing && n.ShowAt > entry.At && n.Link != null && n.Link.StartsWith("/cases/show/"))
            .ToListAsync(cancellationToken);
        if (waiting.Count == 0)
        {
            return;
        }

        var links = (
            await db.Cases.Where(c => c.EnterpriseId == enterprise && c.ClosedAt == null).Select(c => c.Id).ToListAsync(cancellationToken)
        )
            .Select(id => $"/cases/show/{id}")
            .ToHashSet();
        foreach (var notice in waiting.Where(n => links.Contains(n.Link!)))
        {
            db.Notices.Remove(notice);
            if (acting is { } now)
            {
                plan.HandOn(notice, now);
            }
        }
    }
}
