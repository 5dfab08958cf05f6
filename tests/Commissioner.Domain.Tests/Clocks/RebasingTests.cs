using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Clocks;

/// <summary>What another policy does to promises that run. 2026-03-02 is a Monday; 2026-02-28 is a Saturday on which people work.</summary>
[Parallelizable(ParallelScope.All)]
public class RebasingTests
{
    static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");
    static readonly PromisePolicy Shorter = With(("settle", "3d"), ("accept", "2h"), ("review", "2d"));

    [Test]
    public void What_if_says_how_many_move_by_how_much_and_what_turns_red()
    {
        var whatIf = new WhatIf(Given.Shanghai("2026-03-03 09:00"));
        Look(PromiseKind.Settle, Monday);
        Look(PromiseKind.Settle, Given.Shanghai("2026-02-26 10:00"));
        Look(PromiseKind.Accept, Monday);
        Look(PromiseKind.Review, Monday);
        Look(PromiseKind.FirstContact, Monday);
        var figures = whatIf.Figures();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(figures.Looked, Is.EqualTo(5));
            // From Tuesday's close to Monday noon, twice two working days of 450 minutes.
            Assert.That(figures.Earlier, Is.EqualTo(new Shift(3, 720, 900, 900)));
            Assert.That(figures.Later, Is.EqualTo(new Shift(1, 450, 450, 450)));
            Assert.That((figures.TurnAmber, figures.TurnRed, figures.TurnBack), Is.EqualTo((0, 2, 0)));
            Assert.That(
                whatIf.First(2).Select(m => (m.Kind, m.AlarmAfter, m.By)),
                Is.EqualTo(
                    new[]
                    {
                        (PromiseKind.Accept, Alarm.Red, TimeSpan.FromHours(-12)),
                        (PromiseKind.Settle, Alarm.Red, TimeSpan.FromHours(-15)),
                    }
                )
            );
        }

