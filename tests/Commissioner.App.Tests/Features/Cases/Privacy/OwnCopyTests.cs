using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Privacy;

/// <summary>An enterprise's person takes a copy along of all that is kept of it, and of nobody else.</summary>
public sealed class OwnCopyTests : OnOneApp
{
    [Test]
    public async Task The_copy_holds_all_of_it_each_field_is_explained_and_every_file_is_hashed()
    {
        var journey = new Journey(App);
        await journey.FileAsync("示例自取标题");
        await journey.AcceptAsync();
        await journey.ContactAsync();
        var whistle = await journey.WhistleAsync([1]);
        await journey.CheckInAsync(whistle, 1);
        (await (await App.Api("commissioner1")).PostAsync($"/cases/{journey.Case}/contact-reveals", new { purpose = "contact" })).MustBe(
            200
        );
        await journey.ReportAsync(whistle, 1);
        await journey.ApproveAsync(whistle, 1);
        await journey.ProposeAsync("示例办结说明");
        await journey.PassAsync();
        await journey.ConfirmAsync();
        await (await journey.As("enterprise1")).DoAsync($"{journey.Path}/ratings", new { overall = 1, reason = "示例评价原话" });
        await new Journey(App).FileAsync("示例别家标题", by: "enterprise2");

        var files = await TakeAsync("enterprise1");
        var all = string.Concat(files.Values.Select(Encoding.UTF8.GetString));
        using (Assert.EnterMultipleScope())
        {
            foreach (
                var has in new[]
                {
                    "示例自取标题：请协助处理。",
                    "示例办结说明",
                    "示例评价原话",
                    "示例联系人1",
                    "13900000001",
                    "示例企业1有限公司",
                    "enterprise1",
                    "示例专员1",
                }
            )
            {
                Assert.That(all, Does.Contain(has));
            }

            foreach (var not in new[] { "示例别家标题", "示例企业2", "专员无权限", "13900001111", "passwordHash" })
            {
                Assert.That(all, Does.Not.Contain(not));
            }
        }

        var looks = JsonNode.Parse(files["looks.json"])!.AsArray();
        Assert.That(looks, Is.Not.Empty, "who looked at its contact");
        Assert.That(Encoding.UTF8.GetString(files["looks.json"]), Does.Not.Contain("示例专员"), "a unit and a role, as its page says");
        var @case = files
            .Where(f => f.Key.StartsWith("cases/", StringComparison.Ordinal))
            .Select(f => JsonNode.Parse(f.Value)!)
            .Single(c => (string?)c["title"] == "示例自取标题");
        Assert.That((bool)@case["filedByYou"]!, Is.True);
        Assert.That((string?)JsonNode.Parse(files["person.json"])!["signInName"], Is.EqualTo("enterprise1"));
        Assert.That(JsonNode.Parse(files["person.json"])!["notices"]!.AsArray(), Is.Not.Empty);

        var manifest = JsonNode.Parse(files["manifest.json"])!["files"]!
            .AsArray()
            .ToDictionary(f => (string)f!["path"]!, f => (string)f!["sha256"]!);
        Assert.That(manifest.Keys, Is.EquivalentTo(files.Keys.Except(["manifest.json"])));
        Assert.That(
            manifest.Where(m => Convert.ToHexStringLower(SHA256.HashData(files[m.Key])) != m.Value),
            Is.Empty,
            "each hash is its file's"
        );

        var explained = JsonNode.Parse(files["fields.json"])!.AsArray().Select(f => ((string)f!["file"]!, (string)f["field"]!)).ToHashSet();
        using (Assert.EnterMultipleScope())
        {
            foreach (var (path, content) in files.Where(f => f.Key is not ("fields.json" or "manifest.json")))
            {
                var file =
                    path.StartsWith("cases/", StringComparison.Ordinal) ? "cases/*.json"
                    : path.StartsWith("projects/", StringComparison.Ordinal) ? "projects/*.json"
                    : path;
                var written = Fields(JsonNode.Parse(content), "").ToHashSet();
                Assert.That(written.Where(f => !explained.Contains((file, f))), Is.Empty, path);
            }

            Assert.That(
                JsonNode
                    .Parse(files["fields.json"])!
                    .AsArray()
                    .Where(f =>
                        ((string)f!["says"]!).StartsWith("privacy.", StringComparison.Ordinal)
                        || ((string)f["keptFor"]!).StartsWith("keptFor", StringComparison.Ordinal)
                    )
                    .Select(f => (string)f!["field"]!),
                Is.Empty,
                "each says what it is and what for"
            );
        }
    }

