using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Stories;

/// <summary>货物滞留海关: urgent, so that hours count; an emergency whistle counts minutes on the wall clock.</summary>
public sealed class GoodsHeldAtCustoms
{
    [Test]
    public async Task Hours_and_minutes_instead_of_days()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        (await story.FileAsync("设备滞留海关", "Customs", "urgent")).MustStand("Submitted", "Commissioner 示例专员1", null, "03-02 11:00");
        app.MoveTo("03-02 10:00");
        (await story.AcceptAsync()).MustStand("Accepted", "Commissioner 示例专员1", "03-04 18:00", "03-02 11:00", "recordFirstContact");
        app.MoveTo("03-02 10:30");
        await story.ContactAsync();
        var whistle = await story.WhistleAsync([5], kind: "emergency");
        (await story.SeenBy("commissioner1")).MustStand(
            "InProgress",
            "Department 示例海关服务处",
            "03-04 18:00",
            "03-02 11:00",
            "blowWhistle"
        );
        app.MoveTo("03-02 10:50");
        (await story.CheckInAsync(whistle, 5)).MustStand("InProgress", "Department 示例海关服务处", "03-04 18:00", "03-03 10:50", "report");
        app.MoveTo("03-02 17:00");
        await story.ReportAsync(whistle, 5, "已放行");
        await story.ApproveAsync(whistle, 5);

        // Four business hours: one today, three tomorrow.
        (await story.ProposeAsync("货物已放行")).MustStand("UnderReview", "TriageDesk", "03-04 18:00", "03-03 12:00");
        app.MoveTo("03-03 09:00");
        await story.PassAsync();
        (await story.ConfirmAsync()).MustStand("Resolved", "Nobody", "03-04 18:00", null, "rate");
        await story.RateAsync(1);
    }

    [Test]
    public async Task An_emergency_at_night_does_not_wait_for_business_hours()
    {
        await using var app = await TestApp.StartAsync(TestApp.At("03-02 22:10"));
        var story = new Journey(app);
        (await story.FileAsync("厂区燃气泄漏", "SafetyAndEnvironment", "emergency")).MustStand(
            "Submitted",
            "Commissioner 示例专员1",
            null,
            "03-02 22:25"
        );
        app.MoveTo("03-02 22:20");
        (await story.AcceptAsync()).MustStand("Accepted", "Commissioner 示例专员1", "03-03 22:20", "03-02 22:50", "recordFirstContact");
    }
}
