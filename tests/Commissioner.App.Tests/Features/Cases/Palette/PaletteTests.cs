using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Palette;

/// <summary>From anywhere to anywhere, as far as one may see it; and on from each finished case.</summary>
public sealed class PaletteTests : OnOneApp
{
    [Test]
    public async Task It_finds_cases_enterprises_and_places_of_ones_own_and_nothing_else()
    {
        var story = new Journey(App);
        await story.FileAsync("独此一件的蓝色标题");
        var number = (string)(await story.SeenBy("commissioner1"))["number"]!;
        var address = "/palette?q=" + Uri.EscapeDataString("蓝色标题");

        var own = await (await App.Browser("commissioner1")).SeeAsync(address);
        Assert.That(own.Document.QuerySelector($"[role=option][href='/cases/show/{story.Case}']"), Is.Not.Null);
        Assert.That((await (await App.Browser("commissioner1")).SeeAsync("/palette?q=" + number)).Text, Does.Contain("蓝色标题"));
        foreach (var user in new[] { "commissioner3", "department1", "leader", "sysadmin" })
        {
            Assert.That((await (await App.Browser(user)).SeeAsync(address)).Text, Does.Not.Contain("蓝色标题"), user);
        }

        var enterprises = "/palette?q=" + Uri.EscapeDataString("示例企业1");
        Assert.That(
            (await (await App.Browser("triage")).SeeAsync(enterprises)).Texts("[role=option] span"),
            Does.Contain("示例企业1有限公司")
        );
        Assert.That(
            (await (await App.Browser("commissioner3")).SeeAsync(enterprises)).Texts("[role=option] span"),
            Does.Not.Contain("示例企业1有限公司")
        );
        Assert.That(
            (await (await App.Browser("department1")).SeeAsync(enterprises)).Texts("[role=option] span"),
            Does.Not.Contain("示例企业1有限公司")
        );

        var places = "/palette?q=" + Uri.EscapeDataString("审计");
        Assert.That(
            (await (await App.Browser("auditor")).SeeAsync(places)).Document.QuerySelector("[role=option][href='/audit']"),
            Is.Not.Null
        );
        Assert.That(
            (await (await App.Browser("commissioner1")).SeeAsync(places)).Document.QuerySelector("[role=option][href='/audit']"),
            Is.Null
        );
        Assert.That((await (await App.Browser("enterprise1")).GetAsync(address)).Path, Is.Not.EqualTo("/palette"));
    }

    [Test]
    public async Task After_a_finished_move_the_next_case_is_offered_by_its_due_time()
    {
        var (one, two) = (new Journey(App), new Journey(App));
        await one.FileAsync("先到的一件", by: "enterprise2");
        await two.FileAsync("后到的一件", by: "enterprise2");
        var browser = await App.Browser("commissioner2");
        var done = await (await browser.SeeAsync("/cases/show/" + one.Case)).Form("form:has(#accept)").SubmitAsync();
        Assert.That(done.Texts("#next-case").Single(), Does.Contain("后到的一件"));
        Assert.That(done.Document.QuerySelector("[data-key=n]")!.GetAttribute("href"), Is.EqualTo("/next?after=" + one.Case));
        Assert.That((await browser.SeeAsync("/next?after=" + one.Case)).Path, Is.EqualTo("/cases/show/" + two.Case));
        Assert.That(
            (string?)(await (await App.Api("commissioner2")).SeeAsync("/cases/next?finished=" + one.Case))["items"]![0]!["id"],
            Is.EqualTo(two.Case)
        );

        // The keys are those of the moves that may be made, and of no other.
        Assert.That(
            done.Document.QuerySelectorAll(".case-moves [data-key]").Select(e => e.GetAttribute("data-key")),
            Does.Contain("c").And.Not.Contain("a")
        );
        Assert.That((await (await App.Browser("department1")).SeeAsync("/next")).Path, Is.EqualTo("/whistles/inbox"));
    }

    [Test]
    public async Task The_record_is_printed_whole_with_its_ledger_and_without_notes()
    {
        var story = new Journey(App);
        await story.BeginAsync(enterprise: "enterprise3", commissioner: "commissioner3");
        await (await (await App.Browser("triage")).SeeAsync("/notes/" + story.Case)).Form().Fill("Text", "独此一件的备注").SubmitAsync();
        var number = (string)(await story.SeenBy("triage"))["number"]!;
        var browser = await App.Browser("commissioner3");
        Assert.That(
            (await browser.SeeAsync("/cases/show/" + story.Case)).Document.QuerySelector($"a[href='/print/{story.Case}']"),
            Is.Not.Null
        );
        var page = await browser.SeeAsync("/print/" + story.Case);
        Assert.That(page.Texts(".record-head")[0], Does.Contain(number));
        Assert.That(page.Text, Does.Contain("已电话联系").And.Contain("时间账").And.Not.Contain("独此一件的备注"));
        Assert.That((await (await App.Browser("commissioner2")).GetAsync("/print/" + story.Case)).Status, Is.EqualTo(404));
        Assert.That(
            (await (await App.Browser("enterprise3")).GetAsync("/print/" + story.Case)).Path,
            Is.EqualTo("/cases/follow/" + story.Case)
        );
    }

    [Test]
    public async Task What_the_clocks_wrote_is_folded_and_moves_are_not()
    {
        var story = new Journey(App);
        await story.BeginAsync(enterprise: "enterprise3", commissioner: "commissioner3");
        var office = await App.Browser("supervisor");
        await story.WhistleAsync([5, 6], by: "commissioner3");
        var page = await office.SeeAsync("/cases/show/" + story.Case);
        Assert.That(page.Texts(".history > li > .history-what"), Has.Some.Contains("示例海关服务处"));
        var folded = page.Texts(".history-folded summary");
        Assert.That(folded, Has.Some.Contains("条时限和提醒记录"), "the limit of several departments took over");
    }
}
