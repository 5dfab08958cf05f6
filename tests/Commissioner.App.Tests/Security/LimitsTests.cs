using System.Net;
using System.Net.Http.Json;
using Commissioner.App.Features.Attachments;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Security;

/// <summary>What is done only so often is done so often on all nodes together, and who did it too often is told when to come again.</summary>
public sealed class LimitsTests
{
    private const int Writes = 40;
    private const int Uploads = 6;
    private const int Exports = 3;
    private const int SignIns = 30;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Commissioner:Limits:WritesByPerson"] = $"{Writes}",
        ["Commissioner:Limits:UploadsByPerson"] = $"{Uploads}",
        ["Commissioner:Limits:ExportsByPerson"] = $"{Exports}",
        ["Commissioner:Limits:SignInsByAddress"] = $"{SignIns}",
    };

    private static readonly byte[] Pdf = "%PDF-1.7\n示例\n%%EOF"u8.ToArray();

    private TestApp _app = null!;
    private IServiceProvider _other = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(settings: Settings);
        _other = _app.StartNode(Settings);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Two_nodes_together_let_one_person_write_so_often_and_not_twice_as_often()
    {
        Api[] nodes = [await _app.Api("enterprise1"), await _app.Api("enterprise1", _other)];
        var answers = await WithinAMinuteAsync(() =>
            Task.WhenAll(Enumerable.Range(0, Writes * 2).Select(i => nodes[i % 2].PostAsync("/cases", Filing(i))))
        );
        var done = answers.Count(a => a.Status == 201);
        // Each node may be left with what it leased and did not spend.
        Assert.That(done, Is.LessThanOrEqualTo(Writes).And.GreaterThanOrEqualTo(Writes - (Writes / 20)));
        foreach (var refused in answers.Where(a => a.Status != 201))
        {
            refused.MustRefuse(429, "TooManyRequests");
            Assert.That(refused.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1)));
        }

        await using var db = _app.Db();
        var me = _app.World["enterprise1"].Id;
        Assert.That(
            await db.AuditLog.CountAsync(a => a.PersonId == me && a.Outcome == "TooManyRequests"),
            Is.InRange(1, 2),
            "one row a node and minute"
        );
        Assert.That((await nodes[0].GetAsync("/cases")).Status, Is.EqualTo(200), "who wrote too often reads on");
        Assert.That((await (await _app.Api("enterprise2")).PostAsync("/cases", Filing(0))).Status, Is.EqualTo(201), "others write on");
    }

    [Test]
    public async Task Uploads_and_tables_have_limits_of_their_own()
    {
        Api[] nodes = [await _app.Api("commissioner1"), await _app.Api("commissioner1", _other)];
        var (uploads, exports) = await WithinAMinuteAsync(async () =>
        {
            List<Answer> up = [];
            List<Answer> ex = [];
            for (var i = 0; i < Uploads * 2; i++)
            {
                up.Add(await nodes[i % 2].UploadAsync($"{i}.pdf", Pdf));
            }

            for (var i = 0; i < Exports * 2; i++)
            {
                ex.Add(await nodes[i % 2].GetAsync("/cases/export"));
            }

            return (up, ex);
        });
        Assert.That(
            uploads.Select(a => a.Status).Order(),
            Is.EqualTo(Enumerable.Repeat(201, Uploads).Concat(Enumerable.Repeat(429, Uploads)))
        );
        Assert.That(
            exports.Select(a => a.Status).Order(),
            Is.EqualTo(Enumerable.Repeat(200, Exports).Concat(Enumerable.Repeat(429, Exports)))
        );
        await using var db = _app.Db();
        var me = _app.World["commissioner1"].Id;
        Assert.That(await db.Attachments.CountAsync(a => a.UploadedById == me), Is.EqualTo(Uploads));
        Assert.That(
            await db.AuditLog.Where(a => a.PersonId == me && a.What == nameof(UploadAttachment)).CountAsync(a => a.Outcome == "Done"),
            Is.EqualTo(Uploads)
        );
    }

    [Test]
    public async Task Sign_ins_from_one_address_are_counted_on_all_nodes_together()
    {
        HttpClient[] nodes = [await _app.SessionAsync("enterprise4"), await _app.SessionAsync("enterprise4", _other)];
        foreach (var http in nodes)
        {
            http.DefaultRequestHeaders.Remove("X-Test-Address");
            http.DefaultRequestHeaders.Add("X-Test-Address", "203.0.113.7");
        }

        var answers = await WithinAMinuteAsync(async () =>
            (
                await Task.WhenAll(
                    Enumerable
                        .Range(0, SignIns * 2)
                        .Select(i => nodes[i % 2].PostAsJsonAsync("/api/v1/sign-in", new { userName = $"nobody{i}", password = "x" }))
                )
            )
                .Select(a => (int)a.StatusCode)
                .ToList()
        );
        Assert.That(answers.Distinct().Order(), Is.EqualTo(new[] { 401, 429 }));
        Assert.That(answers.Count(a => a == 401), Is.EqualTo(SignIns));
        foreach (var http in nodes)
        {
            http.Dispose();
        }
    }

    [Test]
    public async Task A_form_that_is_sent_too_often_is_shown_again_with_what_was_typed()
    {
        var browser = await _app.Browser("enterprise3");
        var api = await _app.Api("enterprise3", _other);
        var again = await WithinAMinuteAsync(async () =>
        {
            for (var i = 0; i <= Writes; i++)
            {
                await api.PostAsync("/cases", Filing(i));
            }

            return await (await browser.SeeAsync("/cases/submit")).FormWith("Description").Fill("Description", "路灯坏了").SubmitAsync();
        });
        Assert.That(again.Status, Is.EqualTo((int)HttpStatusCode.TooManyRequests), again.Text);
        Assert.That(again.FormWith("Description").Value("Description"), Is.EqualTo("路灯坏了"));
    }

    [Test]
    public async Task A_lease_is_one_statement_and_what_is_within_it_is_none()
    {
        var limits = _app.Services.GetRequiredService<SharedLimits>();
        await using var db = _app.Db();
        var taken = await WithinAMinuteAsync(async () =>
        {
            List<long> sums = [await db.LimitCounts.SumAsync(l => l.Taken)];
            for (var i = 0; i < 4; i++)
            {
                Assert.That((await limits.TakeAsync(Limited.Write, true, "somebody", default)).Within, Is.True);
                sums.Add(await db.LimitCounts.SumAsync(l => l.Taken));
            }

            return sums;
        });
        Assert.That(taken.Select(t => t - taken[0]), Is.EqualTo(new[] { 0, 2, 2, 4, 4 }));
    }

    [Test]
    public async Task A_node_whose_clock_is_a_minute_behind_counts_in_the_minute_that_has_begun()
    {
        await using var db = _app.Db();
        var now = TestApp.Monday;
        Assert.That(await db.TakeAsync("mark", now, 5, default), Is.EqualTo(5));
        Assert.That(await db.TakeAsync("mark", now.AddMinutes(-1), 5, default), Is.EqualTo(10));
        Assert.That(await db.TakeAsync("mark", now.AddMinutes(1), 5, default), Is.EqualTo(5));
        await db.LimitCounts.Where(l => l.Mark == "mark").ExecuteDeleteAsync();
    }

    private static object Filing(int i) =>
        new
        {
            title = $"示例 {i}",
            description = "示例",
            category = "Other",
        };

    // What is counted begins anew with each minute: a test that would begin in its second half waits for the next.
    private static async Task<T> WithinAMinuteAsync<T>(Func<Task<T>> what)
    {
        var second = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 60;
        if (second > 20)
        {
            await Task.Delay(TimeSpan.FromSeconds(60 - second));
        }

        return await what();
    }
}
