using System.Runtime.CompilerServices;
using Commissioner.App.Pipeline;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Pipeline;

/// <summary>A key stands for one request: what it asks as well as what it says.</summary>
public sealed class OneKeyOneRequest
{
    [Test]
    public void Two_kinds_of_request_never_look_alike_however_alike_they_are()
    {
        var commands = typeof(ICommand)
            .Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(ICommand).IsAssignableFrom(t))
            .ToList();
        Assert.That(commands, Has.Count.GreaterThan(80));
        var seen = commands.GroupBy(t => Envelope.Fingerprint(RuntimeHelpers.GetUninitializedObject(t))).Where(g => g.Count() > 1);
        Assert.That(seen.Select(g => string.Join(", ", g.Select(t => t.Name))), Is.Empty);
    }

    [Test]
    public async Task A_key_that_extended_does_not_withdraw()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        var enterprise = await app.Api("enterprise1");
        var reason = new { reason = "示例原因" };
        Assert.That((await enterprise.PostAsync($"{story.Path}/withdrawals", reason, key: "one")).Status, Is.EqualTo(201));
        (await enterprise.PostAsync($"{story.Path}/reopenings", reason, key: "one")).MustRefuse(409, "KeyUsedForAnother");
        Assert.That((await enterprise.PostAsync($"{story.Path}/withdrawals", reason, key: "one")).Status, Is.EqualTo(201), "again");
    }
}
