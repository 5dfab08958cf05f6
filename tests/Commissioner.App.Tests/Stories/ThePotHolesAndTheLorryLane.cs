using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Stories;

/// <summary>道路坑洼与重车通道: one department leads, another assists; each sees its own part only.</summary>
public sealed class ThePotHolesAndTheLorryLane
{
    [Test]
    public async Task Two_departments_one_leading_one_assisting()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync("园区道路坑洼，重车绕行", "ParkEnvironment");
        await story.AcceptAsync();
        await story.ContactAsync();

        var whistle = await story.WhistleAsync([2, 3], disclosure: "contactHidden");
        (await story.SeenBy("commissioner1")).MustStand(
            "InProgress",
            "Department 示例市政道路处",
            "03-23 18:00",
            "03-02 14:30",
            "blowWhistle"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                whistle["legs"]!.AsArray().Select(l => ((string?)l!["departmentName"], (bool)l["lead"]!)),
                Is.EqualTo(new[] { ("示例市政道路处", true), ("示例交通运输处", false) })
            );
            Assert.That(
                (await (await story.As("department4")).GetAsync(story.Path)).Status,
                Is.EqualTo(404),
                "a department that was not called"
            );
        }

        // A department is not called twice while its first leg is open.
        var again = await (await story.As("commissioner1")).PostAsync(
            $"{story.Path}/whistles",
            new
            {
                kind = "hard",
                asked = "催办",
                tried = "已电话",
                disclosure = "full",
                legs = new[] { new { departmentId = app.World.Departments[2].Id.Value, lead = true } },
            }
        );
        again.MustRefuse(409, "OneOpenLegPerDepartment");

        app.MoveTo("03-02 11:00");
        // Checked in: the lead until a day before the case is due, the assistant within three working days.
        (await story.CheckInAsync(whistle, 2)).MustStand("InProgress", "Department 示例市政道路处", "03-23 18:00", "03-02 14:30", "report");
        (await story.CheckInAsync(whistle, 3)).MustStand("InProgress", "Department 示例市政道路处", "03-23 18:00", "03-05 18:00", "report");

        var assisting = await story.SeenBy("department3");
        assisting.MustTell("DepartmentCalled", "DepartmentCheckedIn");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                assisting["whistles"]![0]!["legs"]!.AsArray().Select(l => (string?)l!["departmentName"]),
                Is.EqualTo(new[] { "示例交通运输处" })
            );
            Assert.That((string?)assisting["enterprise"]!["name"], Is.EqualTo("示例企业1有限公司"));
            Assert.That(assisting["contactPhone"], Is.Null);
            Assert.That(assisting.Text, Does.Not.Contain("13900000001"));
        }

        // A department's own leg is its own to work.
        var other = await (await story.As("department3")).PostAsync(
            $"{story.Leg(whistle, 2)}/reports",
            new
            {
                takenUpAt = TestApp.Monday,
                spokenWith = "示例",
                spokenAt = TestApp.Monday,
                done = "示例",
                solvedAt = TestApp.Monday,
            }
        );
        other.MustRefuse(404, "NotFound");

        app.MoveTo("03-04 10:00");
        await story.ReportAsync(whistle, 3, "已划定重车通道");
        await story.ApproveAsync(whistle, 3);
        (
            await (await story.As("commissioner1")).PostAsync(
                $"{story.Path}/closure-proposals",
                new
                {
                    takenUpAt = TestApp.Monday,
                    spokenWith = "示例联系人",
                    spokenAt = TestApp.Monday,
                    done = "示例",
                    solvedAt = TestApp.Monday,
                }
            )
        ).MustRefuse(409, "LegStillOpen");
        await story.ReportAsync(whistle, 2, "坑洼已修补");

        // Sent back once with a reason: the lead's clock runs on as if it had never stopped.
        var returned = await (await story.As("commissioner1")).DoAsync($"{story.Leg(whistle, 2)}/returns", new { reason = "北段未修" });
        returned.MustStand("InProgress", "Department 示例市政道路处", "03-23 18:00", "03-20 18:00", "blowWhistle");
        app.MoveTo("03-05 17:00");
        await story.ReportAsync(whistle, 2, "北段坑洼也已修补");
        (await story.ApproveAsync(whistle, 2)).MustStand(
            "InProgress",
            "Commissioner 示例专员1",
            "03-23 18:00",
            "03-23 18:00",
            "blowWhistle",
            "proposeClosure"
        );
        await story.ProposeAsync();
        await story.PassAsync();
        (await story.ConfirmAsync()).MustTell(
            "CaseSubmitted",
            "CaseAccepted",
            "FirstContactRecorded",
            "DepartmentCalled",
            "DepartmentCalled",
            "JointLimitTookOver",
            "DepartmentCheckedIn",
            "DepartmentCheckedIn",
            "DepartmentReported",
            "DepartmentReported",
            "DepartmentReported",
            "ClosureProposed",
            "ClosurePassed",
            "OutcomeConfirmed"
        );
        var rated = await (await story.As("enterprise1")).DoAsync(
            $"{story.Path}/ratings",
            new { overall = 2, departments = new[] { new { departmentId = app.World.Departments[1].Id.Value, level = 4 } } }
        );
        Assert.That(rated.Id, Is.Not.Empty);

        // A department rated poorly does not cost the enterprise its commissioner.
        (await story.SeenBy("commissioner1")).MustStand("Resolved", "Nobody", "03-23 18:00", null);
    }
}