    [Test]
    public async Task Two_of_different_enterprises_at_once_get_each_its_own()
    {
        await new Journey(App).FileAsync("示例甲家", by: "enterprise3");
        await new Journey(App).FileAsync("示例乙家", by: "enterprise2");
        var copies = await Task.WhenAll(TakeAsync("enterprise3"), TakeAsync("enterprise2"));
        var (a, b) = (Say(copies[0]), Say(copies[1]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(a, Does.Contain("示例甲家").And.Not.Contain("示例乙家"));
            Assert.That(b, Does.Contain("示例乙家").And.Not.Contain("示例甲家"));
        }

        static string Say(Dictionary<string, byte[]> files) => string.Concat(files.Values.Select(Encoding.UTF8.GetString));
    }

    [Test]
    public async Task It_is_audited_and_for_an_enterprises_person_itself_alone()
    {
        foreach (
            var other in new[] { "triage", "supervisor", "commissioner1", "department1", "hotline", "sysadmin", "secadmin", "auditor" }
        )
        {
            (await (await App.Api(other)).GetAsync("/privacy/own")).MustBe(403);
        }

        (await (await App.Api()).GetAsync("/privacy/own")).MustBe(401);
        Assert.That(Permissions.TakesKeys(Permission.TakeOwnCopy), Is.False, "no program takes it with a key");
        await TakeAsync("enterprise4");
        await using var db = App.Db();
        var who = App.World["enterprise4"].Id;
        Assert.That(await db.AuditLog.CountAsync(e => e.What == "TakeOwnCopy" && e.PersonId == who && e.Outcome == "Done"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_page_hands_it_out_and_is_found_from_the_notice()
    {
        var phone = await App.Browser("enterprise1");
        var notice = await phone.SeeAsync("/privacy");
        Assert.That(notice.Document.QuerySelector("a[href='/privacy/own']"), Is.Not.Null);
        var page = await phone.SeeAsync("/privacy/own");
        Assert.That(page.Text, Does.Contain("下载我的信息"));
        using var http = await App.SessionAsync("enterprise1");
        using var shown = await http.GetAsync("/privacy/own");
        var token = System
            .Text.RegularExpressions.Regex.Match(
                await shown.Content.ReadAsStringAsync(),
                "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\""
            )
            .Groups[1]
            .Value;
        using var forged = await http.PostAsync("/privacy/own", new FormUrlEncodedContent([]));
        Assert.That((int)forged.StatusCode, Is.InRange(400, 499), "no form of ours");
        using var handed = await http.PostAsync("/privacy/own", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((int)handed.StatusCode, handed.Content.Headers.ContentType!.MediaType), Is.EqualTo((200, "application/zip")));
            Assert.That(handed.Content.Headers.ContentDisposition!.FileName, Is.EqualTo("my-data-20260302.zip"));
            Assert.That(handed.Headers.CacheControl!.NoStore, Is.True);
        }

        using var zip = new ZipArchive(await handed.Content.ReadAsStreamAsync());
        Assert.That(zip.Entries.Select(e => e.FullName), Does.Contain("manifest.json"));
        Assert.That(
            (await (await App.Browser("commissioner1")).SeeAsync("/privacy")).Document.QuerySelector("a[href='/privacy/own']"),
            Is.Null
        );
    }

    private async Task<Dictionary<string, byte[]>> TakeAsync(string user)
    {
        var api = await App.Api(user);
        using var http = App.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)api.Session!["accessToken"]!);
        using var answer = await http.GetAsync("/api/v1/privacy/own");
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Dictionary<string, byte[]> files = [];
        foreach (var entry in zip.Entries)
        {
            await using var content = await entry.OpenAsync();
            using var kept = new MemoryStream();
            await content.CopyToAsync(kept);
            files.Add(entry.FullName, kept.ToArray());
        }

        return files;
    }

    private static IEnumerable<string> Fields(JsonNode? node, string before) =>
        node switch
        {
            JsonArray list => list.SelectMany(n => n is JsonValue ? [] : Fields(n, before.Length == 0 ? "[]." : before[..^1] + "[].")),
            JsonObject some => some.SelectMany(p => Fields(p.Value, $"{before}{p.Key}.").Append(before + p.Key)),
            _ => [],
        };
}
