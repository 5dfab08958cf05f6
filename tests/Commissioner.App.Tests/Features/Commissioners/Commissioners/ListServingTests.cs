using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Commissioners.Commissioners;

/// <summary>Lists of who serves, and what they are scored at, as programs read them.</summary>
public sealed class ListServingTests : OnOneApp
{
    [Test]
    public async Task The_service_office_lists_commissioners_page_by_page_with_how_many_each_serves()
    {
        var office = await App.Api("triage");
        List<string?> names = [];
        var (served, next) = (0, "");
        do
        {
            var page = await office.SeeAsync($"/commissioners?take=2{next}");
            names.AddRange(page.Each("items", "name"));
            served += page["items"]!.AsArray().Sum(i => (int)i!["load"]!);
            next = page["next"] is { } cursor ? $"&after={cursor}" : null;
        } while (next is not null);

        Assert.That(names, Is.Unique);
        Assert.That(names, Has.Member("示例专员1").And.Count.EqualTo(6));
        Assert.That(served, Is.EqualTo(3), "of four enterprises one has nobody");
        Assert.That((await (await App.Api("commissioner1")).GetAsync("/commissioners")).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task A_scorecard_is_read_by_its_key_and_ones_own_alone_by_who_is_appraised()
    {
        var office = await App.Api("supervisor");
        var people = (await (await App.Api("triage")).SeeAsync("/commissioners"))["items"]!.AsArray();
        var (own, other) = (
            people.Single(p => (string?)p!["name"] == "示例专员1")!,
            people.Single(p => (string?)p!["name"] == "示例专员2")!
        );
        var card = await office.SeeAsync($"/scorecards/{own["id"]}?from=2026-01-01&to=2026-03-31");
        Assert.That(((string?)card["kind"], (string?)card["name"]), Is.EqualTo(("Person", "示例专员1")));
        var department = (await office.SeeAsync("/departments"))["items"]![0]!;
        Assert.That((string?)(await office.SeeAsync($"/scorecards/{department["id"]}"))["kind"], Is.EqualTo("Department"));
        Assert.That((await office.GetAsync($"/scorecards/{Guid.Empty}")).Status, Is.EqualTo(404));

        var commissioner = await App.Api("commissioner1");
        await commissioner.SeeAsync($"/scorecards/{own["id"]}");
        Assert.That((await commissioner.GetAsync($"/scorecards/{other["id"]}")).Status, Is.EqualTo(404));
    }
}
