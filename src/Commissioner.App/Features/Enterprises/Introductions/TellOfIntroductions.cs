using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Introductions;

/// <summary>
/// Tells of offers and seeks, and of introductions: each enterprise of its own side alone, who owns one of what it owes. A message to an enterprise
/// names nothing of the other.
/// </summary>
internal sealed class TellOfIntroductions(Promises promises) : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var filed = entries.Where(e => e.Name is nameof(OfferingFiled) or nameof(OfferingExpired)).ToList();
        var mine = entries.Where(e => e.Name.StartsWith("Introduction", StringComparison.Ordinal)).ToList();
        if (filed.Count + mine.Count == 0)
        {
            return;
        }

        var plan = new NoticePlan(db, promises.Calendar);
        var desk = await db.WithAsync(Role.TriageDesk, cancellationToken);
        await OfferingsAsync(plan, filed, desk, db, cancellationToken);
        await IntroductionsAsync(plan, mine, desk, db, cancellationToken);
        await plan.AddAsync(cancellationToken);
    }

    private static async Task OfferingsAsync(
        NoticePlan plan,
        List<TimelineEntry> filed,
        IReadOnlyList<Id<Person>> desk,
        CommissionerDb db,
        CancellationToken cancellationToken
    )
    {
        if (filed.Count == 0)
        {
            return;
        }

        var ids = filed.Select(e => new Id<Offering>(e.SubjectId)).Distinct().ToList();
        var offerings = await (
            from o in db.Offerings.AsNoTracking()
            join e in db.Enterprises on o.EnterpriseId equals e.Id
            where ids.Contains(o.Id)
            select new
            {
                o.Id,
                o.EnterpriseId,
                o.What,
                e.Name,
                e.ActiveId,
            }
        ).ToDictionaryAsync(o => o.Id, cancellationToken);
        var people = await db.OfEnterprisesAsync(offerings.Values.Select(o => o.EnterpriseId), cancellationToken);
        foreach (var entry in filed)
        {
            var its = offerings[new(entry.SubjectId)];
            if (entry.Name == nameof(OfferingExpired))
            {
                plan.Tell(people[its.EnterpriseId], entry, entry.Name, new { its.What }, $"/offerings/follow/{entry.SubjectId}");
            }
            else
            {
                IEnumerable<Id<Person>> serving = its.ActiveId is { } active ? [active] : desk;
                plan.Tell(
                    serving,
                    entry,
                    entry.Name,
                    new { EnterpriseName = its.Name, its.What },
                    $"/offerings/show/{entry.SubjectId}",
                    waits: true
                );
            }
        }
    }

    private static async Task IntroductionsAsync(
        NoticePlan plan,
        List<TimelineEntry> mine,
        IReadOnlyList<Id<Person>> desk,
        CommissionerDb db,
        CancellationToken cancellationToken
    )
    {
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<Introduction>(e.SubjectId)).Distinct().ToList();
        var introductions = await (
            from i in db.Introductions.AsNoTracking()
            join offer in db.Offerings on i.OfferId equals offer.Id
            join seek in db.Offerings on i.SeekId equals seek.Id
            where ids.Contains(i.Id)
            select new
            {
                Of = i,
                Offered = offer.What,
                Sought = seek.What,
                ActiveId = db.Enterprises.Where(e => e.Id == i.ServedId).Select(e => e.ActiveId).FirstOrDefault(),
            }
        ).ToDictionaryAsync(i => i.Of.Id, cancellationToken);
        var people = await db.OfEnterprisesAsync(
            introductions.Values.SelectMany(i => new[] { i.Of.OffererId, i.Of.SeekerId }),
            cancellationToken
        );
        var watching = await db.WithAsync(Role.Supervisor, cancellationToken);
        foreach (var entry in mine)
        {
            var its = introductions[new(entry.SubjectId)];
            var (page, phone) = ($"/introductions/show/{entry.SubjectId}", $"/introductions/follow/{entry.SubjectId}");
            // Who serves the enterprise now owns it, whoever proposed it.
            IEnumerable<Id<Person>> owner = its.ActiveId is { } active ? [active] : desk;
            owner = owner.Where(p => p != entry.ById);
            void Both(string text)
            {
                foreach (var (side, what) in new[] { (its.Of.OffererId, its.Offered), (its.Of.SeekerId, its.Sought) })
                {
                    plan.Tell(people[side].Where(p => p != entry.ById), entry, text, new { What = what }, phone);
                }
            }

            switch (entry.Name)
            {
                case nameof(IntroductionProposed):
                    Both("IntroductionAsked");
                    plan.Tell(owner, entry, entry.Name, new { }, page);
                    break;
                case nameof(IntroductionAgreed):
                    Both(entry.Name);
                    plan.Tell(owner, entry, "IntroductionToMake", new { }, page);
                    break;
                case nameof(IntroductionMade) or nameof(IntroductionCalledOff):
                    Both(entry.Name);
                    break;
                case nameof(IntroductionDeclined):
                    Both(entry.Name);
                    plan.Tell(owner, entry, "IntroductionGone", new { }, page);
                    break;
                case nameof(IntroductionLate):
                    var late = Facts.Of<IntroductionLate>(entry);
                    var text = late.Raised == PromiseLevel.Warned ? "IntroductionDue" : entry.Name;
                    var told = late.Tells.Contains(Role.Supervisor) ? watching : [];
                    plan.Tell(owner.Concat(told).Distinct(), entry, text, new { late.DueAt }, page, waits: true);
                    break;
                default:
                    break;
            }
        }
    }
}
