using System.Net.Http.Headers;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Access;

/// <summary>While the database is away nobody is told of a fault: everybody is asked to come again, and then it works.</summary>
public sealed class WhileTheDatabaseIsAway
{
    private static readonly object Whole = new
    {
        title = "示例诉求",
        description = "请协助处理。",
        category = "Other",
    };
    private CutLine _line = null!;
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() =>
        _app = await TestApp.StartAsync(through: connection =>
        {
            (_line, var through) = CutLine.Lay(connection);
            return through;
        });

    [OneTimeTearDown]
    public async Task Stop()
    {
        _line.Mend();
        await _app.DisposeAsync();
        await _line.DisposeAsync();
    }

    [TearDown]
    public void Mend() => _line.Mend();

    [Test]
    public async Task A_program_is_asked_to_come_again()
    {
        var api = await _app.Api("enterprise1");
        _line.CutAfter(0);
        foreach (
            var (answer, title) in new[]
            {
                (await api.GetAsync("/cases"), "数据库暂时连不上，请过几秒再试一次"),
                (await api.PostAsync("/cases", Whole, language: "en"), "The database is away for the moment: try again in a few seconds"),
            }
        )
        {
            answer.MustRefuse(503, "TryLater");
            using (Assert.EnterMultipleScope())
            {
                Assert.That((string?)answer["title"], Is.EqualTo(title));
                Assert.That(answer.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
                Assert.That(answer.Headers.Contains("Content-Security-Policy"), "it is as safe as any other answer");
            }
        }

        _line.Mend();
        Assert.That((await AgainAsync(() => api.GetAsync("/cases"), a => a.Status)).Status, Is.EqualTo(200));
    }

    [TestCase("enterprise1", "/cases/mine")]
    [TestCase("commissioner1", "/cases/queue")]
    public async Task A_person_is_shown_a_page_that_says_so(string user, string path)
    {
        var browser = await _app.Browser(user);
        _line.CutAfter(0);
        foreach (
            var (page, title) in new[]
            {
                (await browser.GetAsync(path), "请稍后再试"),
                (await browser.GetAsync(path + "?culture=en"), "Try again in a moment"),
            }
        )
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(page.Status, Is.EqualTo(503), page.Text);
                Assert.That(page.Texts("h1"), Is.EqualTo(new[] { title }), page.Text + page.Address);
                Assert.That(page.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
                Assert.That(page.Headers.Contains("Content-Security-Policy"), "it is as safe as any other page");
            }
        }

        _line.Mend();
        Assert.That((await AgainAsync(() => browser.GetAsync(path), p => p.Status)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task What_a_person_typed_is_kept_on_the_page_and_sent_again_files_once()
    {
        await using var db = _app.Db();
        var before = await db.Cases.CountAsync();
        var browser = await _app.Browser("enterprise1");
        var form = (await browser.SeeAsync("/cases/submit"))
            .FormWith("Description")
            .Fill("Category", "Other")
            .Fill("Title", "示例诉求")
            .Fill("Description", "第一行 <b>\n第二行");
        _line.CutAfter(0);
        var away = await form.SubmitAsync();
        Assert.That(away.Status, Is.EqualTo(503), away.Text);
        var again = await away.FormWith("Description").SubmitAsync();
        Assert.That(again.Status, Is.EqualTo(503), again.Text);
        Assert.That(again.FormWith("Description").Value("Description")!.ReplaceLineEndings("\n"), Is.EqualTo("第一行 <b>\n第二行"));
        _line.Mend();
        var sent = await AgainAsync(() => again.FormWith("Description").SubmitAsync(), p => p.Status);
        var twice = await again.FormWith("Description").SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent.Status, Is.EqualTo(200), sent.Text);
            Assert.That(sent.Text, Does.Contain("第二行"));
            Assert.That(twice.Path, Is.EqualTo(sent.Path));
            Assert.That(await db.Cases.CountAsync(), Is.EqualTo(before + 1));
        }
    }

    [Test]
    public async Task A_password_is_written_on_no_page()
    {
        var form = (await (await _app.Browser()).SeeAsync("/sign-in"))
            .FormWith("Password")
            .Fill("UserName", "triage")
            .Fill("Password", "示例口令");
        _line.CutAfter(0);
        var away = await form.SubmitAsync();
        Assert.That(away.Status, Is.EqualTo(503), away.Text);
        Assert.That(away.Document.Forms.Where(f => f.QuerySelector("[name=Password], [name=UserName]") is not null), Is.Empty);
    }

    [Test]
    public async Task Wherever_the_line_breaks_it_is_no_fault_and_the_same_key_files_once()
    {
        await using var db = _app.Db();
        var before = await db.Cases.CountAsync();
        var api = await _app.Api("enterprise2");
        Answer answer;
        var messages = 0;
        do
        {
            _line.CutAfter(messages++);
            answer = await api.PostAsync("/cases", Whole, key: "broken line");
            Assert.That(answer.Status, Is.AnyOf(201, 503), $"cut after {messages - 1}: {answer}");
            Assert.That(messages, Is.LessThan(200), "it comes through in the end");
        } while (answer.Status != 201);
        Assert.That(messages, Is.GreaterThan(2), "it was cut");
        Assert.That(await db.Cases.CountAsync(), Is.EqualTo(before + 1));
    }

    // What is said of a request without a key is the truth: filed, not filed, or unknown.
    [TestCase(true)]
    [TestCase(false)]
    public async Task Wherever_the_line_breaks_what_is_said_is_true(bool beforeTheAnswer)
    {
        await using var db = _app.Db();
        var api = await _app.Api("enterprise3");
        var (messages, unknown) = (0, 0);
        Answer answer;
        do
        {
            await AgainAsync(() => api.GetAsync("/cases"), a => a.Status);
            var before = await db.Cases.CountAsync();
            (beforeTheAnswer ? (Action<int>)_line.CutBeforeTheAnswerTo : _line.CutAfter)(++messages);
            answer = await api.PostAsync("/cases", Whole);
            _line.Mend();
            var filed = await db.Cases.CountAsync() - before;
            var type = (string?)answer["type"];
            unknown += type == "OutcomeUnknown" ? 1 : 0;
            Assert.That(
                filed,
                answer.Status == 201 ? Is.EqualTo(1)
                    : type == "TryLater" ? Is.Zero
                    : type == "OutcomeUnknown" ? Is.EqualTo(0).Or.EqualTo(1)
                    : Is.EqualTo(-1),
                $"cut at {messages}: {answer}"
            );
            Assert.That(messages, Is.LessThan(200), "it comes through in the end");
        } while (answer.Status != 201);
        Assert.That(unknown, Is.GreaterThan(0), "the commit's answer was lost once");
        Assert.That(await db.Cases.CountAsync(c => c.Number == null), Is.Zero);
    }

    // A server that ends whoever is idle within a transaction breaks the line between any two of its statements.
    [Test]
    public async Task A_line_that_breaks_within_a_transaction_leaves_no_gap_in_the_numbers()
    {
        await using var app = await TestApp.StartAsync();
        var name = new Npgsql.NpgsqlConnectionStringBuilder(app.ConnectionString).Database;
        await app.ExecuteAsync($"ALTER DATABASE {name} SET idle_in_transaction_session_timeout = '1ms'");
        var api = await app.Api("enterprise1");
        await app.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        );
        var answered = 0;
        for (var i = 0; i < 30; i++)
        {
            var answer = await api.PostAsync("/cases", Whole, key: $"idle {i}");
            Assert.That(answer.Status, Is.AnyOf(201, 503, 409), answer.ToString());
            answered += answer.Status == 201 ? 1 : 0;
        }

        await app.ExecuteAsync($"ALTER DATABASE {name} RESET idle_in_transaction_session_timeout");
        await using var db = app.Db();
        var numbers = await db.Cases.OrderBy(c => c.Number).Select(c => c.Number).ToListAsync();
        Assert.That(numbers, Has.Count.EqualTo(answered));
        Assert.That(numbers.Select(n => int.Parse(n![^4..])), Is.EqualTo(Enumerable.Range(1, answered)));
    }

