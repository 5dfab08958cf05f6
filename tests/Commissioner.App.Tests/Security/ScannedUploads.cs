using System.Text.Json.Nodes;
using Commissioner.App.Features.Attachments;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioner.App.Tests.Security;

/// <summary>Where a scanner is configured, nothing that comes from outside is stored before it said that it found nothing.</summary>
public sealed class ScannedUploads
{
    private static readonly byte[] Clean = "%PDF-1.7\n示例\n%%EOF"u8.ToArray();
    private static readonly byte[] Infected = System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7\n{Clamd.Virus}\n%%EOF");
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(3);

    private Clamd _clamd = null!;
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _clamd = new();
        _app = await TestApp.StartAsync(
            settings: new Dictionary<string, string>
            {
                ["Commissioner:VirusScanner"] = _clamd.Where,
                ["Commissioner:VirusScannerWithin"] = Within.ToString(),
            }
        );
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _app.DisposeAsync();
        _clamd.Dispose();
    }

    [SetUp]
    public void Begin() => _clamd.Is = ClamdIs.Well;

    [Test]
    public async Task What_is_clean_is_taken_and_scanned_whole_in_chunks()
    {
        var large = new byte[1_000_000];
        new Random(7).NextBytes(large);
        byte[] text = [.. System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(large))];
        lock (_clamd.Chunks)
        {
            _clamd.Chunks.Clear();
        }

        var taken = await (await _app.Api("enterprise1")).UploadAsync("数据.txt", text);
        Assert.That(taken.Status, Is.EqualTo(201), taken.ToString());
        Assert.That(_clamd.Chunks.Sum(), Is.EqualTo(text.Length));
        Assert.That(_clamd.Chunks, Has.Count.GreaterThan(10));
        Assert.That(_clamd.Chunks.Max(), Is.LessThanOrEqualTo(64 * 1024));
    }

    [Test]
    public async Task What_is_infected_is_refused_by_its_name_leaves_nothing_behind_and_stands_in_the_audit_log()
    {
        var (before, files) = await StoredAsync("enterprise2");
        var refused = await (await _app.Api("enterprise2")).UploadAsync("../合同.pdf", Infected);
        refused.MustRefuse(415, nameof(ScanRules.FileInfected));
        Assert.That((string)refused["title"]!, Does.Contain("“合同.pdf”"));
        Assert.That(await StoredAsync("enterprise2"), Is.EqualTo((before, files)));
        await using var db = _app.Db();
        var me = _app.World["enterprise2"].Id;
        var row = await db.AuditLog.AsNoTracking().SingleAsync(a => a.PersonId == me && a.What == nameof(UploadAttachment));
        Assert.That(row.Outcome, Is.EqualTo(nameof(ScanRules.FileInfected)));
        var logged = string.Join('\n', _app.Logged);
        Assert.That(logged, Does.Contain("Eicar-Test-Signature").And.Not.Contain("合同"));
    }

    [TestCase(ClamdIs.Hanging)]
    [TestCase(ClamdIs.Dying)]
    [TestCase(ClamdIs.Mumbling)]
    [TestCase(ClamdIs.Odd)]
    public async Task What_could_not_be_scanned_is_refused_for_now_and_not_stored(ClamdIs how)
    {
        _clamd.Is = how;
        var stored = await StoredAsync("enterprise3");
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        (await (await _app.Api("enterprise3")).UploadAsync("说明.pdf", Clean)).MustRefuse(503, nameof(ScanRules.FileNotScannedNow));
        Assert.That(await StoredAsync("enterprise3"), Is.EqualTo(stored));
        Assert.That(System.Diagnostics.Stopwatch.GetElapsedTime(began), Is.LessThan(Within * 5));
    }

    [Test]
    public async Task What_is_larger_than_the_scanner_takes_is_refused_even_if_it_hangs_up_before_the_end()
    {
        _clamd.Is = ClamdIs.Small;
        var refused = await (await _app.Api("enterprise4")).UploadAsync("大.txt", [.. Enumerable.Repeat((byte)'a', 5_000_000)]);
        // Where the line breaks before its word is heard, the file was not scanned: it is refused either way.
        Assert.That(refused.Type, Is.EqualTo(nameof(ScanRules.FileTooLargeToScan)).Or.EqualTo(nameof(ScanRules.FileNotScannedNow)));
    }

    [Test]
    public async Task A_form_keeps_what_was_typed_and_what_was_taken_in_beside_the_infected_file()
    {
        var page = await (await _app.Browser("enterprise1")).SeeAsync("/cases/submit");
        var again = await page.FormWith("Description")
            .Fill("Description", "门口的路灯坏了三天")
            .Attach("Files", "好.pdf", Clean)
            .Attach("Files", "坏.pdf", Infected)
            .SubmitAsync();
        Assert.That(again.Status, Is.EqualTo(422));
        Assert.That(again.Text, Does.Contain("“坏.pdf”查出病毒").And.Not.Contain("坏.pdf — "));
        Assert.That(again.FormWith("Description").Value("Description"), Is.EqualTo("门口的路灯坏了三天"));
        Assert.That(again.FormWith("Description").Value("Attached"), Does.EndWith("|好.pdf"));
    }

    [Test]
    public async Task Tables_that_are_imported_are_scanned_too()
    {
        var table = System.Text.Encoding.UTF8.GetBytes("a,b\n" + Clamd.Virus + ",1\n");
        var (office, name) = (await _app.Api("triage"), nameof(ScanRules.FileInfected));
        (await office.UploadAsync("表.csv", table, "/enterprises/imports")).MustRefuse(415, name);
        (await office.UploadAsync("表.csv", table, "/catalogue/imports")).MustRefuse(415, name);
        var page = await (await _app.Browser("triage")).SeeAsync("/enterprises/import");
        var again = await page.FormWith("File").Attach("File", "表.csv", table).SubmitAsync();
        Assert.That((again.Status, again.Text.Contains("“表.csv”查出病毒", StringComparison.Ordinal)), Is.EqualTo((415, true)), again.Text);
    }

    [Test]
    public void Whatever_brings_a_file_says_so()
    {
        var files = Product
            .Types.Where(t =>
                typeof(MediatR.IBaseRequest).IsAssignableFrom(t)
                && t.GetProperties().Any(p => typeof(Stream).IsAssignableFrom(p.PropertyType))
            )
            .ToList();
        Assert.That(files, Has.Count.GreaterThanOrEqualTo(4));
        Assert.That(files.Where(t => !typeof(IBringsFile).IsAssignableFrom(t)), Is.Empty);
    }

    [Test]
    public async Task The_machine_page_and_its_health_say_how_the_scanner_stands()
    {
        // Nodes of their own, since what was asked a moment ago is remembered.
        foreach (
            var (where, how, state) in new[]
            {
                ("", ClamdIs.Well, "Off"),
                ("own", ClamdIs.Well, "Answers"),
                ("own", ClamdIs.Dying, "Answers"),
                ("127.0.0.1:9", ClamdIs.Well, "Away"),
            }
        )
        {
            using Clamd own = new() { Is = how };
            var node = _app.StartNode(
                new Dictionary<string, string> { ["Commissioner:VirusScanner"] = where == "own" ? own.Where : where }
            );
            var sheet = await (await _app.Api("sysadmin", node)).SeeAsync("/engine");
            Assert.That((string?)sheet["scanner"], Is.EqualTo(state));
            using var http = await _app.SessionAsync("sysadmin", node);
            var ready = JsonNode.Parse(await (await http.GetAsync("/health/ready")).Content.ReadAsStringAsync())!;
            Assert.That(((string?)ready["scanner"], (bool?)ready["degraded"]), Is.EqualTo((state, state == "Away")));
            Assert.That(await http.GetStringAsync("/engine"), Does.Contain("id=\"scanner\""));
            await _app.EndNodeAsync(node);
        }
    }

    [Test]
    public async Task The_daemon_is_asked_by_its_socket_path_as_well()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using Clamd own = new(path);
        VirusScanner scanner = new(new() { VirusScanner = own.Where }, NullLogger<VirusScanner>.Instance);
        Assert.That(await scanner.ScanAsync(new MemoryStream(Clean), CancellationToken.None), Is.EqualTo(Scanned.Clean));
        Assert.That(await scanner.ScanAsync(new MemoryStream(Infected), CancellationToken.None), Is.EqualTo(Scanned.Infected));
        own.Dispose();
        Assert.That(await scanner.ScanAsync(new MemoryStream(Clean), CancellationToken.None), Is.EqualTo(Scanned.Not));
        File.Delete(path);
    }

    [TestCase("127.0.0.1:3310", "127.0.0.1:3310")]
    [TestCase("127.0.0.1", "127.0.0.1:3310")]
    [TestCase("[::1]:4000", "[::1]:4000")]
    [TestCase("clamav:3310", "Unspecified/clamav:3310")]
    [TestCase("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl")]
    [TestCase("http://x/y", null)]
    [TestCase("a b", null)]
    [TestCase("127.0.0.1:99999", null)]
    public void The_setting_is_an_address_or_a_path(string where, string? read) =>
        Assert.That(VirusScanner.Read(where)?.ToString(), Is.EqualTo(read));

    private async Task<(int Rows, int Files)> StoredAsync(string of)
    {
        await using var db = _app.Db();
        var me = _app.World[of].Id;
        var home = _app.Services.GetRequiredService<Settings>().Home;
        return (
            await db.Attachments.CountAsync(a => a.UploadedById == me),
            Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Count(f => f.Contains("attachments", StringComparison.Ordinal))
        );
    }
}
