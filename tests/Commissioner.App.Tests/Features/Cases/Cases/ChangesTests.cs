using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Cases.Cases;

/// <summary>A program that asks again and again hears of everything once and in order, and of nothing that its account may not see.</summary>
public sealed class ChangesTests : OnOneApp
{
    [Test]
    public async Task Everything_comes_once_and_in_order()
    {
        var api = await App.Api("triage");
        var began = (string)(await AllAsync(api, "")).Next;
        var story = new Journey(App);
        await story.FileAsync();
        await story.AcceptAsync();
        await story.ContactAsync();

        var first = await api.SeeAsync($"/changes?after={began}&take=2");
        var rest = await api.SeeAsync($"/changes?after={(string)first["next"]!}");
        Assert.That(first.Each("items", "event"), Is.EqualTo(new[] { "CaseSubmitted", "CaseAccepted" }));
        Assert.That(rest.Each("items", "event"), Is.EqualTo(new[] { "FirstContactRecorded" }));
        var last = rest["items"]![0]!;
        Assert.That(((string?)last["case"], (int)last["version"]!), Is.EqualTo((story.Case, 3)));

        var none = await api.SeeAsync($"/changes?after={(string)rest["next"]!}");
        Assert.That((none["items"]!.AsArray().Count, (string?)none["next"]), Is.EqualTo((0, (string?)rest["next"])));
    }

    [Test]
    public async Task What_one_may_not_see_is_not_among_them()
    {
        var story = new Journey(App);
        await story.FileAsync(by: "enterprise2");
        Assert.That((await AllAsync(await App.Api("enterprise2"), "")).Cases, Does.Contain(story.Case));
        Assert.That((await AllAsync(await App.Api("enterprise3"), "")).Cases, Does.Not.Contain(story.Case));
        Assert.That((await AllAsync(await App.Api("department1"), "")).Cases, Does.Not.Contain(story.Case));
        (await (await App.Api("sysadmin")).GetAsync("/changes")).MustBe(403);
        (await (await App.Api("triage")).GetAsync("/changes?after=unknown")).MustRefuse(422, "CursorUnknown");
    }

    [Test]
    public async Task What_stands_behind_a_number_that_may_still_come_waits_for_it()
    {
        var api = await App.Api("supervisor");
        // A transaction that has taken its number and has not committed yet.
        await App.ExecuteAsync("SELECT nextval(pg_get_serial_sequence('timeline', 'id'))");
        var story = new Journey(App);
        await story.FileAsync(by: "enterprise4");
        Assert.That((await AllAsync(api, "")).Cases, Does.Not.Contain(story.Case));
        App.Advance(TimeSpan.FromMinutes(11));
        Assert.That((await AllAsync(api, "")).Cases, Does.Contain(story.Case));
    }

    private static async Task<(IReadOnlyList<string?> Cases, string Next)> AllAsync(Api api, string after)
    {
        List<string?> cases = [];
        for (var next = after; ; )
        {
            var page = await api.SeeAsync($"/changes?after={next}&take=200");
            cases.AddRange(page.Each("items", "case"));
            next = (string)page["next"]!;
            if (page["items"]!.AsArray().Count == 0)
            {
                return (cases, next);
            }
        }
    }
}
