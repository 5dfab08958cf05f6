using Commissioner.Domain.Told;

namespace Commissioner.Domain.Tests.Told;

/// <summary>One message to one recipient by one channel: tried until it is worth nothing, then the next way.</summary>
public sealed class DeliveryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    [Test]
    public void It_is_tried_until_it_is_worth_nothing_and_never_a_number_of_times()
    {
        var delivery = Planned([(Channel.Sms, "1")]);
        var (at, tries) = (Now, 0);
        while (delivery.NextTryAt is { } next)
        {
            at = next;
            if (!delivery.Take(at))
            {
                break;
            }

            delivery.Hand(new(GatewayAnswer.Later), 0.5, at);
            tries++;
        }

        Assert.That((delivery.Fate, delivery.IsDone), Is.EqualTo((Fate.Expired, true)));
        Assert.That(tries, Is.GreaterThan(400), "72 hours, at most ten minutes and a bit apart");
        Assert.That(at, Is.GreaterThanOrEqualTo(delivery.ExpiresAt));
    }

    [Test]
    public void One_way_of_several_has_its_patience_and_the_last_has_all_the_time_there_is()
    {
        Assert.That(Planned([(Channel.WeChat, "1"), (Channel.Sms, "1")]).ExpiresAt, Is.EqualTo(Now + Patience));
        Assert.That(Planned([(Channel.Sms, "1")]).ExpiresAt, Is.EqualTo(Now.AddHours(72)));
    }

    [TestCase(0, 1, 3)]
    [TestCase(1, 2, 6)]
    [TestCase(3, 8, 24)]
    [TestCase(40, 300, 900)]
    public void Pauses_double_up_to_ten_minutes_give_or_take_half(int attempts, int least, int most)
    {
        Assert.That(Delivery.Pause(attempts, 0).TotalSeconds, Is.EqualTo(least));
        Assert.That(Delivery.Pause(attempts, 1).TotalSeconds, Is.EqualTo(most));
    }

    [Test]
    public void A_gateway_that_asks_for_time_gets_it()
    {
        var delivery = Taken();
        delivery.Hand(new(GatewayAnswer.Later, RetryAfter: TimeSpan.FromHours(1)), 0, Now);
        Assert.That(delivery.NextTryAt, Is.EqualTo(Now.AddHours(1)));
    }

    [Test]
    public void What_a_dead_node_was_at_is_marked_when_it_goes_again_and_not_once_the_gateway_was_asked()
    {
        var delivery = Taken();
        Assert.That(delivery.MaybeTwice, Is.False);
        delivery.Take(Now + Delivery.Lease);
        Assert.That(delivery.MaybeTwice, Is.True);
        delivery.WasNotTaken();
        Assert.That(delivery.MaybeTwice, Is.False);
    }

    private static readonly Fate[] Heard = [Fate.Sent, Fate.Delivered, Fate.Read, Fate.Failed];

    [Test]
    public void Whatever_is_heard_in_whatever_order_and_however_often_it_only_gets_further()
    {
        foreach (var order in Orders([.. Heard[..3], .. Heard[..3]]))
        {
            var delivery = Taken();
            delivery.Hand(new(GatewayAnswer.Taken, "示例"), 0, Now);
            foreach (var fate in order)
            {
                delivery.Hear(fate, null, Now);
            }

            Assert.That(delivery.Fate, Is.EqualTo(Fate.Read), string.Join(' ', order));
        }
    }

    [Test]
    public void What_is_heard_before_the_answer_is_not_undone_by_it()
    {
        var delivery = Taken();
        delivery.Hear(Fate.Delivered, null, Now);
        delivery.Hand(new(GatewayAnswer.Unknown), 0, Now);
        Assert.That((delivery.Fate, delivery.IsDone), Is.EqualTo((Fate.Delivered, true)));
    }

    [TestCase(Fate.Failed)]
    [TestCase(Fate.Expired)]
    [TestCase(Fate.SetAside)]
    public void What_was_lost_goes_again_for_as_long_as_it_was_worth(Fate fate)
    {
        var delivery = Taken();
        Lose(delivery, fate);
        delivery.Replay(Now.AddDays(9));
        Assert.That(
            (delivery.Fate, delivery.NextTryAt, delivery.WorthUntil),
            Is.EqualTo((Fate.Planned, (DateTimeOffset?)Now.AddDays(9), Now.AddDays(12)))
        );
    }

    [Test]
    public void What_arrived_does_not_go_again()
    {
        var delivery = Taken();
        delivery.Hand(new(GatewayAnswer.Taken), 0, Now);
        Assert.That(Assert.Throws<RuleBroken>(() => delivery.Replay(Now))!.Rule, Is.EqualTo(DeliveryRules.DeliveryNotReplayable));
    }

    private static void Lose(Delivery delivery, Fate fate)
    {
        switch (fate)
        {
            case Fate.Failed:
                delivery.Hand(new(GatewayAnswer.Refused), 0, Now);
                break;
            case Fate.Expired:
                delivery.Take(Now.AddHours(72));
                break;
            default:
                delivery.SetAside("示例");
                break;
        }
    }

    private static Delivery Taken()
    {
        var delivery = Planned([(Channel.Sms, "1")]);
        delivery.Take(Now);
        return delivery;
    }

    private static Delivery Planned(IReadOnlyList<(Channel, string)> ways) =>
        Delivery.Plan(new(null, null, 1, "示例", "{}", null, false), ways, Now, Patience, Now.AddHours(72), Now);

    private static IEnumerable<IReadOnlyList<Fate>> Orders(IReadOnlyList<Fate> of) =>
        of.Count == 0
            ?
            [
                [],
            ]
            : of.SelectMany((f, i) => Orders([.. of.Take(i), .. of.Skip(i + 1)]).Select(r => (IReadOnlyList<Fate>)[f, .. r])).Take(200);
}
