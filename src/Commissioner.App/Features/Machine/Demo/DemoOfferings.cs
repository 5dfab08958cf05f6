using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Demo;

/// <summary>
/// What enterprises of the demo park offer and seek, and three introductions: one that the first enterprise is asked about, one that is to be
/// followed up, and one that found an order.
/// </summary>
internal static class DemoOfferings
{
    private static readonly (OfferingCategory Category, string Offered, string Sought, decimal? Amount, string? Unit)[] Trades =
    [
        (OfferingCategory.Processing, "示例：铝合金精密件加工", "示例：找铝合金精密件加工", 5000, "件"),
        (OfferingCategory.Testing, "示例：电磁兼容检测", "示例：整机电磁兼容检测", null, null),
        (OfferingCategory.Logistics, "示例：恒温仓储", "示例：试剂恒温仓储", 800, "平方米"),
        (OfferingCategory.Software, "示例：生产数据采集软件", "示例：车间生产数据采集", null, null),
        (OfferingCategory.Catering, "示例：团体配餐", "示例：员工团体配餐", 300, "份"),
    ];

    public static void Play(DemoPark park, CommissionerDb db, Promises promises, DateTimeOffset now)
    {
        var filed = 0;
        var pairs = Trades
            .Select((t, i) => (Offer: File(i + 1, OfferingKind.Offer, i), Seek: File(i == 0 ? 0 : i + 6, OfferingKind.Seek, i)))
            .ToList();
        // The first enterprise offers something, too.
        File(0, OfferingKind.Offer, 3);
        db.Offerings.AddRange(pairs.SelectMany(p => new[] { p.Offer, p.Seek }));

        var asked = Propose(0, now.AddDays(-1));
        var made = Agreed(1, now.AddDays(-8));
        made.Make("示例：已陪同到厂看样", true, promises, park.Actors["triage"], now.AddDays(-7));
        var ordered = Agreed(2, now.AddDays(-20));
        ordered.Make("示例：线上见面", true, promises, park.Actors["triage"], now.AddDays(-19));
        ordered.FollowUp(IntroductionOutcome.OrderMade, "示例：签了半年仓储合同", 96_000, true, park.Actors["triage"], now.AddDays(-11));

        // Objects are added once they are final.
        db.Introductions.AddRange(asked, made, ordered);

        Offering File(int of, OfferingKind kind, int trade)
        {
            // One after the other, so that a list of them has one order.
            var (its, at) = (Trades[trade], now.AddDays(-25).AddMinutes(filed++));
            var enterprise = park.Enterprises[of];
            var says = new OfferingText(
                kind,
                its.Category,
                kind == OfferingKind.Offer ? its.Offered : its.Sought,
                its.Amount,
                its.Unit,
                trade % 2 == 0 ? enterprise.ParkId : null,
                null,
                promises.Calendar.DateOf(now).AddDays(90 + trade),
                trade == 4 ? OfferingAudience.Park : OfferingAudience.All
            );
            var offering = Offering.File(enterprise.Id, says, promises.Calendar.DateOf(at), park.OwnerOf(enterprise), at);
            if (kind == OfferingKind.Offer && of == 0)
            {
                db.Offerings.Add(offering);
            }

            return offering;
        }

        Introduction Propose(int trade, DateTimeOffset at)
        {
            var (offer, seek) = pairs[trade];
            return Introduction.Propose(offer, seek, null, promises.Calendar.DateOf(at), park.Actors["triage"], at);
        }

        Introduction Agreed(int trade, DateTimeOffset at)
        {
            var introduction = Propose(trade, at);
            introduction.Accept(Owner(introduction.OffererId), at.AddHours(2));
            introduction.Accept(Owner(introduction.SeekerId), at.AddHours(3));
            return introduction;
        }

        Actor Owner(Domain.Id<Enterprise> of) => park.OwnerOf(park.Enterprises.Single(e => e.Id == of));
    }
}