        void Look(PromiseKind kind, DateTimeOffset from)
        {
            var clock = Started(kind, from);
            var rule = Rebasing.RuleFor(Shorter, PromisePolicy.First[clock.RuleCode], Urgency.Ordinary, null)!;
            whatIf.Look(clock, clock.WouldBe(rule, ChinaWorkingDays.Default), rule, ChinaWorkingDays.Default);
        }
    }

    [Test]
    public void A_longer_limit_takes_the_alarm_back()
    {
        var whatIf = new WhatIf(Given.Shanghai("2026-03-04 09:00"));
        var clock = Started(PromiseKind.Accept, Monday);
        var rule = With(("accept", "5d"))["accept"];
        whatIf.Look(clock, clock.WouldBe(rule, ChinaWorkingDays.Default), rule, ChinaWorkingDays.Default);
        Assert.That(whatIf.Figures(), Is.EqualTo(new WhatIfFigures(1, new(0, 0, 0, 0), new(1, 1800, 1800, 1800), 0, 0, 1)));
    }

    [Test]
    public void A_change_of_policy_keeps_the_pauses()
    {
        var promises = new Promises([ChinaWorkingDays.Default], [PromisePolicy.First, Shorter], "cn-park");
        var somebody = A.Actor(Role.Commissioner);
        var clock = Started(PromiseKind.Settle, Monday);
        clock.Pause(somebody, Given.Shanghai("2026-03-03 09:00"), "EnterpriseAsked");
        clock.Resume(promises, somebody, Given.Shanghai("2026-03-05 09:00"));
        Assert.That(clock.DueAt, A.IsAt("2026-03-11 18:00"));
        clock.Rebase(Shorter["settle"], 2, 1, promises, somebody, Given.Shanghai("2026-03-05 10:00"), "PolicyChanged");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(clock.DueAt, A.IsAt("2026-03-09 18:00"), "three working days and the two that it stood still");
            Assert.That(clock.Pauses, Has.Count.EqualTo(1));
            Assert.That((clock.PolicyVersion, clock.State), Is.EqualTo((2, ClockState.Running)));
            Assert.That(clock.Replay(clock.Events, promises).DueAt, Is.EqualTo(clock.DueAt), "rebuilt from its events");
        }
    }

    [TestCase("settle", Urgency.Ordinary, null, "settle")]
    [TestCase("settle", Urgency.Ordinary, "ArrearsOwed", "arrears")]
    [TestCase("settle", Urgency.Urgent, "Utilities", "settle-urgent")]
    [TestCase("settle-joint", Urgency.Ordinary, "Utilities", "settle-joint")]
    [TestCase("settle-joint", Urgency.Ordinary, "ArrearsOwed", "arrears", Description = "what law gives counts, however many join")]
    [TestCase("settle-rework", Urgency.Emergency, "Utilities", "settle-rework")]
    [TestCase("confirmation", Urgency.Emergency, "Utilities", "confirmation")]
    [TestCase(
        "check-in-emergency",
        Urgency.Ordinary,
        "Utilities",
        "check-in-emergency",
        Description = "an emergency whistle of a calm case"
    )]
    [TestCase("leg-result-lead", Urgency.Ordinary, "Utilities", "leg-result-lead")]
    [TestCase("successor", Urgency.Ordinary, null, "successor")]
    public void The_limit_that_takes_the_place_is_the_one_for_the_same_promise(
        string present,
        Urgency urgency,
        string? category,
        string code
    )
    {
        var policy = new PromisePolicy(
            2,
            [
                .. PromisePolicy.First.Rules,
                new("arrears", PromiseKind.Settle, WorkingTime.Parse("30cd"), Category: "ArrearsOwed", Law: "示例法规第一条"),
            ]
        );
        Assert.That(Rebasing.RuleFor(policy, PromisePolicy.First[present], urgency, category)!.Code, Is.EqualTo(code));
    }

    [TestCase(PromiseKind.Settle, -1, true)]
    [TestCase(PromiseKind.Settle, 0, true)]
    [TestCase(PromiseKind.Settle, 1, false)]
    [TestCase(PromiseKind.Confirmation, -1, false)]
    [TestCase(PromiseKind.Answer, 1, true)]
    public void What_the_enterprise_is_promised_may_come_sooner_and_what_it_is_asked_later(PromiseKind kind, int days, bool favours) =>
        Assert.That(Rebasing.Favours(kind, Monday, Monday.AddDays(days)), Is.EqualTo(favours));

    [Test]
    public void Two_policies_differ_in_what_they_say_and_not_in_how()
    {
        var same = new PromisePolicy(2, [.. PromisePolicy.First.Rules.Select(r => r with { Warn = Warning.Usual, Ladder = [.. r.Rungs] })]);
        var other = new PromisePolicy(
            3,
            [
                .. Shorter.Rules.Where(r => r.Code != "settle-joint-urgent"),
                new("arrears", PromiseKind.Settle, WorkingTime.Parse("30cd"), Category: "ArrearsOwed"),
            ]
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PolicyDifference.Between(PromisePolicy.First, same), Is.Empty);
            Assert.That(
                PolicyDifference
                    .Between(PromisePolicy.First, other)
                    .Select(c => (c.Code, c.Before?.Limit.ToString(), c.After?.Limit.ToString())),
                Is.EqualTo(
                    new[]
                    {
                        ("accept", "1d", "2h"),
                        ("settle", "5d", "3d"),
                        ("review", "1d", "2d"),
                        ("arrears", null, "30cd"),
                        ("settle-joint-urgent", (string?)"7d", (string?)null),
                    }
                )
            );
        }
    }

    [TestCase("settle-rework")]
    [TestCase("leg-result-lead")]
    public void What_is_done_again_and_what_a_lead_reports_has_a_limit(string code) =>
        Assert.That(
            Assert.Throws<RuleBroken>(() => _ = new PromisePolicy(2, [.. PromisePolicy.First.Rules.Where(r => r.Code != code)]))!.Rule,
            Is.EqualTo(PolicyRules.EveryPromiseHasALimit)
        );

    static PromisePolicy With(params (string Code, string Limit)[] limits) =>
        new(
            2,
            [
                .. PromisePolicy.First.Rules.Select(r =>
                    limits.FirstOrDefault(l => l.Code == r.Code).Limit is { } limit ? r with { Limit = WorkingTime.Parse(limit) } : r
                ),
            ]
        );

    static ClockOf<Case> Started(PromiseKind kind, DateTimeOffset from) =>
        PromiseClock.Start(
            A.Promises.Make(kind, Urgency.Ordinary, from),
            Id<Case>.New(),
            Guid.CreateVersion7(),
            1,
            A.Actor(Role.Commissioner)
        );
}
