using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Endings;

/// <summary>
/// Who takes a request up is shown what the enterprise has filed of the like before, and the office merges it by one press.
/// </summary>
public sealed class LikeCasesTests
{
    [Test]
    public async Task The_office_sees_the_open_request_of_the_like_and_why_and_merges_by_one_press()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await FileAsync(journey, "申请减免房租", "请按政策减免上半年租金。", "policyBenefits");
        var first = await FileAsync(journey, "厂区门口路面坑洼积水", "三号门外路面有大坑，雨后积水，货车进出困难。");
        await FileAsync(journey, "厂区门口路面坑洼积水", "三号门外路面有大坑，雨后积水，货车进出困难。", by: "enterprise2");
        app.Advance(TimeSpan.FromHours(1));
        var again = await FileAsync(journey, "门口路面坑洼还没修", "三号门外路面坑洼，雨后积水。昨天有员工摔伤。");

        var found = await LikeAsync(journey, "triage", again.Id);
        var only = found["items"]!.AsArray().Single()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)only["id"], Is.EqualTo(first.Id), "neither another enterprise's nor another matter");
            Assert.That((string?)only["why"], Is.EqualTo("同一类别，用词相同：门口路面坑洼、三号门外路面坑洼、雨后积水"));
            Assert.That(only["new"]!.AsArray().Select(n => (string?)n), Is.EqualTo(new[] { "昨天有员工摔伤" }));
            Assert.That((bool)only["mayMerge"]!, Is.True);
            Assert.That(
                (await LikeAsync(journey, "triage", first.Id))["items"]!.AsArray(),
                Is.Empty,
                "what was filed later is not earlier"
            );
        }

        var office = await app.Browser("triage");
        var page = await office.SeeAsync($"/cases/show/{again.Id}");
        Assert.That(page.Texts("#like li p"), Has.Some.EqualTo("这一件新提到：昨天有员工摔伤"));
        Assert.That((await office.SeeAsync($"/endings/merge/{again.Id}")).Texts("#like li"), Has.Count.EqualTo(1));
        var merged = await page.Form("#like form").SubmitAsync();
        var sheet = await (await journey.As("triage")).SeeAsync($"/cases/{again.Id}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(merged.Path, Is.EqualTo($"/cases/show/{again.Id}"), merged.Text);
            Assert.That(merged.Texts("#like"), Is.Empty, "what has ended is not asked again");
            Assert.That(((string?)sheet["status"], (string?)sheet["mergedIntoId"]), Is.EqualTo(("Merged", first.Id)));
            Assert.That(
                (string?)sheet["timeline"]!.AsArray()[^1]!["text"],
                Does.Contain((string?)first["number"]).And.Contain("用词相同：门口路面坑洼")
            );
        }
    }

    [Test]
    public async Task The_commissioner_is_shown_the_same_and_leaves_the_merging_to_the_office()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        var officials = await FileAsync(journey, "路面坑洼专员不管", "三号门外路面有大坑，雨后积水。", "aboutOfficials");
        var first = await FileAsync(journey, "路面坑洼积水", "三号门外路面有大坑，雨后积水。");
        app.Advance(TimeSpan.FromHours(1));
        var again = await FileAsync(journey, "路面坑洼积水", "三号门外路面有大坑，雨后积水。");
        var seen = await LikeAsync(journey, "commissioner1", again.Id);
        var page = await (await app.Browser("commissioner1")).SeeAsync($"/cases/show/{again.Id}");
        var office = await LikeAsync(journey, "triage", again.Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.Each("items", "id"), Is.EqualTo(new[] { first.Id }), "what is said of who serves is not shown to who serves");
            Assert.That((bool)seen["items"]![0]!["mayMerge"]!, Is.False);
            Assert.That((page.Texts("#like li").Count, page.Texts("#like button").Count), Is.EqualTo((1, 0)));
            Assert.That(office.Each("items", "id"), Is.EqualTo(new[] { first.Id, officials.Id }));
            (await (await journey.As("commissioner2")).GetAsync($"/cases/{again.Id}/like")).MustBe(200);
            (await (await journey.As("commissioner3")).GetAsync($"/cases/{again.Id}/like")).MustBe(404);
            (await (await journey.As("commissioner1")).GetAsync($"/cases/{officials.Id}/like")).MustBe(404);
            (await (await journey.As("enterprise1")).GetAsync($"/cases/{again.Id}/like")).MustBe(403);
            (await (await journey.As("department1")).GetAsync($"/cases/{again.Id}/like")).MustBe(403);
        }
    }

    [Test]
    public async Task A_closed_request_is_shown_for_90_days_and_nothing_is_merged_into_it()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.CloseAsync();
        var closed = journey.Case;
        app.Advance(TimeSpan.FromDays(80));
        var again = await journey.FileAsync();
        var seen = (await LikeAsync(journey, "triage", again.Id))["items"]!.AsArray();
        var page = await (await app.Browser("triage")).SeeAsync($"/cases/show/{again.Id}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                seen.Select(i => ((string?)i!["id"], (string?)i["status"], (bool)i["mayMerge"]!)),
                Is.EqualTo(new[] { (closed, "Resolved", false) })
            );
            Assert.That(seen[0]!["closedAt"], Is.Not.Null);
            Assert.That((page.Texts("#like li").Count, page.Texts("#like button").Count), Is.EqualTo((1, 0)));
        }

        app.Advance(TimeSpan.FromDays(20));
        var late = await journey.FileAsync();
        Assert.That(
            (await LikeAsync(journey, "triage", late.Id)).Each("items", "id"),
            Is.EqualTo(new[] { again.Id }),
            "closed a hundred days ago"
        );
    }

    [Test]
    public async Task However_many_were_filed_it_is_two_statements_and_five_are_shown()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        for (var i = 0; i < 8; i++)
        {
            await journey.FileAsync();
            app.Advance(TimeSpan.FromMinutes(1));
        }

        var last = await journey.FileAsync();
        var triage = await journey.As("triage");
        await triage.SeeAsync($"/cases/{last.Id}/like");
        var statements = app.Count();
        statements.Take();
        var found = await triage.SeeAsync($"/cases/{last.Id}/like");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(statements.Take().Sent, Is.EqualTo(2));
            Assert.That(found["items"]!.AsArray(), Has.Count.EqualTo(5));
        }
    }

    [Test]
    public async Task What_was_merged_by_mistake_is_taken_out_again_with_a_reason_and_the_enterprise_is_told()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        var first = await journey.FileAsync();
        app.Advance(TimeSpan.FromMinutes(1));
        var again = await journey.FileAsync();
        await journey.AcceptAsync();
        var stood = await journey.SeenBy("triage");
        var triage = await journey.As("triage");
        (await triage.PostAsync($"{journey.Path}/separations", new { reason = "不是一件事" })).MustBe(409);
        await triage.DoAsync($"{journey.Path}/mergers", new { into = (string?)first["number"], reason = "同一件事" });
        (await (await journey.As("commissioner1")).PostAsync($"{journey.Path}/separations", new { reason = "不是一件事" })).MustBe(403);
        (await triage.PostAsync($"{journey.Path}/separations", new { reason = " " })).MustRefuse(422, "ReasonMissing");

        app.Advance(TimeSpan.FromMinutes(10));
        var office = await app.Browser("triage");
        var page = await office.SeeAsync($"/cases/show/{again.Id}");
        Assert.That(page.Texts(".case-moves a"), Does.Contain("撤销并案"));
        var done = await (await office.SeeAsync($"/endings/separate/{again.Id}"))
            .Form()
            .Fill("Reason", "核对后是另一处")
            .SubmitAsync("撤销并案");
        await app.RunAsync("react");
        var sheet = await journey.SeenBy("triage");
        var told = await (await journey.As("enterprise1")).SeeAsync("/notices");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(done.Path, Is.EqualTo($"/cases/show/{again.Id}"), done.Text);
            Assert.That(done.Texts("#like button"), Has.Count.EqualTo(1), "and may be merged anew");
            Assert.That(
                ((string?)sheet["status"], sheet.At("dueAt"), sheet.At("nextWordBy")),
                Is.EqualTo(("Accepted", stood.At("dueAt"), stood.At("nextWordBy")))
            );
            Assert.That(sheet["mergedIntoId"], Is.Null);
            Assert.That((string?)sheet["timeline"]!.AsArray()[^1]!["text"], Does.StartWith("撤销并案，单独办理：核对后是另一处"));
            Assert.That(told.Text, Does.Contain("恢复单独办理"));
        }

        await journey.ContactAsync();
    }

    private static async Task<Answer> LikeAsync(Journey journey, string user, string id) =>
        await (await journey.As(user)).SeeAsync($"/cases/{id}/like");

    private static async Task<Answer> FileAsync(
        Journey journey,
        string title,
        string description,
        string category = "parkEnvironment",
        string by = "enterprise1"
    ) =>
        await (await journey.As(by)).DoAsync(
            "/cases",
            new
            {
                title,
                description,
                category,
                urgency = "ordinary",
            }
        );
}
