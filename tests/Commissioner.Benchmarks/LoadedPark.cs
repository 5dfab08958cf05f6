using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Commissioner.Data;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Commissioner.PrivatePostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Commissioner.Benchmarks;

/// <summary>
/// The published application in a process of its own, on a private durable PostgreSQL with the demo park and many more open cases.
/// </summary>
internal sealed partial class LoadedPark : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("commissioner-bench-").FullName;
    private readonly List<HttpClient> _enterprises = [];
    private PrivateCluster _cluster = null!;
    private NpgsqlDataSource _data = null!;
    private Process _app = null!;
    private Uri _address = null!;

    // The application is a reference of this project, so that its build lies beside it.
    private string _dll = Path.Combine(AppContext.BaseDirectory, "commissioner.dll");

    public TimeSpan ColdStart { get; private set; }

    public HttpClient Anonymous { get; private set; } = null!;

    public HttpClient Office { get; private set; } = null!;

    public HttpClient Servant { get; private set; } = null!;

    public HttpClient Supervisor { get; private set; } = null!;

    /// <summary>The supervisor's charts of a quarter, of a whole year, and of one part of the park.</summary>
    public IReadOnlyList<(string What, string Path)> ChartPages { get; private set; } = [];

    public string StyleSheet { get; private set; } = "";

    public string CasePage { get; private set; } = "";

    /// <summary>A park with so many open cases.</summary>
    /// <param name="cases">So many.</param>
    /// <param name="clocks">So many clocks run beside those of the cases.</param>
    /// <param name="dll">Another build of the application than the one that lies beside this one.</param>
    public static async Task<LoadedPark> StartAsync(int cases, int clocks, string? dll = null)
    {
        var park = new LoadedPark();
        park._dll = dll ?? park._dll;
        // Its PostgreSQL, which is not root's, reaches it.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(park._directory, (UnixFileMode)0b111_101_101);
        }

        park._cluster = await PrivateCluster.StartAsync(
            new() { Directory = Path.Combine(park._directory, "postgres"), Durable = true },
            NullLogger.Instance,
            default
        );
        park._data = NpgsqlDataSource.Create(park._cluster.ConnectionString("commissioner"));

        // Once to fill the database with the demo park, once more as production would run.
        await park.LaunchAsync("Development", []);
        await park.StopAsync();
        await park.FillAsync(cases, clocks);
        var started = Stopwatch.GetTimestamp();
        await park.LaunchAsync("Development", ["--Commissioner:RunsJobs=false", "--Logging:LogLevel:Default=Warning"]);
        park.ColdStart = Stopwatch.GetElapsedTime(started);

        park.Office = await park.SignInAsync("triage");
        park.Servant = await park.SignInAsync("commissioner1");
        park.Supervisor = await park.SignInAsync("supervisor");
        var part = await park.ScalarAsync("SELECT id FROM parks WHERE part_of_id IS NOT NULL ORDER BY code LIMIT 1");
        string Day(int ago) => TimeProvider.System.GetUtcNow().AddDays(-ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        park.ChartPages =
        [
            ("a quarter", $"/supervision/charts?from={Day(90)}&to={Day(0)}"),
            ("a year", $"/supervision/charts?from={Day(364)}&to={Day(0)}"),
            ("a sub-park", $"/supervision/charts?from={Day(90)}&to={Day(0)}&parkId={part}"),
        ];
        for (var i = 1; i <= 8; i++)
        {
            park._enterprises.Add(await park.TokenAsync($"enterprise{i}"));
        }

        park.StyleSheet = StyleSheetLink().Match(await park.Anonymous.GetStringAsync("/sign-in")).Groups[1].Value;
        park.CasePage =
            "/cases/show/"
            + await park.ScalarAsync(
                "SELECT subject_id FROM timeline t JOIN cases c ON c.id = t.subject_id GROUP BY subject_id HAVING count(*) = 20 LIMIT 1"
            );
        return park;
    }

    public async Task GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    public async Task SubmitAsync(int client)
    {
        using var response = await _enterprises[client]
            .PostAsJsonAsync(
                "/api/v1/cases",
                new
                {
                    title = "示例：厂区门口绿化带",
                    description = "示例：厂区门口的绿化带需要补种，请安排园林部门现场查看并告知完成时间。",
                    category = "ParkEnvironment",
                    urgency = "Ordinary",
                    place = "示例路 1 号",
                }
            );
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    public async Task BareInsertAsync(int client)
    {
        await using var command = _data.CreateCommand("INSERT INTO bare (text) VALUES ($1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "示例" });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>How many statements one request sends, by the server's own count of what it was asked to run.</summary>
    public async Task<int> QueriesAsync(Func<Task> request)
    {
        await request();
        await ExecuteAsync("ALTER SYSTEM SET log_statement = 'all'; SELECT pg_reload_conf()");
        await Task.Delay(300);
        var before = Statements();
        await request();
        await Task.Delay(300);
        var sent = Statements() - before;
        await ExecuteAsync("ALTER SYSTEM RESET log_statement; SELECT pg_reload_conf()");
        return sent;
    }

    public async Task MakeOverdueAsync(int count)
    {
        await SweepAsync();
        await ExecuteAsync(
            $"""
            WITH chosen AS (SELECT id, owner_id FROM clocks WHERE next_fire_at > now() AND level = 0 AND owner_kind = 'Case' AND kind = 'Settle' LIMIT {count}),
                 due AS (UPDATE clocks SET due_at = now() - interval '1 minute', amber_at = now() - interval '1 hour', next_fire_at = now() - interval '1 minute', level = 1 FROM chosen WHERE clocks.id = chosen.id RETURNING clocks.owner_id)
            UPDATE cases SET next_due_at = now() - interval '1 minute' FROM due WHERE cases.id = due.owner_id
            """
        );
    }

    /// <summary>
    /// A year of sums of days as a city's park has them: all categories, holders and reasons, departments, and so many commissioners.
    /// </summary>
    public async Task FillSumsAsync(int commissioners)
    {
        var categories = string.Join(", ", CaseCategory.All.Select(c => $"('{c.Code}')"));
        var holders = string.Join(
            ", ",
            new[] { HolderKind.Commissioner, HolderKind.Department, HolderKind.TriageDesk, HolderKind.System }.Select(h => $"('{h}')")
        );
        var byCategory = string.Join(", ", new[] { Measure.Filed, Measure.OnTime, Measure.Resolution }.Select(m => (int)m));
        var byUnit = string.Join(
            ", ",
            new[]
            {
                Measure.Response,
                Measure.OnTime,
                Measure.OnTimeUnextended,
                Measure.Resolution,
                Measure.StrictResolution,
                Measure.Satisfaction,
                Measure.StrictSatisfaction,
                Measure.Rated,
                Measure.LateMinutes,
            }.Select(m => (int)m)
        );
        // Of these nothing is left out.
        var whole =
            $"(w.why = 0 OR m NOT IN ({string.Join(", ", new[] { Measure.Filed, Measure.LateMinutes, Measure.Replaced, Measure.Objected, Measure.Rated }.Select(m => (int)m))}))";
        await ExecuteAsync(
            $"""
            DELETE FROM appraisal_sums;
            CREATE TEMP TABLE days AS SELECT (current_date - g)::date AS day FROM generate_series(0, 400) g WHERE extract(isodow FROM current_date - g) < 6;
            CREATE TEMP TABLE reasons AS SELECT unnest(ARRAY[{(int)LeftOut.Counted}, {(int)LeftOut.Withdrawn}, {(int)
                LeftOut.Explained}, {(int)LeftOut.Unanswered}, {(int)LeftOut.AwaitingWord}]) AS why;
            INSERT INTO appraisal_sums (kind, unit_id, part, day, measure, why, halves, n)
                SELECT {(int)
                UnitKind.Park}, p.id, '', d.day, m, w.why, CASE WHEN w.why = 0 THEN 400 ELSE 0 END, CASE WHEN w.why = 0 THEN 220 ELSE 10 END FROM parks p, days d, generate_series(0, {(int)
                Measure.Objected}) m, reasons w WHERE {whole}
                UNION ALL SELECT {(int)
                UnitKind.Park}, p.id, c.code, d.day, m, w.why, CASE WHEN w.why = 0 THEN 20 ELSE 0 END, 12 FROM parks p, days d, unnest(ARRAY[{byCategory}]) m, reasons w, (VALUES {categories}) c (code) WHERE {whole}
                UNION ALL SELECT {(int)UnitKind.Park}, p.id, h.holder, d.day, {(int)
                Measure.LateMinutes}, 0, 900, 3 FROM parks p, days d, (VALUES {holders}) h (holder) WHERE p.part_of_id IS NULL
                UNION ALL SELECT {(int)
                UnitKind.Department}, t.id, '', d.day, m, w.why, CASE WHEN w.why = 0 THEN 10 ELSE 0 END, 6 FROM departments t, days d, generate_series(0, {(int)
                Measure.Objected}) m, reasons w WHERE {whole}
                UNION ALL SELECT {(int)
                UnitKind.Person}, u.id, '', d.day, m, 0, 2, 1 FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, {commissioners})) u, days d, unnest(ARRAY[{byUnit}]) m;
            """
        );
        await ExecuteAsync("VACUUM ANALYZE appraisal_sums");
        Console.WriteLine(
            $"sums of days: {await ScalarAsync("SELECT count(*) FROM appraisal_sums"):N0} rows, {await ScalarAsync("SELECT count(*) FROM departments")} departments, {await ScalarAsync("SELECT count(*) FROM parks")} parks"
        );
    }

    public async Task<int> SweepAsync()
    {
        using var response = await Anonymous.PostAsync("/dev/jobs/sweep-deadlines", null);
        response.EnsureSuccessStatusCode();
        return (int)(await response.Content.ReadFromJsonAsync<JsonObject>())!["done"]!;
    }

    /// <summary>Puts another policy in force and carries over what runs by the first.</summary>
    public async Task<int> RebaseAsync()
    {
        var (triage, supervisor) = (await TokenAsync("triage"), await TokenAsync("supervisor"));
        // What belongs to no case is not carried over: it only lies there.
        await ExecuteAsync("UPDATE clocks SET policy_version = 1, kind = 'Canary' WHERE owner_kind = 'Nothing'");
        var rules = (await triage.GetFromJsonAsync<JsonObject>("/api/v1/policies/1"))!["rules"]!.DeepClone().AsArray();
        rules.Single(r => (string)r!["code"]! == "settle")!["limit"] = "4d";
        using var proposed = await triage.PostAsJsonAsync("/api/v1/policies", new { reason = "示例：缩短时限", rules });
        proposed.EnsureSuccessStatusCode();
        var version = (int)(await proposed.Content.ReadFromJsonAsync<JsonObject>())!["version"]!;
        (await supervisor.PostAsJsonAsync($"/api/v1/policies/{version}/confirmations", new { })).EnsureSuccessStatusCode();
        using var started = await triage.PostAsJsonAsync(
            "/api/v1/rebases",
            new
            {
                fromVersion = 1,
                all = true,
                reason = "示例",
            }
        );
        started.EnsureSuccessStatusCode();
        var id = (string)(await started.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
        for (; ; )
        {
            (await Anonymous.PostAsync("/dev/jobs/rebase-clocks", null)).EnsureSuccessStatusCode();
            var sheet = (await triage.GetFromJsonAsync<JsonObject>($"/api/v1/rebases/{id}"))!;
            if ((string)sheet["state"]! != "Running")
            {
                return (int)sheet["done"]!;
            }
        }
    }

    /// <summary>How late levels are raised that come due evenly in a minute, with the engine's own wakes.</summary>
    public async Task<string> LatenessAsync(int count)
    {
        await StopAsync();
        await LaunchAsync("Development", ["--Logging:LogLevel:Default=Warning"]);
        await Task.Delay(TimeSpan.FromSeconds(20));
        await ExecuteAsync(
            $"""
            CREATE TEMP TABLE chosen AS SELECT id, now() + random() * interval '60 seconds' AS at FROM clocks WHERE next_fire_at > now() + interval '1 hour' AND level = 0 AND owner_kind = 'Case' AND kind = 'Settle' LIMIT {count};
            UPDATE clocks SET due_at = at, amber_at = at - interval '1 hour', next_fire_at = at, level = 1 FROM chosen WHERE clocks.id = chosen.id
            """
        );
        var began = await ScalarAsync("SELECT now()");
        await Task.Delay(TimeSpan.FromSeconds(100));
        return "lateness: "
            + await ScalarAsync(
                $"SELECT format('%s levels that came due within a minute, p50 %s s, p99 %s s, at most %s s late', count(*), round(percentile_disc(0.5) WITHIN GROUP (ORDER BY late), 1), round(percentile_disc(0.99) WITHIN GROUP (ORDER BY late), 1), round(max(late), 1)) FROM (SELECT extract(epoch FROM fired_at - wanted_at) AS late FROM firings WHERE wanted_at >= '{began:O}') f"
            );
    }

    public int ResidentMegabytes(bool peak = false)
    {
        var line = File.ReadLines($"/proc/{_app.Id}/status").First(l => l.StartsWith(peak ? "VmHWM" : "VmRSS", StringComparison.Ordinal));
        return int.Parse(Digits().Match(line).Value, CultureInfo.InvariantCulture) / 1024;
    }

    public async Task<IReadOnlyList<string>> PlansAsync()
    {
        List<string> plans = [];
        foreach (
            var (name, sql) in new[]
            {
                (
                    "queue of the service office",
                    "SELECT id FROM cases WHERE closed_at IS NULL AND next_due_at IS NOT NULL ORDER BY next_due_at, id LIMIT 51"
                ),
                (
                    "queue of a commissioner",
                    "SELECT c.id FROM cases c JOIN enterprises e ON e.id = c.enterprise_id WHERE c.closed_at IS NULL AND c.next_due_at IS NOT NULL AND NOT c.about_officials AND (e.active_id = (SELECT id FROM people ORDER BY name LIMIT 1) OR e.backup_id = (SELECT id FROM people ORDER BY name LIMIT 1)) ORDER BY c.next_due_at, c.id LIMIT 51"
                ),
                ("due clocks", "SELECT * FROM clocks WHERE next_fire_at < now() ORDER BY next_fire_at LIMIT 100 FOR UPDATE SKIP LOCKED"),
            }
        )
        {
            await using var command = _data.CreateCommand("EXPLAIN (ANALYZE, BUFFERS OFF) " + sql);
            await using var reader = await command.ExecuteReaderAsync();
            plans.Add($"-- plan: {name}");
            while (await reader.ReadAsync())
            {
                plans.Add("   " + reader.GetString(0));
            }
        }

        return plans;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _data.DisposeAsync();
        await _cluster.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [GeneratedRegex("href=\"(/dist/phone[^\"]+)\"")]
    private static partial Regex StyleSheetLink();

    [GeneratedRegex("\\d+")]
    private static partial Regex Digits();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task LaunchAsync(string environment, string[] more)
    {
        _address = new Uri($"http://127.0.0.1:{FreePort()}");

        var start = new ProcessStartInfo(
            "dotnet",
            [
                _dll,
                "--urls",
                _address.ToString(),
                "--contentRoot",
                ContentRoot(),
                "--ConnectionStrings:Commissioner",
                _cluster.ConnectionString("commissioner"),
                "--Commissioner:DataDirectory",
                _directory,
                // One person at one address does what a park does.
                "--Commissioner:Limits:WritesByPerson=100000000",
                "--Commissioner:Limits:WritesByAddress=100000000",
                "--Commissioner:Limits:SignInsByAddress=100000000",
                .. more,
            ]
        )
        {
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = environment },
        };
        _app = Process.Start(start)!;
        Anonymous = new HttpClient { BaseAddress = _address };
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await Anonymous.GetAsync("/sign-in")).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (tries < 6000 && !_app.HasExited)
            {
                await Task.Delay(20);
            }
        }
    }

    private async Task StopAsync()
    {
        if (_app is { HasExited: false })
        {
            Process.Start("kill", ["-TERM", _app.Id.ToString(CultureInfo.InvariantCulture)])!.WaitForExit();
            await _app.WaitForExitAsync();
        }
    }

    private async Task FillAsync(int cases, int clocks)
    {
        await ExecuteAsync(
            $"""
            CREATE TABLE IF NOT EXISTS bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text NOT NULL);
            CREATE TEMP TABLE served AS SELECT e.id, e.active_id, p.id AS person, row_number() OVER (ORDER BY e.credit_code) - 1 AS n FROM enterprises e JOIN people p ON p.enterprise_id = e.id;
            CREATE TEMP TABLE made AS
                SELECT gen_random_uuid() AS id, g, s.id AS enterprise_id, s.person, s.active_id, now() - interval '1 day' - (random() * interval '19 days') AS submitted_at, now() + (random() * interval '30 days') + interval '1 day' AS due_at
                FROM generate_series(1, {cases}) g JOIN served s ON s.n = g % (SELECT count(*) FROM served);
            INSERT INTO cases (id, number, park_id, sub_park_id, enterprise_id, title, description, category, about_officials, urgency, status, cycle, submitted_at, submitted_by_id, due_at, next_due_at, next_amber_at, holder, version, questions, asked_before, server_step, awaited_step, confidential)
                SELECT id, 'B-' || g, (SELECT id FROM parks WHERE part_of_id IS NULL), (SELECT e.park_id FROM enterprises e WHERE e.id = made.enterprise_id), enterprise_id, '示例诉求 ' || g, repeat('示例说明。', 20), 'ParkEnvironment', false, 'Ordinary', 'InProgress', 1, submitted_at, person, due_at, due_at, due_at - interval '1 day', 'Commissioner', CASE WHEN g % 100 = 0 THEN 20 ELSE 3 END, 0, false, 'ProposeClosure', 'ProposeClosure', false FROM made;
            INSERT INTO clocks (id, owner_kind, owner_id, subject_id, kind, cycle, state, started_at, due_at, amber_at, assured, revision, level, next_fire_at, pauses, dated, policy_version, rule_code, calendar_code, calendar_version, last_seq)
                SELECT gen_random_uuid(), 'Case', id, id, 'Settle', 1, 'Running', submitted_at, due_at, due_at - interval '1 day', true, 1, 0, due_at - interval '1 day', '', false, 1, 'settle', 'cn-park', 1, 1 FROM made;
            INSERT INTO clocks (id, owner_kind, owner_id, subject_id, kind, cycle, state, started_at, due_at, amber_at, assured, revision, level, next_fire_at, pauses, dated, policy_version, rule_code, calendar_code, calendar_version, last_seq)
                SELECT gen_random_uuid(), 'Nothing', NULL, gen_random_uuid(), 'Settle', 1, 'Running', now(), now() + interval '60 days', now() + interval '59 days', true, 1, 0, now() + interval '59 days' + g * interval '1 second', '', false, 1, 'settle', 'cn-park', 1, 1 FROM generate_series(1, {clocks}) g;
            INSERT INTO clock_events (clock_id, seq, at, kind, by_id, "as", due_at, rule_code, policy_version, calendar_version)
                SELECT id, 1, started_at, 'Started', subject_id, 'Commissioner', due_at, 'settle', 1, 1 FROM clocks WHERE owner_id IN (SELECT id FROM made);
            INSERT INTO timeline (subject_id, seq, at, name, by_id, by_name, "as", seen_by, facts, reacted_at)
                SELECT m.id, s, m.submitted_at + s * interval '1 hour', CASE s WHEN 1 THEN 'CaseSubmitted' WHEN 2 THEN 'CaseAccepted' ELSE 'FirstContactRecorded' END, coalesce(m.active_id, m.person), '示例', 'Commissioner', 15,
                    CASE WHEN s = 1 THEN '{"{"}"readBack":false{"}"}' WHEN s = 2 THEN '{"{"}"dueAt":"2026-11-27T10:00:00+00:00","assured":true{"}"}' ELSE '{"{"}"means":"Call","contactAt":"2026-11-20T10:00:00+00:00","contactOutcome":"示例联系"{"}"}' END, now()
                FROM made m, generate_series(1, CASE WHEN m.g % 100 = 0 THEN 20 ELSE 3 END) s;
            -- As in a park that has run for a while: its log has been read into facts.
            INSERT INTO appraisal_progress (id, last_entry_id, step) SELECT {AppraisalProgress.Only}, max(id), 1 FROM timeline
                ON CONFLICT (id) DO UPDATE SET last_entry_id = excluded.last_entry_id;
            """
        );
        await ExecuteAsync("VACUUM ANALYZE");
    }

    private async Task<HttpClient> SignInAsync(string user)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new(), UseProxy = false }) { BaseAddress = _address };
        var page = await client.GetStringAsync("/sign-in");
        using var answer = await client.PostAsync(
            "/sign-in",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["UserName"] = user,
                    ["Password"] = "demo",
                    ["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value),
                }
            )
        );
        answer.EnsureSuccessStatusCode();
        return client;
    }

    private async Task<HttpClient> TokenAsync(string user)
    {
        var client = new HttpClient { BaseAddress = _address };
        using var answer = await client.PostAsJsonAsync("/api/v1/sign-in", new { userName = user, password = "demo" });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!
        );
        return client;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _data.OpenConnectionAsync();
        foreach (var statement in sql.Contains("ALTER SYSTEM", StringComparison.Ordinal) ? sql.Split(';') : [sql])
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 600 };
            await command.ExecuteNonQueryAsync();
        }
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = _data.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private int Statements() =>
        Directory
            .EnumerateFiles(Path.Combine(_cluster.DataDirectory, "log"))
            .Sum(f =>
                File.ReadLines(f)
                    .Count(l =>
                        (l.Contains("execute ", StringComparison.Ordinal) || l.Contains("statement: ", StringComparison.Ordinal))
                        && !l.Contains("ALTER SYSTEM", StringComparison.Ordinal)
                        && !l.Contains("pg_reload_conf", StringComparison.Ordinal)
                        && !l.Contains(": BEGIN", StringComparison.Ordinal)
                        && !l.Contains(": COMMIT", StringComparison.Ordinal)
                        && !l.Contains("DISCARD ALL", StringComparison.Ordinal)
                    )
            );

    private static string ContentRoot() =>
        typeof(Commissioner.App.Hosting.Settings)
            .Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
            .Cast<System.Reflection.AssemblyMetadataAttribute>()
            .Single(a => a.Key == "ProjectDirectory")
            .Value!;
}
