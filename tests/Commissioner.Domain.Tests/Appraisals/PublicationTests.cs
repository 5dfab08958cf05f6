using Commissioner.Domain.Appraisals;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Appraisals;

/// <summary>What may be published, and that it stays.</summary>
[Parallelizable(ParallelScope.All)]
public class PublicationTests
{
    static readonly Period Quarter = new(new(2026, 7, 1), new(2026, 9, 30));
    static readonly DateTimeOffset End = Given.Shanghai("2026-10-01 00:00");

    static Publication Publish(
        string content = "[]",
        Publication? last = null,
        int undecided = 0,
        DateTimeOffset? readAt = null,
        string? reason = null,
        DateTimeOffset? now = null,
        Period? quarter = null
    ) =>
        Publication.Publish(
            quarter ?? Quarter,
            ScorePolicy.First,
            content,
            last,
            undecided,
            readAt ?? End,
            End,
            reason,
            A.Actor(Role.Appraiser),
            now ?? End
        );

    [Test]
    public void A_quarter_is_published_from_its_last_instant_on_and_not_a_part_of_one()
    {
        Assert.That((Publish().Revision, Publish().Reason), Is.EqualTo((1, (string?)null)));
        A.Refusal(PublicationRules.QuarterIsNotOver, "from", () => Publish(now: End.AddTicks(-1)));
        A.Refusal(PublicationRules.QuarterIsNotOver, "from", () => Publish(quarter: new(new(2026, 7, 1), new(2026, 8, 31))));
    }

    [Test]
    public void Not_before_all_of_it_was_read_and_every_exclusion_decided()
    {
        A.Refusal(PublicationRules.LogNotRead, null, () => Publish(readAt: End.AddTicks(-1)));
        Assert.That(
            A.Refusal(PublicationRules.ExclusionsUndecided, null, () => Publish(undecided: 2)).Details,
            Is.EqualTo(new object[] { 2 })
        );
    }

    [Test]
    public void Anew_only_with_a_reason_and_only_what_differs()
    {
        var first = Publish();
        A.Refusal(PublicationRules.NothingChanged, null, () => Publish(last: first, reason: "示例更正"));
        A.Refusal(PublicationRules.CorrectionNeedsReason, "reason", () => Publish("[1]", first));
        A.Refusal(PublicationRules.CorrectionNeedsReason, "reason", () => Publish("[1]", first, reason: new('字', 1001)));
        var second = Publish("[1]", first, reason: " 示例更正 ");
        Assert.That((second.Revision, second.Reason, first.Content), Is.EqualTo((2, "示例更正", "[]")));
    }
}
