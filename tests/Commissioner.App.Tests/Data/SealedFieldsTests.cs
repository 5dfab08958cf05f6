using System.Diagnostics;
using System.Security.Cryptography;
using Commissioner.App.Jobs;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Commissioner.Data.Sealing;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Data;

/// <summary>Who steals the database reads no name and no number of a person in it.</summary>
public sealed class SealedFieldsTests
{
    private const string Caller = "欧阳示例来电";
    private const string Number = "13987650412";

    [Test]
    public void One_text_is_stored_one_way_and_comes_back_and_what_was_changed_does_not()
    {
        var keys = FieldKeys.Unkept();
        var stored = keys.Seal("示例联系人😀");
        var changed = Convert.FromBase64String(stored[3..]);
        changed[^1] ^= 1;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(keys.Seal("示例联系人😀"), Is.EqualTo(stored), "it is found by what it is equal to");
            Assert.That(keys.Seal("示例联系人"), Has.Length.LessThan(stored.Length).And.Not.EqualTo(stored));
            Assert.That(keys.Open(stored), Is.EqualTo("示例联系人😀"));
            Assert.That(keys.Open(""), Is.Empty);
            Assert.That(keys.Open("k1 没有加密的"), Is.EqualTo("k1 没有加密的"), "written past the application");
            Assert.That(() => keys.Open("k0:" + Convert.ToBase64String(changed)), Throws.InstanceOf<CryptographicException>());
            Assert.That(() => FieldKeys.Unkept().Open(stored), Throws.InstanceOf<CryptographicException>(), "another key of that name");
            Assert.That(() => keys.Open("k7" + stored[2..]), Throws.InstanceOf<CryptographicException>(), "a key that is not there");
        }
    }

    [Test]
    public async Task A_copy_of_the_database_tells_neither_names_nor_numbers()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        await story.AcceptAsync();
        await story.ContactAsync();
        await story.CheckInAsync(await story.WhistleAsync([1]), 1);
        var seat = await app.Api("hotline");
        await seat.DoAsync(
            "/cases",
            new
            {
                title = "示例诉求",
                description = "示例诉求的内容，至少十个字。",
                category = "Other",
                place = "",
                onBehalfOf = new
                {
                    enterpriseId = app.World.Enterprises[0].Id.Value,
                    contactName = Caller,
                    contactPhone = Number,
                    readBack = true,
                },
            }
        );
        (await (await app.Api()).PostAsync("/sign-in/codes", new { phone = Number })).MustBe(202);
        foreach (var job in Schedule.Jobs)
        {
            await app.RunAsync(job.Name);
        }

        await using var db = app.Db();
        var secrets = new[] { Caller, Number }
            .Concat(await db.Enterprises.Select(e => e.ContactName).ToListAsync())
            .Concat(await db.Enterprises.Select(e => e.ContactPhone).ToListAsync())
            .Concat((await db.People.Select(p => p.Phone).ToListAsync()).SelectMany(p => p.Split('/')))
            .Concat(await db.People.Where(p => p.EnterpriseId != null).Select(p => p.Name).ToListAsync())
            .Where(s => s.Length > 0)
            .Distinct()
            .ToArray();
        Assert.That(secrets, Has.Length.GreaterThan(10));
        Assert.That(await Dump.FindAsync(db, secrets), Is.Empty);
    }

    [Test]
    public async Task Another_key_encrypts_all_of_it_and_the_one_before_reads_no_more_than_a_copy()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var connection = await TestCluster.CreateDatabaseAsync();
        try
        {
            var first = FieldKeys.ReadOrMake(file);
            var id = Id<Person>.New(TestApp.Monday);
            await using (var db = Engines.Open(Engine.Postgres, connection, first))
            {
                await db.Database.MigrateAsync();
                var person = Person.Register(id, "示例甲", [Role.TriageDesk]);
                person.AnswerAt(ContactWays.Stored("13900000001/0512-66668888-801"));
                db.People.AddRange(person, Person.Register(Id<Person>.New(TestApp.Monday), "示例甲", [Role.Auditor]));
                await db.SaveChangesAsync();
            }

            var next = FieldKeys.Add(file);
            await using (var db = Engines.Open(Engine.Postgres, connection, next))
            {
                Assert.That((await db.People.FindAsync(id))!.Name, Is.EqualTo("示例甲"), "the key before still decrypts");
                Assert.That(await db.ResealAsync(CancellationToken.None), Is.EqualTo(2), "a name that two have, and ways");
                Assert.That(await db.ResealAsync(CancellationToken.None), Is.Zero);
                Assert.That(await db.People.CountAsync(p => p.Name == "示例甲"), Is.EqualTo(2));
                var like = SealedFields.Mark(next, "66668888")!;
                Assert.That(await db.People.Where(db.Like<Person>(like, p => SealedFields.AsStored(p.Phone))).CountAsync(), Is.EqualTo(1));
            }

            await using var old = Engines.Open(Engine.Postgres, connection, first);
            Assert.That(async () => await old.People.ToListAsync(), Throws.InstanceOf<CryptographicException>());
            Assert.That(FieldKeys.ReadOrMake(file).Current, Is.EqualTo(next.Current));
        }
        finally
        {
            await TestCluster.DropDatabaseAsync(connection);
            File.Delete(file);
        }
    }

    [Test]
    public async Task A_node_with_another_file_of_keys_does_not_start_and_a_rotated_one_does()
    {
        Scale.LeaveToTheNight("processes of its own; here another key encrypts all of it");
        var home = Directory.CreateTempSubdirectory("commissioner-keys-").FullName;
        var connection = await TestCluster.CreateDatabaseAsync();
        try
        {
            var keys = Path.Combine(home, "keys");
            Assert.That(await RunAsync("migrate", keys), Is.EqualTo((0, "", "")));
            var earlier = await File.ReadAllTextAsync(keys);
            var (code, said, error) = await RunAsync("migrate", Path.Combine(home, "others"));
            Assert.That((code, said), Is.EqualTo((1, "")));
            Assert.That(error, Does.Contain("put the file field-keys of another node").And.Not.Contain("\n"));

            (code, said, error) = await RunAsync("rotate-keys", keys);
            Assert.That((code, error), Is.EqualTo((0, "")));
            Assert.That(said, Does.Contain("are encrypted by k2 now"));
            Assert.That(await RunAsync("migrate", keys), Is.EqualTo((0, "", "")));
            var copy = Path.Combine(home, "earlier");
            await File.WriteAllTextAsync(copy, earlier);
            Assert.That((await RunAsync("migrate", copy)).Error, Does.Contain("put the file field-keys of another node"));

            // A key was added, and the power went before anything was encrypted by it.
            FieldKeys.Add(keys);
            Assert.That((await RunAsync("migrate", keys)).Error, Does.Contain("run commissioner rotate-keys again"));
            Assert.That((await RunAsync("rotate-keys", keys)).Said, Does.Contain("are encrypted by k3 now"));
            await File.WriteAllTextAsync(copy, "k1 kurz");
            Assert.That((await RunAsync("migrate", copy)).Error, Does.Contain("can't be read"));
        }
        finally
        {
            await TestCluster.DropDatabaseAsync(connection);
            Directory.Delete(home, recursive: true);
        }

        async Task<(int Code, string Said, string Error)> RunAsync(string command, string keys)
        {
            using var process = Process.Start(
                new ProcessStartInfo(
                    "dotnet",
                    [
                        Path.Combine(AppContext.BaseDirectory, "commissioner.dll"),
                        command,
                        $"--ConnectionStrings:Commissioner={connection}",
                        $"--Commissioner:DataDirectory={home}",
                        $"--Commissioner:FieldKeys={keys}",
                        "--Logging:LogLevel:Default=Error",
                    ]
                )
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                    Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
                }
            )!;
            var said = process.StandardOutput.ReadToEndAsync();
            var error = (await process.StandardError.ReadToEndAsync()).Trim();
            await process.WaitForExitAsync();
            return (process.ExitCode, (await said).Trim(), error);
        }
    }
}
