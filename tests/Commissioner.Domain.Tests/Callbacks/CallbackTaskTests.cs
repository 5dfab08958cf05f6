using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Callbacks;

/// <summary>Call-backs: when, how often, and what they may say.</summary>
[Parallelizable(ParallelScope.All)]
public class CallbackTaskTests
{
    private static readonly Actor Agent = A.Actor(Role.CallbackAgent);

    [TestCase(Urgency.Ordinary, "2026-03-05 18:00")]
    [TestCase(Urgency.Urgent, "2026-03-03 18:00")]
    [TestCase(Urgency.Emergency, "2026-03-02 20:00")]
    public void It_is_owed_by_the_case_s_urgency(Urgency urgency, string due)
    {
        var scene = new Scene(urgency: urgency).To(CaseStatus.Resolved);
        var task = CallbackTask.Open(
            CallbackReason.Sampled,
            scene.Enterprise.Id,
            scene.Case,
            scene.Now,
            A.Promises,
            Actor.System,
            scene.Now
        );
        Assert.That(
            (task.DueAt, task.Clocks.Single().Kind, task.Clocks.Single().Owner),
            Is.EqualTo((Given.Shanghai(due), PromiseKind.Callback, new Owner(OwnerKind.Callback, task.Id.Value)))
        );
    }

    [Test]
    public void Three_attempts_on_different_half_days_and_it_ends_as_not_reached()
    {
        var scene = new Scene().To(CaseStatus.Withdrawn);
        var task = CallbackTask.Open(
            CallbackReason.Withdrawal,
            scene.Enterprise.Id,
            scene.Case,
            scene.Now,
            A.Promises,
            Actor.System,
            scene.Now
        );
        Try("2026-03-02 11:00");
        A.Refusal(CallbackRules.HalfDayTriedBefore, "at", () => Try("2026-03-02 11:59"));
        Try("2026-03-02 12:00");
        A.Refusal(
            CaseRules.TimesCannotBe,
            "at",
            () => task.Attempt(Given.Shanghai("2026-03-03 09:00"), null, A.Promises, Agent, Given.Shanghai("2026-03-03 08:00"))
        );
        Assert.That(task.Status, Is.EqualTo(CallbackStatus.Open));
        Try("2026-03-03 09:00");
        Assert.That(
            (task.Status, task.Clocks.Single().Result, task.ClearsWithdrawal),
            Is.EqualTo((CallbackStatus.NotReached, (PromiseResult?)PromiseResult.Met, false))
        );
        A.Refusal(CallbackRules.CallbackEnded, null, () => Try("2026-03-03 14:00"));

        void Try(string at) => task.Attempt(Given.Shanghai(at), null, A.Promises, Agent, Given.Shanghai(at));
    }

    [Test]
    public void It_is_told_in_the_enterprise_s_own_words_and_a_withdrawal_is_cleared_by_it_alone()
    {
        var scene = new Scene().To(CaseStatus.Withdrawn);
        var pressed = Made(scene, Said(pressed: true));
        Assert.That(pressed.ClearsWithdrawal, Is.False);
        Assert.That(Made(scene, Said()).ClearsWithdrawal, Is.True);
        A.Refusal(CallbackRules.OwnWordsMissing, "words", () => Made(scene, Said(words: " ")));
        A.Refusal(CallbackRules.SolvedMissing, "solved", () => Made(scene, Said() with { Solved = null }));
        A.Refusal(CallbackRules.RaiseUnasked, "raiseWasFree", () => Made(scene, Said(), raised: true));
        A.Refusal(CallbackRules.AgentsCallBack, null, () => Made(scene, Said(), by: scene.Commissioner));
    }

    [Test]
    public void Nobody_is_called_before_its_time_and_one_call_serves_the_weightier_reason()
    {
        var scene = new Scene();
        var task = CallbackTask.Open(
            CallbackReason.AfterReplacement,
            scene.Enterprise.Id,
            null,
            scene.Now.AddDays(7),
            A.Promises,
            Actor.System,
            scene.Now
        );
        A.Refusal(
            CallbackRules.CallbackTooEarly,
            null,
            () => task.Complete(Said() with { Solved = null }, null, false, Agent, scene.Now.AddDays(7).AddTicks(-1))
        );
        task.AlsoFor(CallbackReason.Sampled, Actor.System, scene.Now);
        Assert.That(task.Reason, Is.EqualTo(CallbackReason.AfterReplacement));
        task.Complete(Said() with { Solved = null }, null, false, Agent, scene.Now.AddDays(7));
        Assert.That(task.Status, Is.EqualTo(CallbackStatus.Done));
    }

    [Test]
    public void The_draw_is_the_same_again_for_the_same_key_and_takes_about_30_of_a_hundred()
    {
        byte[] key = [1, 2, 3],
            other = [1, 2, 4];
        var cases = Enumerable.Range(0, 20_000).Select(_ => Id<Case>.New()).ToList();
        var drawn = cases.Select(c => CallbackSample.Draws(key, c, 1)).ToList();
        Assert.That(cases.Select(c => CallbackSample.Draws(key, c, 1)), Is.EqualTo(drawn));
        Assert.That(drawn.Count(d => d) / 20_000.0, Is.EqualTo(0.30).Within(0.015));
        Assert.That(cases.Select(c => CallbackSample.Draws(other, c, 1)), Is.Not.EqualTo(drawn));
        Assert.That(cases.Select(c => CallbackSample.Draws(key, c, 2)), Is.Not.EqualTo(drawn));
    }

    private static CallbackAnswers Said(bool pressed = false, string words = "示例原话") =>
        new(Outcome.Resolved, null, false, pressed, false, null, words, null);

    private static CallbackTask Made(Scene scene, CallbackAnswers said, bool raised = false, Actor? by = null)
    {
        var task = CallbackTask.Open(
            CallbackReason.Withdrawal,
            scene.Enterprise.Id,
            scene.Case,
            scene.Now,
            A.Promises,
            Actor.System,
            scene.Now
        );
        task.Complete(said, scene.Case, raised, by ?? Agent, scene.Now);
        return task;
    }
}
