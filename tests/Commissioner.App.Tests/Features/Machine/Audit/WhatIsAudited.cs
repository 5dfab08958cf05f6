using System.Text.RegularExpressions;
using Commissioner.App.Pipeline;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Audit;

/// <summary>The audit log says who did or tried what, from where, and how it ended: all of it, once, and nothing of what it said.</summary>
public sealed partial class WhatIsAudited
{
    private static readonly HashSet<string> Commands =
    [
        .. Product.Types.Where(t => t.IsClass && typeof(ICommand).IsAssignableFrom(t)).Select(t => t.Name),
    ];

    [Test]
    public async Task Every_command_of_a_story_has_one_row_and_no_word_of_it()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        await story.CheckInAsync(whistle, 1);
        await (await story.As("commissioner1")).PostAsync($"{story.Path}/contact-reveals", new { purpose = "contact" });
        await (await story.As("department1")).PostAsync($"{story.Path}/acceptances");
        await (await story.As("commissioner1")).PostAsync($"{story.Path}/acceptances");
        await story.ReportAsync(whistle, 1, "秘密的办理");
        await story.ApproveAsync(whistle, 1);
        await story.ProposeAsync("秘密的办结");
        await story.PassAsync();
        await story.ConfirmAsync();
        await story.RateAsync(1);
        await app.RunAsync("react");
        await app.RunAsync("sweep-deadlines");

