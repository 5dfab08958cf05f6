using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;

namespace Commissioner.Domain.Tests.Cases;

[Parallelizable(ParallelScope.All)]
public class AcceptTests
{
    [TestCase(Urgency.Ordinary, "2026-03-02 11:00", "2026-03-09 18:00", "2026-03-03 18:00")]
    [TestCase(Urgency.Urgent, "2026-03-02 11:00", "2026-03-04 18:00", "2026-03-02 12:00")]
    [TestCase(Urgency.Emergency, "2026-03-02 11:00", "2026-03-03 11:00", "2026-03-02 11:30")]
    [TestCase(Urgency.Ordinary, "2026-09-30 11:00", "2026-10-13 18:00", "2026-10-08 18:00")]
    public void Acceptance_fixes_the_promise(Urgency urgency, string accepted, string settled, string contacted)
    {
        var scene = new Scene(accepted, urgency).To(CaseStatus.Accepted);

        Assert.Multiple(() =>
        {
            Assert.That(scene.Case.DueAt, A.IsAt(settled));
            Assert.That(scene.Clock(PromiseKind.Settle).DueAt, A.IsAt(settled));
            Assert.That(scene.Clock(PromiseKind.FirstContact).DueAt, A.IsAt(contacted));
            Assert.That(scene.Case.NextDueAt, A.IsAt(contacted));
            Assert.That(scene.Clock(PromiseKind.Accept).Result, Is.EqualTo(PromiseResult.Met));
            Assert.That(scene.Case.Happened[^1].What, Is.EqualTo(new CaseAccepted(scene.Case.DueAt!.Value, Assured: true)));
        });
    }

    [TestCase("2026-03-03 18:00", PromiseResult.Met)]
    [TestCase("2026-03-03 18:00:01", PromiseResult.Late)]
    public void Acceptance_is_in_time_up_to_its_last_instant(string accepted, PromiseResult result)
    {
        var scene = new Scene().At(accepted).To(CaseStatus.Accepted);
        Assert.That(scene.Clock(PromiseKind.Accept).Result, Is.EqualTo(result));
    }

    [Test]
    public void A_contact_ends_its_own_promise_only()
    {
        var scene = new Scene().To(CaseStatus.Accepted).At("2026-03-02 15:00");
        var called = scene.Now.AddMinutes(-90);
        scene.Case.RecordFirstContact(ContactMeans.Visit, called, " 示例约定 ", scene.Commissioner, scene.Now);

        Assert.Multiple(() =>
        {
            Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.InProgress));
            Assert.That(
                (scene.Clock(PromiseKind.FirstContact).Result, scene.Clock(PromiseKind.Settle).IsRunning),
                Is.EqualTo((PromiseResult.Met, true))
            );
            Assert.That(scene.Case.Happened[^1].What, Is.EqualTo(new FirstContactRecorded(ContactMeans.Visit, called, "示例约定")));
        });
    }

    [TestCase("")]
    [TestCase("  ")]
    public void A_click_is_not_a_contact(string outcome)
    {
        var scene = new Scene().To(CaseStatus.Accepted);
        scene.Refuses(
            CaseRules.ContactOutcomeMissing,
            () => scene.Case.RecordFirstContact(ContactMeans.Call, scene.Now, outcome, scene.Commissioner, scene.Now),
            "outcome"
        );
        scene.Refuses(
            CaseRules.ContactOutcomeMissing,
            () => scene.Case.RecordFirstContact(ContactMeans.Call, scene.Now, new('长', 1001), scene.Commissioner, scene.Now),
            "outcome"
        );
    }

    [Test]
    public void A_contact_was_neither_in_the_future_nor_before_the_case_was_filed()
    {
        var scene = new Scene().At("2026-03-02 11:00").To(CaseStatus.Accepted);
        scene.Refuses(CaseRules.TimesCannotBe, () => Contact(scene, scene.Now.AddTicks(1)), "at");
        scene.Refuses(CaseRules.TimesCannotBe, () => Contact(scene, scene.Case.SubmittedAt.AddMinutes(-1)), "at");

        Assert.That(() => Contact(scene, scene.Case.SubmittedAt.AddSeconds(-59)), Throws.Nothing, "people tell times to the minute");
    }

    static void Contact(Scene scene, DateTimeOffset at) =>
        scene.Case.RecordFirstContact(ContactMeans.Call, at, "示例结果", scene.Commissioner, scene.Now);
}
