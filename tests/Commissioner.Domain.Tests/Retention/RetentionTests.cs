using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Retention;

namespace Commissioner.Domain.Tests.Retention;

/// <summary>For how long what is personal is kept, and what holds it.</summary>
public sealed class RetentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly Actor Supervisor = A.Actor(Role.Supervisor);
    private static readonly RetentionTerms Other = new(400, 800, 200);

    private static RetentionPolicy Set(RetentionTerms? terms = null, RetentionPolicy? last = null, string? reason = "示例原因") =>
        RetentionPolicy.Set(last ?? RetentionPolicy.First, terms ?? Other, reason, Supervisor, Now);

    [Test]
    public void It_counts_a_week_later_unless_another_one_was_set_within_that_week()
    {
        var second = Set();
        Assert.That((second.Version, second.InForceAt), Is.EqualTo((2, Now.AddDays(7))));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RetentionPolicy.Of([second], Now.AddDays(7).AddTicks(-1)), Is.SameAs(RetentionPolicy.First));
            Assert.That(RetentionPolicy.Of([second], Now.AddDays(7)), Is.SameAs(second));
        }

        var third = RetentionPolicy.Set(second, Other with { TextDays = 900 }, "示例更正", Supervisor, Now.AddDays(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RetentionPolicy.Of([second, third], Now.AddDays(7)), Is.SameAs(RetentionPolicy.First), "a mistake erases nothing");
            Assert.That(RetentionPolicy.Of([third, second], Now.AddDays(8)), Is.SameAs(third));
        }
    }

    [TestCase(89, 800, 200, "contactDays")]
    [TestCase(3661, 800, 200, "contactDays")]
    [TestCase(400, 183, 183, "textDays")]
    [TestCase(400, 800, 89, "messageDays")]
    [TestCase(0, 0, 0, "contactDays")]
    [TestCase(-1, int.MaxValue, int.MinValue, "contactDays")]
    public void Nothing_is_erased_too_early_and_nothing_is_kept_for_ever(int contacts, int texts, int messages, string field) =>
        A.Refusal(RetentionRules.DaysOutOfBounds, field, () => Set(new(contacts, texts, messages)));

    [Test]
    public void Messages_do_not_outlive_the_texts_that_they_repeat() =>
        A.Refusal(RetentionRules.MessagesOutliveTexts, "messageDays", () => Set(new(400, 200, 201)));

    [Test]
    public void It_says_why_and_says_something_new()
    {
        foreach (var reason in new[] { null, "", " ", new string('因', 1001) })
        {
            A.Refusal(RetentionRules.RetentionNeedsReason, "reason", () => Set(reason: reason));
        }

        var second = Set();
        A.Refusal(RetentionRules.RetentionChangesNothing, null, () => Set(last: second));
    }

    [Test]
    public void A_hold_stands_once_until_somebody_lifts_it_and_says_why()
    {
        var (@case, enterprise) = (Id<Case>.New(), Id<Enterprise>.New());
        var hold = LegalHold.Set(@case, enterprise, false, " 示例诉讼 ", Supervisor, Now);
        Assert.That((hold.CaseId, hold.EnterpriseId, hold.Reason), Is.EqualTo(((Id<Case>?)@case, (Id<Enterprise>?)null, "示例诉讼")));
        A.Refusal(RetentionRules.HeldAlready, null, () => LegalHold.Set(@case, enterprise, true, "示例", Supervisor, Now));
        A.Refusal(RetentionRules.RetentionNeedsReason, "reason", () => LegalHold.Set(null, enterprise, false, "", Supervisor, Now));
        A.Refusal(RetentionRules.RetentionNeedsReason, "reason", () => hold.Lift(" ", Supervisor, Now));
        Assert.That(hold.LiftedAt, Is.Null);
        hold.Lift("示例结案", Supervisor, Now.AddDays(1));
        Assert.That((hold.LiftedAt, hold.LiftedById), Is.EqualTo(((DateTimeOffset?)Now.AddDays(1), (Id<Person>?)Supervisor.Id)));
        A.Refusal(RetentionRules.HoldIsLifted, null, () => hold.Lift("示例", Supervisor, Now));
        Assert.That(LegalHold.Set(null, enterprise, false, "示例", Supervisor, Now).EnterpriseId, Is.EqualTo((Id<Enterprise>?)enterprise));
    }
}
