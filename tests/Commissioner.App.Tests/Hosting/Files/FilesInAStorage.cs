using System.Security.Cryptography;
using Commissioner.App.Features.Archive;
using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Backups;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Doctor;
using Commissioner.App.Hosting.Files;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioner.App.Tests.Hosting.Files;

/// <summary>Two nodes keep their files in a storage that speaks S3, and nothing of them in a directory.</summary>
public sealed class FilesInAStorage
{
    private static readonly byte[] Pdf = "%PDF-1.7\n同一件\n%%EOF"u8.ToArray();

    private S3Server _storage = null!;
    private TestApp _app = null!;
    private IServiceProvider _other = null!;

    [OneTimeSetUp]
    public async Task Settle()
    {
        _storage = await S3Server.StartAsync();
        var settings = _storage.Settings("park/files");
        _app = await TestApp.StartAsync(settings: settings);
        _other = _app.StartNode(settings);
    }

    [OneTimeTearDown]
    public async Task Leave()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _storage?.Dispose();
    }

    [Test]
    public async Task What_one_node_takes_in_the_other_hands_out_until_it_is_gone()
    {
        var (file, hash) = await FiledAsync(Pdf);
        var reader = await _app.Api("commissioner1", _other);
        Assert.That(await reader.FileAsync($"/attachments/{file}"), Is.EqualTo(Pdf));
        Assert.That(Directory.Exists(Path.Combine(_app.Services.GetRequiredService<Settings>().Home, "attachments")), Is.False);

        var store = _app.Services.GetRequiredService<FileStore>();
        await store.DeleteAsync(hash, CancellationToken.None);
        (await reader.GetAsync($"/attachments/{file}")).MustRefuse(503, nameof(FileRules.FileGone));
        Assert.That(
            (await (await _app.SessionAsync("commissioner1")).GetAsync($"/attachments/{file}")).StatusCode,
            Is.EqualTo((System.Net.HttpStatusCode)503)
        );
        await store.KeepAsync(new MemoryStream(Pdf), CancellationToken.None);
        Assert.That(await reader.FileAsync($"/attachments/{file}"), Is.EqualTo(Pdf));
    }

    [Test]
    public async Task While_it_is_away_nothing_is_taken_in_and_nothing_is_lost()
    {
        var (file, hash) = await FiledAsync("%PDF-1.7\n早先的\n%%EOF"u8.ToArray());
        var owner = await _app.Api("enterprise2");
        var browser = await _app.Browser("enterprise2");
        var form = (await browser.SeeAsync("/cases/submit")).FormWith("Description");
        var before = await CountAsync();
        _storage.Go();
        try
        {
            (await owner.UploadAsync("说明.pdf", Pdf)).MustRefuse(503, nameof(FileRules.FilesAway));
            (await (await _app.Api("commissioner1")).GetAsync($"/attachments/{file}")).MustRefuse(503, nameof(FileRules.FilesAway));
            var again = await form.Fill("Description", "门口的路灯坏了三天").Attach("Files", "说明.pdf", Pdf).SubmitAsync();
            Assert.That(again.Status, Is.EqualTo(422), again.Text);
            Assert.That(again.Text, Does.Contain("存放文件的地方暂时没有应答"));
            Assert.That(again.FormWith("Description").Value("Description"), Is.EqualTo("门口的路灯坏了三天"));
            Assert.That(await CountAsync(), Is.EqualTo(before), "no row without its bytes");
            var store = _app.Services.GetRequiredService<FileStore>();
            Assert.That(() => store.HasAsync(hash, CancellationToken.None), Throws.TypeOf<FilesAway>(), "away is not gone");
        }
        finally
        {
            await _storage.ComeAsync();
        }

        Assert.That((await owner.UploadAsync("说明.pdf", Pdf)).Status, Is.EqualTo(201));
        Assert.That(await (await _app.Api("commissioner1", _other)).FileAsync($"/attachments/{file}"), Has.Length.GreaterThan(0));
        Assert.That(_app.Faults.Where(f => f.Contains("Unexpected", StringComparison.Ordinal)), Is.Empty);
        Assert.That(_app.Logged, Has.Some.Contains("ConnectionRefused"));
    }

    [Test]
    public async Task A_closed_case_is_sealed_there_and_its_files_are_erased_there()
    {
        await using var app = await TestApp.StartAsync(settings: _storage.Settings("sealed"));
        var place = app.Services.GetRequiredService<IFilePlace>();
        var journey = new Journey(app);
        await journey.FileAsync(attachments: [(await (await app.Api("enterprise1")).UploadAsync("说明.pdf", Pdf)).Id]);
        await journey.AcceptAsync();
        await journey.ContactAsync();
        await journey.ProposeAsync();
        await journey.PassAsync();
        await journey.ConfirmAsync();
        app.Advance(TimeSpan.FromDays(60));
        Assert.That(await app.RunAsync("archive-closed"), Is.EqualTo(1));
        Assert.That(await AllAsync(place), Has.Length.EqualTo(2), "the file, and the package");
        Assert.That(await VerifiedAsync(), Does.StartWith("0 Whole: FL-").And.Contain(" 4 files"));

        app.Advance(TimeSpan.FromDays(1_100));
        await app.RunAsync("erase-expired");
        Assert.That(await AllAsync(place), Has.Length.EqualTo(1).And.All.StartsWith("archive/2026/"));
        Assert.That(await VerifiedAsync(), Does.StartWith("0 Whole: FL-").And.Contain(" 3 files"), "and the package has it no more");

        async Task<string> VerifiedAsync()
        {
            var supervisor = await app.Api("supervisor");
            var line = (await supervisor.SeeAsync("/archive"))["items"]![0]!;
            var file = Path.GetTempFileName();
            await File.WriteAllBytesAsync(file, await supervisor.FileAsync($"/archive/{line["id"]}/package"));
            using StringWriter said = new();
            var verified = await ArchiveCommand.VerifyAsync([file], said);
            File.Delete(file);
            return $"{verified} {said}";
        }
    }

    [Test]
    public async Task A_backup_of_it_is_put_back_into_a_storage_and_into_a_directory()
    {
        await FiledAsync("%PDF-1.7\n备份\n%%EOF"u8.ToArray());
        await File.WriteAllTextAsync(Path.Combine(_app.Services.GetRequiredService<Settings>().Home, "beside"), "示例");
        var from = _app.Services.GetRequiredService<IFilePlace>();
        var folder = Directory.CreateTempSubdirectory("commissioner-kept-").FullName;
        try
        {
            var backup = Path.Combine(folder, "backup");
            var files = await _app.Services.GetRequiredService<KeptFiles>().CopyAsync(backup, "", CancellationToken.None);
            var manifest = new Manifest(Manifest.Current, TestApp.Monday, "", [], files);
            var settings = new Settings { DataDirectory = Path.Combine(folder, "home") };
            using var storage = new S3Place(_storage.Of("restored"), NullLogger<S3Place>.Instance);
            foreach (var to in new IFilePlace[] { storage, new DirectoryPlace(Path.Combine(folder, "there")) })
            {
                var kept = new KeptFiles(settings, to);
                Assert.That(await kept.AnythingAsync(CancellationToken.None), Is.Null);
                Assert.That(await kept.PutBackAsync(backup, manifest, CancellationToken.None), Is.Empty);
                Assert.That(await AllAsync(to), Is.EqualTo(await AllAsync(from)).And.Not.Empty);
                foreach (var name in await AllAsync(from))
                {
                    Assert.That(await SumAsync(to, name), Is.EqualTo(await SumAsync(from, name)), name);
                }

                Assert.That(await kept.AnythingAsync(CancellationToken.None), Is.Not.Null);
                Assert.That(
                    await File.ReadAllTextAsync(Path.Combine(settings.Home, "beside")),
                    Is.EqualTo("示例"),
                    "and what is the node's own"
                );
                Directory.Delete(settings.Home, recursive: true);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task The_doctor_tries_it_and_says_what_is_wrong()
    {
        var place = _app.Services.GetRequiredService<IFilePlace>();
        Assert.That(await SaidAsync(_app.Services), Does.StartWith("ok").And.Contain("takes, gives, lists and deletes"));
        Assert.That(await place.ListAsync("doctor", CancellationToken.None).AnyAsync(), Is.False, "it leaves nothing");
        foreach (
            var (key, value, said) in new[]
            {
                ("AccessKey", "nobody", "does not know the AccessKey"),
                ("Bucket", "elsewhere", "there is no such bucket"),
                ("Endpoint", "http://127.0.0.1:9", "ConnectionRefused"),
            }
        )
        {
            var settings = _storage.Settings("park/files");
            settings["Commissioner:Files:S3:" + key] = value;
            var node = _app.StartNode(settings);
            Assert.That(await SaidAsync(node), Does.StartWith("FAIL").And.Contain(said));
            await _app.EndNodeAsync(node);
        }

        Assert.That(_app.Logged.Where(l => l.Contains(S3Server.Secret, StringComparison.Ordinal)), Is.Empty);
    }

    private static async Task<string?> SaidAsync(IServiceProvider node) =>
        (await DoctorCommand.LookAsync(node, CancellationToken.None)).Single(c => c.What == "file storage").ToString();

    private static async Task<string[]> AllAsync(IFilePlace place)
    {
        List<string> all = [];
        foreach (var folder in FilePlaces.Folders)
        {
            await foreach (var name in place.ListAsync(folder, CancellationToken.None))
            {
                all.Add(name);
            }
        }

        return [.. all.Order(StringComparer.Ordinal)];
    }

    private static async Task<string> SumAsync(IFilePlace place, string name)
    {
        await using var content = await place.OpenAsync(name, CancellationToken.None);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content!));
    }

    private async Task<int> CountAsync()
    {
        await using var db = _app.Db();
        return await db.Attachments.CountAsync();
    }

    // A file of a case that commissioner1 has, and its hash.
    private async Task<(string Id, string Hash)> FiledAsync(byte[] content)
    {
        var file = (await (await _app.Api("enterprise1")).UploadAsync("说明.pdf", content)).Id;
        await new Journey(_app).FileAsync(attachments: [file]);
        return (file, Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
