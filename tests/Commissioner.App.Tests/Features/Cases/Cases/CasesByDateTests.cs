using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Cases.Cases;

/// <summary>A program fetches what is new to it, and nothing twice.</summary>
public sealed class CasesByDateTests : OnOneApp
{
    [Test]
    public async Task Cases_are_found_by_when_they_were_filed_changed_and_closed()
    {
        var api = await App.Api("triage");
        var first = new Journey(App);
        await first.FileAsync();
        App.Advance(TimeSpan.FromHours(1));
        var second = new Journey(App);
        await second.FileAsync();
        var between = Uri.EscapeDataString(TestApp.At("03-02 09:30").ToString("O"));
        Assert.That(await FoundAsync(api, $"submittedFrom={between}"), Is.EquivalentTo(new[] { second.Case }));
        Assert.That(await FoundAsync(api, $"submittedBefore={between}"), Is.EquivalentTo(new[] { first.Case }));
        Assert.That(await FoundAsync(api, $"updatedFrom={between}"), Is.EquivalentTo(new[] { second.Case }));

        App.Advance(TimeSpan.FromHours(1));
        var since = Uri.EscapeDataString(TestApp.At("03-02 10:30").ToString("O"));
        Assert.That(await FoundAsync(api, $"updatedFrom={since}"), Is.Empty);
        await first.AcceptAsync();
        Assert.That(await FoundAsync(api, $"updatedFrom={since}"), Is.EquivalentTo(new[] { first.Case }));
        var row = (await api.SeeAsync($"/cases?updatedFrom={since}"))["items"]![0]!;
        Assert.That(DateTimeOffset.Parse((string)row["updatedAt"]!, null), Is.EqualTo(TestApp.At("03-02 11:00")));

        Assert.That(await FoundAsync(api, $"closedFrom={between}"), Is.Empty);
        var enterprise = await App.Api("enterprise1");
        await enterprise.DoAsync($"/cases/{second.Case}/withdrawals", new { reason = "已自行解决" });
        Assert.That(await FoundAsync(api, $"closedFrom={between}"), Is.EquivalentTo(new[] { second.Case }));
        Assert.That(await FoundAsync(api, $"closedBefore={between}"), Is.Empty);
    }

    private static async Task<IReadOnlyList<string?>> FoundAsync(Api api, string filter) =>
        (await api.SeeAsync($"/cases?{filter}")).Each("items", "id");
}
