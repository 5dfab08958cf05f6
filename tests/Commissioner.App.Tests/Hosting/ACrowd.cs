using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Commissioner.App.Tests.Harness;
using Npgsql;

namespace Commissioner.App.Tests.Hosting;

/// <summary>Who comes when all is busy stands in line, and who finds the line full is told when to come again.</summary>
public sealed class ACrowd
{
    // One at work, and thirty in line for each.
    private static readonly Dictionary<string, string> One = new() { ["Commissioner:AtOnce"] = "1" };

    [Test]
    public async Task One_works_thirty_wait_and_the_others_are_asked_to_come_again()
    {
        await using var app = await TestApp.StartAsync(settings: One);
        using var http = app.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (string)(await app.Api("triage")).Session!["accessToken"]!
        );
        await using var line = new NpgsqlConnection(app.ConnectionString);
        await line.OpenAsync();
        await using var held = await line.BeginTransactionAsync();
        await using (var statement = new NpgsqlCommand("lock table cases in access exclusive mode", line, held))
        {
            await statement.ExecuteNonQueryAsync();
        }

        var asked = Enumerable.Range(0, 40).Select(_ => http.GetAsync("/api/v1/cases")).ToList();
        List<Task<HttpResponseMessage>> refused = [];
        var open = asked.ToList();
        while (refused.Count < 9)
        {
            refused.Add(await Task.WhenAny(open));
            open.Remove(refused[^1]);
        }

        using (Assert.EnterMultipleScope())
        {
            foreach (var one in refused)
            {
                using var response = await one;
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
                Assert.That(response.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
                Assert.That((string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["type"], Is.EqualTo("TooBusy"));
            }
        }

        using var health = await http.GetAsync("/health/live");
        Assert.That(health.StatusCode, Is.EqualTo(HttpStatusCode.OK), "health does not stand in line");
        using var page = await http.GetAsync("/sign-in");
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain("<html"), "a page says so to people");

        await held.CommitAsync();
        foreach (var response in await Task.WhenAll(open))
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            response.Dispose();
        }
    }
}
