using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Clocks;

/// <summary>Who hears that something is due or late.</summary>
public sealed class WarnWhoOwesTests
{
    [Test]
    public async Task A_late_check_in_is_told_to_department_and_supervision_alone()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.BeginAsync();
        await journey.WhistleAsync([1]);
        app.MoveTo("03-02 18:00");
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");
        Assert.That(
            await TextsAsync(journey, "department1"),
            Has.None.Contains("报到已超期"),
            "the breach stands, the message waits for working time"
        );
        app.MoveTo("03-03 09:00");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await TextsAsync(journey, "department1"),
                Has.Exactly(1).Contains("报到已超期").And.None.Contains("即将到期"),
                "the warning is stale once it is late"
            );
            Assert.That(await TextsAsync(journey, "supervisor"), Has.Exactly(1).Contains("示例园林绿化处报到已超期"));
            Assert.That(await TextsAsync(journey, "enterprise1"), Has.None.Contains("超期"));
            Assert.That(await TextsAsync(journey, "commissioner1"), Has.None.Contains("超期"));
        }

        var sheet = await (await journey.As("supervisor")).SeeAsync("/supervision");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int?)sheet["figures"]!["red"], Is.EqualTo(1));
            Assert.That((int?)sheet["figures"]!["gaps"], Is.EqualTo(1));
            Assert.That(sheet.Each("red", "holderName"), Is.EqualTo(new[] { "示例园林绿化处" }));
            Assert.That(sheet.Each("checkIns", "departmentName"), Is.EqualTo(new[] { "示例园林绿化处" }));
        }
    }

    [Test]
    public async Task What_is_about_officials_goes_to_the_service_office_and_never_to_the_commissioner()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.FileAsync(category: "AboutOfficials");
        app.Advance(TimeSpan.FromDays(3));
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");
        app.MoveTo("03-06 09:00");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await TextsAsync(journey, "triage"), Has.Some.Contains("提交诉求").And.Some.Contains("受理"));
            Assert.That(await TextsAsync(journey, "commissioner1"), Is.Empty);
        }
    }

    private static async Task<IReadOnlyList<string?>> TextsAsync(Journey journey, string user) =>
        (await (await journey.As(user)).SeeAsync("/notices?take=200")).Each("items", "text");
}
