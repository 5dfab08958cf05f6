using Commissioner.Domain.People;
using Commissioner.Domain.Tips;

namespace Commissioner.Domain.Tests.Tips;

/// <summary>A tip knows the day and nothing of its reporter, and ends once.</summary>
public sealed class TipTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 23, 45, TimeSpan.Zero);
    private static readonly Actor Supervisor = new(Id<Person>.New(Now), "示例督查", [Role.Supervisor], null, null);

    [Test]
    public void Its_key_is_of_the_day_and_of_chance()
    {
        var tips = Enumerable.Range(0, 3).Select(_ => Sent()).ToList();
        Assert.That(tips.Select(t => t.Id), Is.Unique);
        Assert.That(tips.Select(t => t.Id.Value.ToString("n")[..12]).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void It_says_something_and_not_too_much()
    {
        Refuses(() => Tip.Send("", " ", null, null, Today), TipRules.TipWordsMissing);
        Refuses(() => Tip.Send("", new string('示', 5001), null, null, Today), TipRules.TipWordsMissing);
        Refuses(() => Tip.Send("", "示例", new string('示', 201), null, Today), TipRules.TipDetailTooLong);
        var tip = Sent();
        for (var i = 1; i < Tip.MostOfReporter; i++)
        {
            tip.Add("示例", Today);
        }

        Refuses(() => tip.Add("示例", Today), TipRules.TipIsFull);
    }

    [Test]
    public void Closed_it_takes_nothing_more()
    {
        var tip = Sent();
        Refuses(() => tip.Close(null, "示例", Supervisor, Today, Now), TipRules.TipOutcomeMissing);
        Refuses(() => tip.Close(TipOutcome.Referred, "", Supervisor, Today, Now), TipRules.TipWordsMissing);
        Assert.That(tip.State, Is.EqualTo(TipState.New), "what was refused changed nothing");
        tip.Close(TipOutcome.Referred, "示例", Supervisor, Today, Now);
        Refuses(() => tip.Close(TipOutcome.Founded, "示例", Supervisor, Today, Now), TipRules.TipIsClosed);
        Refuses(() => tip.Answer("示例", Supervisor, Today), TipRules.TipIsClosed);
        Refuses(() => tip.Add("示例", Today), TipRules.TipIsClosed);
    }

    [Test]
    public void The_first_reading_is_kept_and_the_last_who_may_hear_it_can_not_decline()
    {
        var tip = Sent();
        Assert.That((tip.Read(Supervisor, Now), tip.Read(Supervisor, Now.AddDays(1))), Is.EqualTo((true, false)));
        Assert.That((tip.State, tip.Readers.Single().ReadAt), Is.EqualTo((TipState.InHand, (DateTimeOffset?)Now)));
        Refuses(() => tip.Decline(Supervisor, false, Now), TipRules.SomebodyMustHearTip);
        tip.Decline(Supervisor, true, Now);
        Assert.That(tip.Readers.Single().DeclinedAt, Is.EqualTo(Now));
    }

    private static Tip Sent() => Tip.Send("", "示例", null, null, Today);

    private static void Refuses(Action act, Rule rule) => Assert.That(Assert.Throws<RuleBroken>(() => act())!.Rule, Is.EqualTo(rule));
}