    [Test]
    public async Task No_statement_of_a_transaction_runs_outside_it_once_the_line_broke()
    {
        await using var app = await TestApp.StartAsync();
        await using var db = app.Db();
        await using (await db.BeginAsync(CancellationToken.None))
        {
            var line = await db.Database.SqlQueryRaw<int>("SELECT pg_backend_pid() AS \"Value\"").SingleAsync();
            await app.ExecuteAsync($"SELECT pg_terminate_backend({line}, 10000)");
            Assert.That(async () => await db.Parks.CountAsync(), Throws.Exception, "the line is found broken");
            Assert.That(async () => await db.Parks.CountAsync(), Throws.InstanceOf<Commissioner.Data.LineLost>());
        }

        Assert.That(await db.Parks.CountAsync(), Is.GreaterThan(0), "what comes after it runs again");
    }

    [Test]
    public async Task Who_asks_for_a_picture_is_told_why_there_is_none()
    {
        using var http = _app.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await _app.Api("enterprise1")).Session!["accessToken"]!);
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("image/*"));
        using (Assert.EnterMultipleScope())
        {
            foreach (
                var (method, path, status, type) in new[]
                {
                    (HttpMethod.Get, $"/api/v1/attachments/{Guid.Empty}", 404, "NotFound"),
                    (HttpMethod.Get, "/api/v1/nowhere", 404, "NotFound"),
                    (HttpMethod.Delete, "/api/v1/cases", 405, "NoSuchMethod"),
                    (HttpMethod.Get, "/api/v1/engine", 403, "MoveNotYours"),
                }
            )
            {
                using var request = new HttpRequestMessage(method, path);
                using var response = await http.SendAsync(request);
                var answer = await Answer.ReadAsync(response);
                answer.MustRefuse(status, type);
                Assert.That(answer.Headers.Contains("Content-Security-Policy"), path);
            }
        }
    }

    // A connection of the pool that was cut is found out when it is used.
    private static async Task<T> AgainAsync<T>(Func<Task<T>> ask, Func<T, int> status)
    {
        var answer = await ask();
        for (var tries = 0; status(answer) == 503 && tries < 20; tries++)
        {
            answer = await ask();
        }

        return answer;
    }
}
