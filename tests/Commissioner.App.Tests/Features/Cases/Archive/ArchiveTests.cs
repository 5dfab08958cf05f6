using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Commissioner.App.Features.Archive;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Features.Archive;

/// <summary>A closed case is sealed once, whole and without contacts, and follows what is erased of it.</summary>
public sealed class ArchiveTests
{
    private const string Job = "archive-closed";
    private const string Handler = "13900001111";
    private const string Title = "独此一件的标题";

    private static readonly TimeSpan Days30 = TimeSpan.FromDays(30);
    private static readonly TimeSpan Later = TimeSpan.FromDays(1_100);

    // Tables that name a case and are no part of it: what was told of it, what holds it, what is made of it.
    private static readonly string[] Beside =
    [
        "archive_packages",
        "catalogue_proposals",
        "deliveries",
        "drafts",
        "exclusions",
        "facts",
        "fault_reviews",
        "legal_holds",
        "sessions",
    ];

    [Test]
    public async Task All_of_a_case_is_in_it_but_its_contacts()
    {
        await using var app = await TestApp.StartAsync();
        var journey = await ClosedAsync(app);
        app.Advance(Days30 - TimeSpan.FromMinutes(10));
        Assert.That(await app.RunAsync(Job), Is.Zero, "not a day too early");
        app.Advance(TimeSpan.FromMinutes(20));
        Assert.That(await app.RunAsync(Job), Is.EqualTo(1));
        Assert.That(await app.RunAsync(Job), Is.Zero, "done once");

        var supervisor = await app.Api("supervisor");
        var line = (await supervisor.SeeAsync("/archive"))["items"]!.AsArray().Single()!;
        var number = (string)line["number"]!;
        var path = Path.Combine(Home(app), "archive", "2026", number + ".zip");
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path))), Is.EqualTo((string?)line["hash"]));
        using var zip = await ZipFile.OpenReadAsync(path);
        Assert.That(
            zip.Entries.Select(e => e.FullName),
            Is.EqualTo(
                new[] { "case.json", "attachments/01-独此一件.pdf", "public-key.pem", "README.txt", "manifest.json", "manifest.sig" }
            )
        );
        var text = await TextAsync(zip, "case.json");
        var record = JsonNode.Parse(text)!;
        Assert.That(text, Does.Not.Contain(Handler).And.Not.Contain(app.World.Enterprises[0].ContactName).And.Contain("（不入档）"));
        Assert.That(await TextAsync(zip, "attachments/01-独此一件.pdf"), Is.EqualTo(Encoding.UTF8.GetString(Pdf)));

        await using var db = app.Db();
        await EveryColumnAsync(db, journey.Case, record);
        var ledger = await supervisor.SeeAsync($"{journey.Path}/ledger");
        Assert.That((long)record["ledger"]!["workingMinutes"]!, Is.EqualTo((long)ledger["workingMinutes"]!));
        Assert.That(
            record["ledger"]!["segments"]!.AsArray().Select(s => (long)s!["workingMinutes"]!),
            Is.EqualTo(ledger["segments"]!.AsArray().Select(s => (long)s!["workingMinutes"]!))
        );
        Assert.That(((string?)record["case"]!["title"], (string?)record["ratings"]![0]!["reason"]), Is.EqualTo((Title, "独此一件的评价")));
        Assert.That(await db.ArchivePackages.CountAsync(), Is.EqualTo(1), "the context that read it saved nothing of what it left out");
        Assert.That(await db.Legs.Select(l => l.HandlerPhone).ToListAsync(), Has.Member(Handler));
    }

    [Test]
    public async Task It_is_taken_by_supervision_alone_and_that_is_in_the_audit_log()
    {
        await using var app = await TestApp.StartAsync();
        await ClosedAsync(app);
        app.Advance(Days30 + Days30);
        await app.RunAsync(Job);
        var supervisor = await app.Api("supervisor");
        var id = (string)(await supervisor.SeeAsync("/archive"))["items"]![0]!["id"]!;
        foreach (
            var other in new[] { "triage", "commissioner1", "enterprise1", "department1", "leader", "auditor", "secadmin", "sysadmin" }
        )
        {
            var api = await app.Api(other);
            (await api.GetAsync("/archive")).MustBe(403);
            (await api.GetAsync($"/archive/{id}/package")).MustBe(403);
        }

        var taken = await supervisor.GetAsync($"/archive/{id}/package");
        Assert.That((taken.Status, taken.MediaType), Is.EqualTo((200, "application/zip")));
        (await supervisor.GetAsync($"/archive/{Id<ArchivePackage>.New(app.Clock.GetUtcNow())}/package")).MustBe(404);
        var page = await (await app.Browser("supervisor")).SeeAsync("/archive");
        Assert.That(page.Document.QuerySelector($"a[href*='handler=Take&id={id}']"), Is.Not.Null);
        Assert.That((await (await app.Browser("supervisor")).SeeAsync("/archive?number=FL-0")).Text, Does.Contain("没有归档包"));
        await using var db = app.Db();
        Assert.That(
            await db.AuditLog.Where(e => e.What == "TakeArchive").OrderBy(e => e.Id).Select(e => e.Outcome).ToListAsync(),
            Has.Exactly(8).EqualTo("MoveNotYours").And.Exactly(1).EqualTo("Done").And.Exactly(1).EqualTo("NotFound")
        );
    }

    [Test]
    public async Task Whatever_is_done_to_it_is_found_and_the_first_wrong_file_is_named()
    {
        await using var app = await TestApp.StartAsync();
        await ClosedAsync(app);
        app.Advance(Days30 + Days30);
        await app.RunAsync(Job);
        var whole = await File.ReadAllBytesAsync(Packages(app).Single());
        var (folder, own) = (Directory.CreateTempSubdirectory("commissioner-archive-").FullName, "");
        try
        {
            own = Path.Combine(folder, "own.pem");
            using (var zip = new ZipArchive(new MemoryStream(whole)))
            {
                await File.WriteAllTextAsync(own, await TextAsync(zip, "public-key.pem"));
            }

            var published = new StringWriter();
            await ArchiveCommand.ShowArchiveKeyAsync(app.Services, published);
            Assert.That(published.ToString().Trim(), Is.EqualTo((await File.ReadAllTextAsync(own)).Trim()));
            Assert.That(await VerifyAsync(_ => { }), Does.StartWith("0 Whole: FL-").And.Contain("compare this key"));
            Assert.That(await VerifyAsync(_ => { }, own), Does.StartWith("0 Whole: FL-").And.Not.Contain("compare"));
            Assert.That(
                await VerifyAsync(z => Replace(z, "case.json", c => c.Replace("独此一件的标题", "独此二件的标题"))),
                Is.EqualTo("1 Wrong: case.json: changed")
            );
            Assert.That(
                await VerifyAsync(z => Replace(z, "attachments/01-独此一件.pdf", c => c + " ")),
                Is.EqualTo("1 Wrong: attachments/01-独此一件.pdf: changed")
            );
            Assert.That(await VerifyAsync(z => z.GetEntry("case.json")!.Delete()), Is.EqualTo("1 Wrong: case.json: missing"));
            Assert.That(await VerifyAsync(z => z.GetEntry("manifest.sig")!.Delete()), Is.EqualTo("1 Wrong: manifest.sig: missing"));
            Assert.That(await VerifyAsync(z => z.CreateEntry("attachments/99.pdf")), Is.EqualTo("1 Wrong: attachments/99.pdf: added"));
            Assert.That(await VerifyAsync(z => z.CreateEntry("case.json")), Is.EqualTo("1 Wrong: case.json: there twice"));
            Assert.That(
                await VerifyAsync(z => Replace(z, "manifest.json", c => c.Replace("\"anonymised\": false", "\"anonymised\": true"))),
                Does.StartWith("1 Wrong: manifest.json: changed")
            );
            Assert.That(
                await VerifyAsync(z => Replace(z, "manifest.json", _ => "{}")),
                Is.EqualTo("1 Wrong: manifest.json: can't be read")
            );

            // All of it made anew by somebody else's key: found by the key that was published.
            void Forge(ZipArchive zip)
            {
                using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                var pem = other.ExportSubjectPublicKeyInfoPem() + "\n";
                var manifest = "";
                Replace(zip, "public-key.pem", _ => pem);
                Replace(
                    zip,
                    "manifest.json",
                    c =>
                    {
                        var node = JsonNode.Parse(c)!;
                        node["publicKey"] = pem;
                        var part = node["files"]!.AsArray().Single(f => (string?)f!["path"] == "public-key.pem")!;
                        part["length"] = pem.Length;
                        part["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(pem)));
                        return manifest = node.ToJsonString();
                    }
                );
                zip.GetEntry("manifest.sig")!.Delete();
                using var signature = zip.CreateEntry("manifest.sig").Open();
                signature.Write(
                    other.SignData(Encoding.UTF8.GetBytes(manifest), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
                );
            }

            Assert.That(await VerifyAsync(Forge), Does.StartWith("0 Whole").And.Contain("compare this key"));
            Assert.That(await VerifyAsync(Forge, own), Does.StartWith("1 Wrong: manifest.sig: by another key"));
            var at = Path.Combine(folder, "cut.zip");
            await File.WriteAllBytesAsync(at, whole[..(whole.Length / 2)]);
            Assert.That(await RunAsync(at), Does.StartWith("1 Wrong: The file is no package"));
            Assert.That(await RunAsync(Path.Combine(folder, "none.zip")), Does.StartWith("2 "));
            Assert.That(await RunAsync(), Does.StartWith("2 "));

            // Each byte of the whole that is turned is found, or changes nothing that anybody reads.
            for (var i = 40; i < whole.Length; i += 211)
            {
                var turned = (byte[])whole.Clone();
                turned[i] ^= 0x55;
                await File.WriteAllBytesAsync(at, turned);
                var said = await RunAsync(at, "--key", own);
                Assert.That(said, Does.StartWith("1 Wrong").Or.StartsWith("0 Whole: FL-"), $"byte {i}");
                if (said[0] == '0')
                {
                    using var zip = await ZipFile.OpenReadAsync(at);
                    using var before = new ZipArchive(new MemoryStream(whole));
                    Assert.That(await TextAsync(zip, "case.json"), Is.EqualTo(await TextAsync(before, "case.json")), $"byte {i}");
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task<string> VerifyAsync(Action<ZipArchive> change, string? key = null)
        {
            var at = Path.Combine(folder, "one.zip");
            await File.WriteAllBytesAsync(at, whole);
            using (var zip = await ZipFile.OpenAsync(at, ZipArchiveMode.Update))
            {
                change(zip);
            }

            return await RunAsync(key is null ? [at] : [at, "--key", key]);
        }
    }

    [Test]
    public async Task Two_nodes_at_once_seal_once_and_what_a_run_left_that_died_is_written_over()
    {
        await using var app = await TestApp.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            await new Journey(app).CloseAsync();
        }

        var node = app.StartNode(new Dictionary<string, string>());
        app.Advance(Days30 + Days30);
        ((SimulatedClock)node.GetRequiredService<TimeProvider>()).MoveTo(app.Clock.GetUtcNow());
        var job = Schedule.Jobs.Single(j => j.Name == Job);
        await Task.WhenAll(app.RunAsync(Job), node.GetRequiredService<JobRunner>().RunAsync(job, CancellationToken.None));
        await app.RunAsync(Job);
        await WholeAsync(app, 4);

        // As runs leave it that die after the file has its place and before the row is committed, and while the file is written.
        await app.ExecuteAsync("DELETE FROM archive_packages WHERE path IN (SELECT path FROM archive_packages ORDER BY path LIMIT 1)");
        var cut = Path.Combine(Home(app), "archive", ".unfinished", "cut");
        await File.WriteAllTextAsync(cut, "half");
        File.SetLastWriteTimeUtc(cut, DateTime.UnixEpoch);
        await File.WriteAllTextAsync(Packages(app)[0], "another");
        Assert.That(await app.RunAsync(Job), Is.EqualTo(1));
        await WholeAsync(app, 4);
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(cut)!), Is.Empty);

        // A row that can't be committed leaves no file that anybody knows of.
        var before = Packages(app).ToDictionary(p => p, File.ReadAllBytes);
        await app.ExecuteAsync("DELETE FROM archive_packages WHERE path IN (SELECT path FROM archive_packages ORDER BY path LIMIT 1)");
        await app.ExecuteAsync("ALTER TABLE archive_packages ADD CONSTRAINT ck_none CHECK (length < 0) NOT VALID");
        Assert.That(await app.RunAsync(Job), Is.Zero);
        Assert.That(Packages(app).ToDictionary(p => p, File.ReadAllBytes), Is.EqualTo(before));
        await app.ExecuteAsync("ALTER TABLE archive_packages DROP CONSTRAINT ck_none");
        Assert.That(await app.RunAsync(Job), Is.EqualTo(1));
        await WholeAsync(app, 4);
    }

    [Test]
    public async Task Taken_up_again_it_waits_and_a_later_closing_has_a_package_of_its_own()
    {
        await using var app = await TestApp.StartAsync();
        var early = await ClosedAsync(app);
        app.Advance(TimeSpan.FromDays(20));
        await ReopenAsync(app, early);
        app.Advance(TimeSpan.FromDays(20));
        Assert.That(await app.RunAsync(Job), Is.Zero);
        await CloseAsync(app, early);
        Assert.That(await app.RunAsync(Job), Is.Zero);
        app.Advance(Days30);
        Assert.That(await app.RunAsync(Job), Is.EqualTo(1));
        var first = await File.ReadAllBytesAsync(Packages(app).Single());

        await ReopenAsync(app, early);
        await CloseAsync(app, early);
        app.Advance(Days30);
        Assert.That(await app.RunAsync(Job), Is.EqualTo(1));
        Assert.That(Packages(app).Select(Path.GetFileName), Has.One.EndsWith("-2.zip"));
        Assert.That(
            await File.ReadAllBytesAsync(Packages(app).Single(p => !p.EndsWith("-2.zip", StringComparison.Ordinal))),
            Is.EqualTo(first),
            "what was sealed stays as it is"
        );
        await WholeAsync(app, 2);

        // Both are of texts that are erased: the later is replaced, the earlier goes.
        app.Advance(Later);
        await app.RunAsync("erase-expired");
        await NoWordAsync(app);
        Assert.That((await (await app.Api("supervisor")).SeeAsync("/archive"))["items"]!.AsArray(), Has.Count.EqualTo(1));
        await WholeAsync(app, 1);
    }

    [Test]
    public async Task What_is_erased_of_a_case_is_in_its_package_no_more_and_a_hold_keeps_both()
    {
        await using var app = await TestApp.StartAsync();
        var journey = await ClosedAsync(app);
        app.Advance(Days30);
        app.Advance(TimeSpan.FromDays(1));
        await app.RunAsync(Job);
        var hold = await (await app.Api("supervisor")).DoAsync("/retention/holds", new { caseId = journey.Case, reason = "示例诉讼" });
        var sealedFirst = await File.ReadAllBytesAsync(Packages(app).Single());
        app.Advance(Later);
        await app.RunAsync("erase-expired");
        Assert.That(await File.ReadAllBytesAsync(Packages(app).Single()), Is.EqualTo(sealedFirst), "held");

        var supervisor = await app.Api("supervisor");
        (await supervisor.PostAsync($"/retention/holds/{hold.Id}/lifts", new { reason = "示例结案" })).MustBe(204);
        await app.RunAsync("erase-expired");
        await NoWordAsync(app);
        var line = (await supervisor.SeeAsync("/archive"))["items"]!.AsArray().Single()!;
        Assert.That(((bool)line["anonymised"]!, (int)line["files"]!), Is.EqualTo((true, 0)));
        await WholeAsync(app, 1);
        Assert.That((await supervisor.SeeAsync("/retention/erasures")).Each("items", "kind"), Has.One.EqualTo("Archive"));
        Assert.That(await app.RunAsync("erase-expired"), Is.Zero);

        // As a run leaves it that dies after the texts are gone: what may hold them is handed out to nobody until it is replaced.
        await app.ExecuteAsync("UPDATE archive_packages SET erasure_id = 0");
        Assert.That((await supervisor.SeeAsync("/archive"))["items"]!.AsArray(), Is.Empty);
        (await supervisor.GetAsync($"/archive/{line["id"]}/package")).MustBe(404);
        Assert.That(await app.RunAsync("erase-expired"), Is.EqualTo(1));
        Assert.That((await supervisor.SeeAsync("/archive"))["items"]!.AsArray(), Has.Count.EqualTo(1));
        await WholeAsync(app, 1);
        Assert.That((await (await app.Browser("supervisor")).SeeAsync("/retention")).Text, Does.Contain("归档包"));
    }

    [Test]
    public async Task A_case_whose_file_is_not_what_was_stored_is_not_sealed_and_holds_up_no_other()
    {
        await using var app = await TestApp.StartAsync();
        await ClosedAsync(app);
        await new Journey(app).CloseAsync();
        var stored = Directory.GetFiles(Path.Combine(Home(app), "attachments"), "*", SearchOption.AllDirectories).Single();
        var before = await File.ReadAllBytesAsync(stored);
        await File.WriteAllTextAsync(stored, "%PDF-1.7\n换过的");
        app.Advance(Days30 + Days30);
        Assert.That(await app.RunAsync(Job), Is.EqualTo(1));
        await WholeAsync(app, 1);
        await File.WriteAllBytesAsync(stored, before);
        Assert.That(await app.RunAsync(Job), Is.EqualTo(1));
        await WholeAsync(app, 2);
    }

    [Test]
    public async Task A_large_file_is_never_in_memory()
    {
        await using var zip = await ZipArchive.CreateAsync(new Zeros(0), ZipArchiveMode.Create, leaveOpen: true, null);
        using var large = new Zeros(400L * 1024 * 1024);
        var part = await new ArchiveZip(zip, TestApp.Monday).AddAsync(
            "large",
            large,
            CompressionLevel.NoCompression,
            CancellationToken.None
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(part.Length, Is.EqualTo(large.Length));
            Assert.That(large.Most, Is.LessThanOrEqualTo(128 * 1024), "read in pieces, and passed on as it is read");
        }
    }

    private static readonly byte[] Pdf = "%PDF-1.7\n独此一件\n%%EOF"u8.ToArray();

    private static string Home(TestApp app) => app.Services.GetRequiredService<Settings>().Home;

    private static IReadOnlyList<string> Packages(TestApp app) =>
        [.. Directory.GetFiles(Path.Combine(Home(app), "archive"), "*.zip", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static async Task<string> RunAsync(params string[] line)
    {
        var said = new StringWriter();
        return $"{await ArchiveCommand.VerifyAsync(line, said)} {said.ToString().Trim()}";
    }

    // So many packages are known, each is the file that its row says, and each verifies.
    private static async Task WholeAsync(TestApp app, int count)
    {
        await using var db = app.Db();
        var rows = await db.ArchivePackages.AsNoTracking().Where(p => p.RemovedAt == null).ToListAsync();
        Assert.That(rows, Has.Count.EqualTo(count));
        Assert.That(Packages(app), Has.Count.EqualTo(count));
        foreach (var row in rows)
        {
            var path = Path.Combine(Home(app), "archive", row.Path);
            var bytes = await File.ReadAllBytesAsync(path);
            Assert.That((Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.LongLength), Is.EqualTo((row.Hash, row.Length)));
            Assert.That(await RunAsync(path), Does.StartWith("0 Whole: " + row.Number));
        }
    }

    private static async Task NoWordAsync(TestApp app)
    {
        foreach (var path in Packages(app))
        {
            using var zip = await ZipFile.OpenReadAsync(path);
            foreach (var entry in zip.Entries)
            {
                var text = entry.FullName + await TextAsync(zip, entry.FullName);
                Assert.That(text, Does.Not.Contain("独此一件").And.Not.Contain(Handler).And.Not.Contain("请到场处理"), entry.FullName);
            }
        }
    }

    // Every row of every table that names the case is in the record, with every column that says something.
    private static async Task EveryColumnAsync(CommissionerDb db, string @case, JsonNode record)
    {
        var tables = await db
            .Database.SqlQuery<string>(
                $"SELECT table_name AS \"Value\" FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'case_id'"
            )
            .ToListAsync();
        Assert.That(tables, Has.Count.GreaterThan(10));
        await CompareAsync("cases", $"id = '{@case}'", new JsonArray(record["case"]!.DeepClone()));
        await CompareAsync("timeline", $"subject_id = '{@case}'", Timeline());
        await CompareAsync("clocks", $"owner_id = '{@case}'", record["clocks"]!.AsArray());
        foreach (var table in tables.Except(Beside))
        {
            await CompareAsync(table, $"case_id = '{@case}'", record[Camel(table)]?.AsArray() ?? []);
        }

        JsonArray Timeline() =>
            new([
                .. record["timeline"]!
                    .AsArray()
                    .Where(e => (string?)e!["subjectId"] == @case)
                    .OrderBy(e => (int)e!["seq"]!)
                    .Select(e => e!.DeepClone()),
            ]);

        async Task CompareAsync(string table, string where, JsonArray said)
        {
#pragma warning disable EF1002 // The name is the database's own.
            var rows = await db
                .Database.SqlQueryRaw<string>($"SELECT row_to_json(t)::text AS \"Value\" FROM {table} t WHERE {where}")
                .ToListAsync();
#pragma warning restore EF1002
            Assert.That(said, Has.Count.EqualTo(rows.Count), table);
            foreach (var row in rows.Select(r => JsonNode.Parse(r)!.AsObject()))
            {
                var its = said.Single(s => Same(s!, row))!;
                var paths = Paths(its, "").ToHashSet();
                foreach (var (column, value) in row.Where(c => c.Value is not null && c.Key is not "facts"))
                {
                    Assert.That(paths, Has.Member(column), $"{table}: {value}");
                }
            }
        }

        static bool Same(JsonNode said, JsonObject row) => row["id"] is not { } id || id.ToString() == said["id"]?.ToString();

        static IEnumerable<string> Paths(JsonNode node, string before) =>
            node.AsObject()
                .SelectMany(p =>
                    p.Value is JsonObject inner && p.Key != "facts" ? Paths(inner, before + Snake(p.Key) + "_") : [before + Snake(p.Key)]
                );

        static string Snake(string name) =>
            string.Concat(name.Select(c => char.IsUpper(c) ? "_" + char.ToLowerInvariant(c) : c.ToString()));

        static string Camel(string table)
        {
            var words = table.Split('_');
            return words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        }
    }

    private static async Task<string> TextAsync(ZipArchive zip, string path)
    {
        await using var content = await zip.GetEntry(path)!.OpenAsync();
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync();
    }

    private static void Replace(ZipArchive zip, string path, Func<string, string> change)
    {
        var entry = zip.GetEntry(path)!;
        string text;
        using (var reader = new StreamReader(entry.Open()))
        {
            text = reader.ReadToEnd();
        }

        var changed = change(text);
        Assert.That(changed, Is.Not.EqualTo(text), path);
        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(path).Open(), new UTF8Encoding(false));
        writer.Write(changed);
    }

    private static async Task<Journey> ClosedAsync(TestApp app)
    {
        var journey = new Journey(app);
        var file = (await (await app.Api("enterprise1")).UploadAsync("独此一件.pdf", Pdf)).Id;
        await journey.FileAsync(Title, attachments: [file]);
        await journey.AcceptAsync();
        await journey.ContactAsync();
        var whistle = await journey.WhistleAsync([1]);
        await journey.CheckInAsync(whistle, 1);
        await journey.ReportAsync(whistle, 1, "独此一件的上报");
        await journey.ApproveAsync(whistle, 1);
        await CloseAsync(journey);
        await (await journey.As("enterprise1")).DoAsync($"{journey.Path}/ratings", new { overall = 1, reason = "独此一件的评价" });
        return journey;
    }

    private static async Task CloseAsync(Journey journey)
    {
        await journey.ProposeAsync("独此一件的办结");
        await journey.PassAsync();
        await journey.ConfirmAsync();
    }

    // As the enterprise takes it up again, and as it is closed anew: what the days in between would do to it is not what is looked at here.
    private static Task ReopenAsync(TestApp app, Journey journey) =>
        app.ExecuteAsync("UPDATE cases SET closed_at = NULL, version = version + 1 WHERE id = {0}", Guid.Parse(journey.Case));

    private static Task CloseAsync(TestApp app, Journey journey) =>
        app.ExecuteAsync(
            "UPDATE cases SET closed_at = {1}, version = version + 1 WHERE id = {0}",
            Guid.Parse(journey.Case),
            app.Clock.GetUtcNow().ToUniversalTime()
        );

    private sealed class Zeros(long length) : Stream
    {
        private readonly long _whole = length;
        private long _left = length;

        public int Most { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _whole;

        public override long Position
        {
            get => _whole - _left;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Most = Math.Max(Most, count);
            var read = (int)Math.Min(count, _left);
            Array.Clear(buffer, offset, read);
            _left -= read;
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Most = Math.Max(Most, buffer.Length);
            var read = (int)Math.Min(buffer.Length, _left);
            buffer.Span[..read].Clear();
            _left -= read;
            return ValueTask.FromResult(read);
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        // What is written into it is gone.
        public override void Write(byte[] buffer, int offset, int count) { }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.CompletedTask;
    }
}
