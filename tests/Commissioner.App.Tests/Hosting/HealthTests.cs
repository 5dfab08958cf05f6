using System.Diagnostics;
using Commissioner.App.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commissioner.App.Tests.Hosting;

/// <summary>A balancer learns from a node when it may be sent requests, and when no more.</summary>
public sealed class HealthTests
{
    [Test]
    public async Task A_node_that_is_to_stop_is_not_ready_and_answers_until_the_balancer_has_noticed()
    {
        await using var app = await TestApp.StartAsync();
        var node = app.StartNode(new Dictionary<string, string> { ["Commissioner:DrainSeconds"] = "10" });
        using var http = await app.SessionAsync("triage", node);
        // What is asked again below has been asked before: the time that a machine takes for the first is not the balancer's.
        foreach (var path in new[] { "/health/live", "/health/started", "/health/ready", "/health/serves", "/sign-in" })
        {
            using var answer = await http.GetAsync(path);
            Assert.That((int)answer.StatusCode, Is.EqualTo(200), path);
        }

        var began = Stopwatch.GetTimestamp();
        var stopped = node.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped;
        node.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        using var ready = await http.GetAsync("/health/ready");
        using var serves = await http.GetAsync("/health/serves");
        using var live = await http.GetAsync("/health/live");
        using var page = await http.GetAsync("/sign-in");
        using var told = await http.GetAsync("/live");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)ready.StatusCode, Is.EqualTo(503));
            Assert.That(await ready.Content.ReadAsStringAsync(), Does.Contain("This node is stopping."));
            Assert.That((int)serves.StatusCode, Is.EqualTo(503));
            Assert.That((int)live.StatusCode, Is.EqualTo(200));
            Assert.That((int)page.StatusCode, Is.EqualTo(200));
            Assert.That((int)told.StatusCode, Is.EqualTo(503), "an open page comes again, to a node that stays");
            Assert.That(told.Headers.RetryAfter, Is.Not.Null);
            Assert.That(stopped.IsCancellationRequested, Is.False);
        }

        await Task.WhenAny(Task.Delay(Timeout.Infinite, stopped), Task.Delay(TimeSpan.FromSeconds(60)));
        Assert.That(stopped.IsCancellationRequested, Is.True);
        Assert.That(Stopwatch.GetElapsedTime(began), Is.GreaterThan(TimeSpan.FromSeconds(9.9)));
    }
}
