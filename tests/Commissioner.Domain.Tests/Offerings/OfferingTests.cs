using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.Offerings;

/// <summary>What an enterprise offers or seeks, and what suits it.</summary>
[Parallelizable(ParallelScope.All)]
public class OfferingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly OfferingText Says = new(
        OfferingKind.Offer,
        OfferingCategory.Processing,
        "示例：铝合金精密件加工",
        5000,
        "件",
        A.SubPark.Id,
        null,
        Today.AddDays(60),
        OfferingAudience.All
    );

    private static readonly Dictionary<Id<Park>, Id<Park>?> Parts = new() { [A.Park.Id] = null, [A.SubPark.Id] = A.Park.Id };

    [Test]
    public void An_enterprise_alone_says_what_it_offers()
    {
        var own = Id<Enterprise>.New();
        A.Refusal(OfferingRules.OfferingOfOthers, null, () => Offering.File(own, Says, Today, A.Office, Now));
        A.Refusal(OfferingRules.OfferingOfOthers, null, () => Offering.File(own, Says, Today, Owner(Id<Enterprise>.New()), Now));
        Refused(OfferingRules.OfferingKindMissing, "kind", Says with { Kind = null });
        Refused(OfferingRules.OfferingCategoryMissing, "category", Says with { Category = (OfferingCategory)99 });
        Refused(OfferingRules.OfferingWhatMissing, "what", Says with { What = " " });
        Refused(OfferingRules.OfferingAmountUnusable, "amount", Says with { Amount = 0 });
        Refused(OfferingRules.OfferingAmountUnusable, "amount", Says with { Amount = 0.001m });
        Refused(OfferingRules.OfferingUnitMissing, "unit", Says with { Unit = null });
        Refused(OfferingRules.OfferingUnitMissing, "unit", Says with { Amount = null });
        Refused(OfferingRules.OfferingPlaceTwice, "city", Says with { City = "示例市" });
        Refused(OfferingRules.OfferingUntilUnusable, "untilOn", Says with { UntilOn = Today.AddDays(-1) });
        Refused(OfferingRules.OfferingUntilUnusable, "untilOn", Says with { UntilOn = null });
        Refused(OfferingRules.OfferingAudienceMissing, "audience", Says with { Audience = null });
        Assert.That(Offering.File(own, Says, Today, Owner(own), Now).Said(), Is.EqualTo(Says));

        void Refused(Rule rule, string field, OfferingText says) =>
            A.Refusal(rule, field, () => Offering.File(own, says, Today, Owner(own), Now));
    }

    [Test]
    public void It_is_paused_resumed_and_over_once()
    {
        var offering = Filed(Says);
        var owner = Owner(offering.EnterpriseId);
        offering.Move(OfferingStep.Pause, owner, Now);
        Assert.That(offering.HoldsOn(Today), Is.False);
        A.Refusal(OfferingRules.OfferingNotNow, null, () => offering.Move(OfferingStep.Pause, owner, Now));
        offering.Move(OfferingStep.Resume, owner, Now);
        A.Refusal(OfferingRules.OfferingNotNow, null, () => offering.Move(OfferingStep.Resume, owner, Now));
        Assert.That(offering.Change(Says, Today, owner, Now), Is.False, "said the same");
        Assert.That(offering.Change(Says with { Amount = 10, Kind = OfferingKind.Seek }, Today, owner, Now), Is.True);
        Assert.That((offering.Kind, offering.Amount), Is.EqualTo((OfferingKind.Offer, 10m)), "what is offered is not sought by a change");
        offering.Expire(offering.UntilOn, Now);
        Assert.That(offering.State, Is.EqualTo(OfferingState.Open), "its last day counts");
        offering.Expire(offering.UntilOn.AddDays(1), Now);
        Assert.That(offering.State, Is.EqualTo(OfferingState.Expired));
        A.Refusal(OfferingRules.OfferingNotNow, null, () => offering.Move(OfferingStep.Withdraw, owner, Now));
        A.Refusal(OfferingRules.OfferingNotNow, null, () => offering.Change(Says, Today, owner, Now));
    }

    [Test]
    public void Each_reason_is_said_for_itself()
    {
        var offer = Filed(Says);
        var whole = Suit.Between(offer, Filed(Sought("精密件加工，铝合金", 5000, A.Park.Id)), Parts, Today)!;
        Assert.That(
            whole.Reasons,
            Is.EqualTo(
                new[]
                {
                    SuitReason.SameCategory,
                    SuitReason.WordsInCommon,
                    SuitReason.Place,
                    SuitReason.QuantitySuffices,
                    SuitReason.StillOpen,
                }
            )
        );
        Assert.That(whole.Words, Has.Some.Contains("铝合金"));
        Assert.That(whole.UntilOn, Is.EqualTo(Today.AddDays(30)));
        var less = Suit.Between(offer, Filed(Sought("激光切割", 5001, null, "示例市")), Parts, Today)!;
        Assert.That(less.Reasons, Is.EqualTo(new[] { SuitReason.SameCategory, SuitReason.StillOpen }));
        Assert.That(less.Weight, Is.LessThan(whole.Weight));
        Assert.That(
            Suit.Between(offer, Filed(Sought("激光切割", null, null)), Parts, Today)!.Reasons,
            Has.Member(SuitReason.Place).And.Not.Member(SuitReason.QuantitySuffices),
            "what is bound to no place suits any, and what is not counted says nothing of amounts"
        );
        var there = Filed(Says with { PlaceId = null, City = "示例市" });
        Assert.That(
            Suit.Between(there, Filed(Sought("激光切割", null, null, "示例")), Parts, Today)!.Reasons,
            Has.Member(SuitReason.Place),
            "a city with 市 or without"
        );
    }

    [Test]
    public void What_is_another_kind_is_over_or_is_ones_own_does_not_suit()
    {
        var offer = Filed(Says);
        var seek = Sought("铝合金精密件", 1, null);
        var own = Offering.File(offer.EnterpriseId, seek, Today, Owner(offer.EnterpriseId), Now);
        var paused = Filed(seek);
        paused.Move(OfferingStep.Pause, Owner(paused.EnterpriseId), Now);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Suit.Between(offer, own, Parts, Today), Is.Null);
            Assert.That(Suit.Between(offer, paused, Parts, Today), Is.Null);
            Assert.That(Suit.Between(offer, Filed(seek with { Category = OfferingCategory.Parts }), Parts, Today), Is.Null);
            Assert.That(Suit.Between(offer, Filed(Says), Parts, Today), Is.Null, "two offers");
            Assert.That(Suit.Between(Filed(seek), offer, Parts, Today), Is.Null, "the wrong way round");
            Assert.That(Suit.Between(offer, Filed(seek), Parts, Today.AddDays(31)), Is.Null, "the other is over by then");
            var other = Says with { Category = OfferingCategory.Other };
            Assert.That(
                Suit.Between(Filed(other), Filed(seek with { Category = OfferingCategory.Other, What = "食堂配餐" }), Parts, Today),
                Is.Null
            );
            Assert.That(Suit.Between(Filed(other), Filed(seek with { Category = OfferingCategory.Other }), Parts, Today), Is.Not.Null);
        }
    }

    private static OfferingText Sought(string what, decimal? amount, Id<Park>? place, string? city = null) =>
        new(
            OfferingKind.Seek,
            OfferingCategory.Processing,
            what,
            amount,
            amount is null ? null : "件",
            place,
            city,
            Today.AddDays(30),
            OfferingAudience.Office
        );

    private static Offering Filed(OfferingText says)
    {
        var own = Id<Enterprise>.New();
        return Offering.File(own, says, Today, Owner(own), Now);
    }

    private static Actor Owner(Id<Enterprise> enterprise) => A.Actor(Role.EnterpriseOwner, enterprise);
}
