using System.Net;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Hosting;

/// <summary>What programs may lean on beside what calls say: chosen fields, what is left of a limit, and pages of other sites.</summary>
public sealed class ForPrograms
{
    private const string Site = "https://portal.example";

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() =>
        _app = await TestApp.StartAsync(
            settings: new Dictionary<string, string>
            {
                ["Commissioner:Origins:0"] = Site + "/",
                ["Commissioner:Limits:WritesByPerson"] = "100",
            }
        );

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_list_has_the_fields_that_were_asked_for()
    {
        var api = await _app.Api("enterprise1");
        await FileAsync(api, "字段");
        var whole = await api.GetAsync("/cases");
        var chosen = await api.GetAsync("/cases?fields=number,%20status&fields=alarm");
        var line = chosen.Json!["items"]![0]!.AsObject();
        Assert.Multiple(() =>
        {
            Assert.That(line.Select(p => p.Key), Is.EquivalentTo(["number", "status", "alarm"]));
            Assert.That((string?)line["number"], Is.EqualTo((string?)whole.Json!["items"]![0]!["number"]));
            Assert.That(chosen.Json!.AsObject().ContainsKey("next"));
            Assert.That(chosen.Headers.ETag, Is.Not.EqualTo(whole.Headers.ETag));
        });
    }

    [TestCase("number,password")]
    [TestCase("")]
    [TestCase("Number")]
    public async Task A_field_that_there_is_not_is_refused_by_its_place(string fields)
    {
        var api = await _app.Api("enterprise1");
        (await api.GetAsync($"/cases?fields={fields}")).MustRefuse(422, "FieldUnknown");
    }

    [Test]
    public async Task Who_changes_something_is_told_what_is_left()
    {
        var api = await _app.Api("enterprise2");
        var first = await FileAsync(api, "余量一");
        var second = await FileAsync(api, "余量二");
        var read = await api.GetAsync("/cases");
        Assert.Multiple(() =>
        {
            Assert.That(first.Headers.GetValues("RateLimit-Policy"), Is.EqualTo(["\"write\";q=100;w=60"]));
            Assert.That(Left(first), Is.InRange(1, 99));
            // A minute may end between them.
            Assert.That(Left(second), Is.EqualTo(Left(first) - 1).Or.EqualTo(99));
            Assert.That(read.Headers.Contains("RateLimit"), Is.False);
        });

        static int Left(Answer answer) =>
            int.Parse(
                answer.Headers.GetValues("RateLimit").Single().Split("r=")[1].Split(';')[0],
                System.Globalization.CultureInfo.InvariantCulture
            );
    }

    [TestCase(Site, "/api/v1/cases", Site)]
    [TestCase("https://elsewhere.example", "/api/v1/cases", null)]
    [TestCase("http://portal.example", "/api/v1/cases", null)]
    [TestCase(Site, "/sign-in", null)]
    public async Task A_browser_may_call_the_API_for_named_sites_alone(string from, string path, string? may)
    {
        using var client = _app.Client();
        using var asks = new HttpRequestMessage(HttpMethod.Options, path);
        asks.Headers.Add("Origin", from);
        asks.Headers.Add("Access-Control-Request-Method", "POST");
        asks.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key");
        using var preflight = await client.SendAsync(asks);
        using var calls = new HttpRequestMessage(HttpMethod.Get, path);
        calls.Headers.Add("Origin", from);
        using var answer = await client.SendAsync(calls);
        Assert.Multiple(() =>
        {
            foreach (var said in new[] { preflight, answer })
            {
                Assert.That(
                    said.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins.Single() : null,
                    Is.EqualTo(may)
                );
                Assert.That(said.Headers.Contains("Access-Control-Allow-Credentials"), Is.False);
            }

            Assert.That(may is null || preflight.StatusCode == HttpStatusCode.NoContent);
        });
    }

    private static async Task<Answer> FileAsync(Api api, string title)
    {
        var filed = await api.PostAsync(
            "/cases",
            new
            {
                title,
                description = "请处理",
                category = "ParkEnvironment",
            }
        );
        Assert.That(filed.Status, Is.EqualTo(201), filed.ToString());
        return filed;
    }
}