        // What ran and how it ended, as the application's own log says it.
        var ran = app
            .Logged.Select(l => Ran().Match(l))
            .Where(m => m.Success && Commands.Contains(m.Groups[1].Value))
            .Select(m => (What: m.Groups[1].Value, Outcome: m.Groups[2].Success ? m.Groups[2].Value : AuditEntry.Done))
            .ToList();
        var rows = await app.AuditAsync();
        var commands = rows.Where(r => Commands.Contains(r.What) && r.Outcome != "MoveNotYours").ToList();
        Assert.That(ran.Select(r => r.What).Distinct().Count(), Is.GreaterThan(11));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(commands.Select(r => (r.What, r.Outcome)), Is.EquivalentTo(ran));
            Assert.That(
                commands
                    .Where(r => r.What is not ("SignIn" or "BlowWhistle") && r.SubjectKind is not ("Case" or "Rating"))
                    .Select(r => $"{r.What} {r.SubjectKind}"),
                Is.Empty
            );
            var accepted = commands.Single(r => r is { What: "AcceptCase", Outcome: AuditEntry.Done });
            Assert.That(
                (accepted.PersonId, accepted.Roles, accepted.SubjectKind, accepted.SubjectId),
                Is.EqualTo(((object?)app.World["commissioner1"].Id, "Commissioner", "Case", (Guid?)Guid.Parse(story.Case)))
            );
            Assert.That(accepted.Address, Does.StartWith("198.51.100."));
            Assert.That(
                rows.Single(r => r is { What: "AcceptCase", Outcome: "MoveNotYours" }).PersonId,
                Is.EqualTo(app.World["department1"].Id),
                "refused at the door, before it became a request"
            );
            Assert.That(rows.Count(r => r is { What: "RevealContact", Outcome: AuditEntry.Done, SubjectKind: "Case" }), Is.EqualTo(1));
            Assert.That(rows.Count(r => r is { What: "RateCase", Outcome: AuditEntry.Done }), Is.EqualTo(1));
            Assert.That(rows.Select(r => r.What), Has.No.Member("React"), "what it plans leaves rows of its own");
        }

        var all = string.Join('\n', rows.Select(r => $"{r.Roles} {r.Address} {r.Agent} {r.What} {r.SubjectKind} {r.Outcome}"));
        foreach (
            var secret in app
                .World.Enterprises.SelectMany(e => new[] { e.Name, e.ContactName, e.ContactPhone })
                .Append("秘密")
                .Append("示例")
        )
        {
            Assert.That(all, Does.Not.Contain(secret));
        }
    }

    [Test]
    public async Task What_is_refused_leaves_its_refusal_and_nothing_else()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        var (enterprise, commissioner, stranger) = (
            await story.As("enterprise1"),
            await story.As("commissioner1"),
            await story.As("commissioner4")
        );
        var before = (await app.AuditAsync()).Count;
        (await enterprise.PostAsync($"{story.Path}/acceptances")).MustBe(403);
        (await stranger.PostAsync($"{story.Path}/acceptances")).MustBe(404);
        (await commissioner.PostAsync($"{story.Path}/acceptances", version: 9)).MustBe(409);
        (await enterprise.PostAsync("/cases", new { title = "" })).MustBe(422);
        (await commissioner.PostRawAsync($"{story.Path}/acceptances", "{")).MustBe(201);
        (await commissioner.PostAsync($"{story.Path}/acceptances")).MustBe(409);
        (await enterprise.PostRawAsync("/cases", "{\"title\"")).MustBe(422);
        (await enterprise.PostAsync("/cases/nonsense/withdrawals", new { })).MustBe(422);
        var rows = (await app.AuditAsync()).Skip(before).Select(r => (r.What, r.Outcome));
        Assert.That(
            rows,
            Is.EqualTo(
                new[]
                {
                    ("AcceptCase", "MoveNotYours"),
                    ("AcceptCase", "NotFound"),
                    ("AcceptCase", "LostUpdate"),
                    ("SubmitCase", "NotWellFormed"),
                    ("AcceptCase", AuditEntry.Done),
                    ("AcceptCase", "MoveOutOfOrder"),
                    ("SubmitCase", "BodyUnreadable"),
                    ("WithdrawCase", "NotWellFormed"),
                }
            )
        );
    }

    [Test]
    public async Task What_is_taken_back_leaves_its_refusal_alone_and_what_is_sent_twice_is_done_once()
    {
        await using var app = await TestApp.StartAsync();
        var enterprise = await app.Api("enterprise1");
        var before = (await app.AuditAsync()).Count;
        await app.ExecuteAsync("ALTER TABLE cases ADD CONSTRAINT ck_never CHECK (title <> '示例失败')");
        (await enterprise.PostAsync("/cases", Filed("示例失败"))).MustBe(500);
        (await enterprise.PostAsync("/cases", Filed("示例诉求"), key: "one")).MustBe(201);
        (await enterprise.PostAsync("/cases", Filed("示例诉求"), key: "one")).MustBe(201);
        Assert.That(
            (await app.AuditAsync()).Skip(before).Select(r => (r.What, r.Outcome, r.SubjectKind)),
            Is.EqualTo(
                new[] { ("SubmitCase", "Fault", null), ("SubmitCase", AuditEntry.Done, "Case"), ("SubmitCase", "Repeated", (string?)null) }
            )
        );

        static object Filed(string title) =>
            new
            {
                title,
                description = "请协助处理。",
                category = "Other",
            };
    }

    // Where the row can't be written, nothing is done.
    [Test]
    public async Task Nothing_is_done_without_its_row_and_nothing_handed_out()
    {
        await using var app = await TestApp.StartAsync();
        var (enterprise, office) = (await app.Api("enterprise1"), await app.Api("triage"));
        await app.ExecuteAsync("ALTER TABLE audit_log ADD CONSTRAINT ck_full CHECK (id < 0) NOT VALID");
        (
            await enterprise.PostAsync(
                "/cases",
                new
                {
                    title = "示例诉求",
                    description = "请协助处理。",
                    category = "Other",
                }
            )
        ).MustBe(500);
        (await office.GetAsync("/cases/export")).MustBe(500);
        await using var db = app.Db();
        Assert.That(await db.Cases.CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Exports_and_files_are_there_before_they_are_handed_out()
    {
        await using var app = await TestApp.StartAsync();
        var enterprise = await app.Api("enterprise1");
        var file = await enterprise.UploadAsync("notes.txt", "示例"u8.ToArray());
        var story = new Journey(app);
        await story.FileAsync(attachments: [file.Id]);
        var before = (await app.AuditAsync()).Count;
        await enterprise.SeeAsync("/cases/export");
        await (await app.Api("supervisor")).SeeAsync("/scores/export");
        await (await app.Api("supervisor")).SeeAsync("/supervision/charts/export");
        await (await app.Api("triage")).SeeAsync("/catalogue/export");
        await enterprise.SeeAsync($"/attachments/{file.Id}");
        (await (await app.Api("commissioner4")).GetAsync($"/attachments/{file.Id}")).MustBe(404);
        (await (await app.Api("auditor")).GetAsync("/cases/export")).MustBe(403);
        Assert.That(
            (await app.AuditAsync()).Skip(before).Where(r => r.What is not ("SignIn" or "BeginSession")).Select(r => (r.What, r.Outcome)),
            Is.EqualTo(
                new[]
                {
                    ("ExportCases", AuditEntry.Done),
                    ("ExportScores", AuditEntry.Done),
                    ("ExportCharts", AuditEntry.Done),
                    ("ExportCatalogue", AuditEntry.Done),
                    ("ReadAttachment", AuditEntry.Done),
                    ("ReadAttachment", "NotFound"),
                    ("ExportCases", "MoveNotYours"),
                }
            )
        );
    }

    [Test]
    public async Task Signing_in_well_or_not_and_out_is_there_and_no_name_that_was_tried()
    {
        await using var app = await TestApp.StartAsync();
        var api = await app.Api();
        (await api.PostAsync("/sign-in", new { userName = "triage", password = "wrong" })).MustBe(401);
        (await api.PostAsync("/sign-in", new { userName = "13900000001", password = "wrong" })).MustBe(401);
        var office = await app.Api("triage");
        (await office.PostAsync("/sign-in/renewals", new { refreshToken = (string)office.Session!["refreshToken"]! })).MustBe(200);
        (await office.PostAsync("/sign-in/renewals", new { refreshToken = (string)office.Session!["refreshToken"]! })).MustBe(401);
        var again = await app.Api("triage");
        (await again.PostAsync("/sign-out")).MustBe(204);
        var triage = app.World["triage"].Id;
        Assert.That(
            (await app.AuditAsync()).Select(r => (r.What, r.Outcome, By: r.PersonId == triage, About: r.SubjectId == triage.Value)),
            Is.EqualTo(
                new[]
                {
                    ("SignIn", "SignInRefused", false, true),
                    ("SignIn", "SignInRefused", false, false),
                    ("SignIn", AuditEntry.Done, false, true),
                    ("BeginSession", AuditEntry.Done, true, false),
                    ("RenewSession", AuditEntry.Done, true, false),
                    ("RenewSession", "SignInRefused", true, false),
                    ("EndSession", AuditEntry.Done, true, false),
                    ("SignIn", AuditEntry.Done, false, true),
                    ("BeginSession", AuditEntry.Done, true, false),
                    ("EndSession", AuditEntry.Done, true, false),
                }
            )
        );
    }

    [Test]
    public async Task The_auditor_alone_reads_it_by_who_what_how_when_and_from_where()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        await story.AcceptAsync();
        (await (await story.As("commissioner1")).PostAsync($"{story.Path}/acceptances")).MustBe(409);
        using (Assert.EnterMultipleScope())
        {
            foreach (var user in app.World.People.Keys)
            {
                var api = await app.Api(user);
                foreach (var path in new[] { "/audit", "/audit/chain", "/audit/export" })
                {
                    Assert.That((await api.GetAsync(path)).Status, Is.EqualTo(user == "auditor" ? 200 : 403), $"{user} {path}");
                }
            }
        }

        var auditor = await app.Api("auditor");
        async Task<IReadOnlyList<string?>> Found(string query) =>
            (await auditor.SeeAsync("/audit?take=200&" + query)).Each("items", "what");
        var accepted = (await auditor.SeeAsync("/audit?what=AcceptCase&outcome=Done"))["items"]![0]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)accepted["person"], Is.EqualTo("commissioner1"));
            Assert.That((string?)accepted["subjectId"], Is.EqualTo(story.Case));
            Assert.That(await Found("person=commissioner1&what=AcceptCase"), Has.Count.EqualTo(2));
            Assert.That(await Found("person=nobody"), Is.Empty);
            Assert.That(await Found("person=commissioner1&outcome=MoveOutOfOrder"), Is.EqualTo(new[] { "AcceptCase" }));
            Assert.That(await Found("outcome=Refused&person=commissioner1"), Does.Contain("AcceptCase").And.Contain("ExportAudit"));
            Assert.That(await Found($"what=AcceptCase&address={accepted["address"]}"), Is.Not.Empty);
            Assert.That(await Found("what=AcceptCase&address=203.0.113.9"), Is.Empty);
            Assert.That(await Found("what=AcceptCase&from=2099-01-01"), Is.Empty);
            Assert.That(await Found("what=AcceptCase&until=2020-01-01"), Is.Empty);
            Assert.That(await Found("what=AcceptCase&from=2020-01-01&until=9999-12-31"), Has.Count.EqualTo(2));
            (await auditor.GetAsync("/audit?after=x")).MustBe(422);
            Assert.That((await auditor.SeeAsync("/audit/export")).Text, Does.Contain("AcceptCase").And.Contain("commissioner1"));
            Assert.That(
                (await app.AuditAsync())[^1],
                Has.Property("What").EqualTo("ExportAudit").And.Property("Outcome").EqualTo(AuditEntry.Done)
            );
        }

        // By keyset, newest first, nothing twice and nothing left out.
        List<long> ids = [];
        string? after = "";
        while (after is not null)
        {
            var page = await auditor.SeeAsync($"/audit?take=7&after={after}");
            ids.AddRange(page["items"]!.AsArray().Select(i => (long)i!["id"]!));
            after = (string?)page["next"];
        }

        Assert.That(ids, Is.EqualTo((await app.AuditAsync()).Select(r => r.Id).Reverse()));
        var browser = await app.Browser("auditor");
        await app.RunAsync("chain-audit");
        var shown = await browser.SeeAsync("/audit?what=AcceptCase");
        Assert.That(shown.Text, Does.Contain("commissioner1").And.Contain("已执行").And.Contain("AcceptCase"));
    }

    [GeneratedRegex(@"^(\w+) by \S+ (?:in \S+ ms|refused: (\w+))")]
    private static partial Regex Ran();
}
