using Commissioner.App.Tests.Harness;
using Commissioner.Data.Providers;

namespace Commissioner.App.Tests.Stories;

/// <summary>企业厂门口建绿化带: one department, everything in time, a satisfied enterprise.</summary>
public sealed class TheGreenBeltAtTheGate
{
    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task From_the_request_to_very_satisfied(Engine engine)
    {
        await using var app = await TestApp.StartAsync(engine: engine);
        var story = new Journey(app);

        var filed = await story.FileAsync("厂门口绿化带", "ParkEnvironment");
        filed.MustStand("Submitted", "Commissioner 示例专员1", null, "03-03 18:00");
        Assert.That((string?)filed["number"], Is.EqualTo("FL-20260302-0001"));
        (await story.SeenBy("commissioner1")).MustStand("Submitted", "Commissioner 示例专员1", null, "03-03 18:00", "accept");

        app.MoveTo("03-02 09:30");
        (await story.AcceptAsync()).MustStand("Accepted", "Commissioner 示例专员1", "03-09 18:00", "03-03 18:00", "recordFirstContact");
        app.MoveTo("03-02 10:00");
        (await story.ContactAsync()).MustStand(
            "InProgress",
            "Commissioner 示例专员1",
            "03-09 18:00",
            "03-09 18:00",
            "blowWhistle",
            "proposeClosure"
        );

        // Four business hours over the midday break.
        var whistle = await story.WhistleAsync([1]);
        (await story.SeenBy("enterprise1")).MustStand("InProgress", "Department 示例园林绿化处", "03-09 18:00", "03-02 15:30");
        (await story.SeenBy("department1")).MustStand("InProgress", "Department 示例园林绿化处", "03-09 18:00", "03-02 15:30", "checkIn");

        app.MoveTo("03-02 14:30");
        // The lead's result is promised one working day before the case.
        (await story.CheckInAsync(whistle, 1)).MustStand("InProgress", "Department 示例园林绿化处", "03-09 18:00", "03-06 18:00", "report");
        app.MoveTo("03-05 11:00");
        (await story.ReportAsync(whistle, 1, "绿化带已建成")).MustStand(
            "InProgress",
            "Commissioner 示例专员1",
            "03-09 18:00",
            "03-09 18:00"
        );
        (await story.SeenBy("commissioner1")).MustStand(
            "InProgress",
            "Commissioner 示例专员1",
            "03-09 18:00",
            "03-09 18:00",
            "blowWhistle",
            "approveReport",
            "returnReport"
        );
        (await story.ApproveAsync(whistle, 1)).MustStand(
            "InProgress",
            "Commissioner 示例专员1",
            "03-09 18:00",
            "03-09 18:00",
            "blowWhistle",
            "proposeClosure"
        );

        app.MoveTo("03-05 16:00");
        (await story.ProposeAsync("绿化带已建成，企业已看过现场")).MustStand("UnderReview", "TriageDesk", "03-09 18:00", "03-06 18:00");
        (await story.SeenBy("triage")).MustStand("UnderReview", "TriageDesk", "03-09 18:00", "03-06 18:00", "passClosure", "returnClosure");
        app.MoveTo("03-06 09:00");
        await story.PassAsync();
        (await story.SeenBy("enterprise1")).MustStand(
            "AwaitingConfirmation",
            "Enterprise 示例企业1有限公司",
            "03-09 18:00",
            "03-13 18:00",
            "confirm"
        );
        (await story.ConfirmAsync()).MustStand("Resolved", "Nobody", "03-09 18:00", null, "rate");
        await story.RateAsync(1);

        string[] told =
        [
            "CaseSubmitted",
            "CaseAccepted",
            "FirstContactRecorded",
            "DepartmentCalled",
            "DepartmentCheckedIn",
            "DepartmentReported",
        ];
        (await story.SeenBy("enterprise1")).MustTell([.. told, "ClosureProposed", "ClosurePassed", "OutcomeConfirmed"]);
        (await story.SeenBy("commissioner1")).MustTell([.. told, "ReportApproved", "ClosureProposed", "ClosurePassed", "OutcomeConfirmed"]);
        (await story.SeenBy("department1")).MustTell("DepartmentCalled", "DepartmentCheckedIn", "DepartmentReported", "ReportApproved");

        var sheet = await story.SeenBy("triage");
        Assert.That(sheet.Each("clocks", "result"), Is.All.EqualTo("Met"));
        var enterprise = await (await story.As("enterprise1")).SeeAsync($"/enterprises/{app.World.Enterprises[0].Id}");
        Assert.That((string?)enterprise["commissioner"]!["name"], Is.EqualTo("示例专员1"));
    }
}
