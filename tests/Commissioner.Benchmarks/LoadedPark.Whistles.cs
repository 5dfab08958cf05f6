using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Commissioner.Benchmarks;

// What issue 4 has figures for: whistles to ten departments, the inbox of one, live across nodes, suggestions out of a long catalogue.
internal sealed partial class LoadedPark
{
    private HttpClient _commissioner = null!;
    private List<Guid> _departments = [];
    private Queue<Guid> _cases = new();

    public HttpClient Department { get; private set; } = null!;

    public HttpClient DepartmentToken { get; private set; } = null!;

    /// <summary>
    /// As in a park that whistles much: a leg waiting on each case that another commissioner serves, and a catalogue of 2,000 items.
    /// </summary>
    public async Task FillWhistlesAsync(int items)
    {
        await ExecuteAsync(
            $"""
            CREATE TEMP TABLE unit AS SELECT id, row_number() OVER (ORDER BY code) - 1 AS n FROM departments;
            CREATE TEMP TABLE blown AS
                SELECT gen_random_uuid() AS whistle, gen_random_uuid() AS leg, c.id AS case_id, u.id AS department_id, c.submitted_at, c.due_at, e.active_id
                FROM (SELECT *, row_number() OVER (ORDER BY number) AS n FROM cases WHERE number LIKE 'B-%') c
                JOIN enterprises e ON e.id = c.enterprise_id AND e.active_id IS NOT NULL AND e.active_id <> (SELECT id FROM identity_of('commissioner1'))
                JOIN unit u ON u.n = c.n % (SELECT count(*) FROM unit);
            INSERT INTO whistles (id, case_id, asked, tried, disclosure, kind, blown_at, blown_by_id, was_conferred, catalogue_item_code)
                SELECT whistle, case_id, '示例：请到场处理', '示例：已现场查看', 'Full', 'Routine', submitted_at, active_id, false, 'B-' || (row_number() OVER ()) % {items} FROM blown;
            INSERT INTO legs (id, whistle_id, case_id, department_id, status, is_lead, level, returns, called_at, waits_for_head, next_due_at)
                SELECT leg, whistle, case_id, department_id, 'Called', true, 1, 0, submitted_at, false, due_at FROM blown;
            INSERT INTO clocks (id, owner_kind, owner_id, subject_id, kind, cycle, state, started_at, due_at, amber_at, assured, revision, level, next_fire_at, pauses, dated, policy_version, rule_code, calendar_code, calendar_version, last_seq)
                SELECT gen_random_uuid(), 'Case', case_id, leg, 'CheckIn', 1, 'Running', submitted_at, due_at, due_at - interval '1 day', true, 1, 0, due_at - interval '1 day', '', false, 1, 'check-in', 'cn-park', 1, 1 FROM blown;
            UPDATE cases SET holder = 'Department', holder_department_id = blown.department_id FROM blown WHERE cases.id = blown.case_id;
            INSERT INTO catalogue_items (code, version, matter, category, words, lead_id, assisting_ids, legal_basis, disclosure, effective_on, retired, added_at, added_by_id)
                SELECT 'B-' || g, 1, '示例事项' || g, 'Other', '示例词' || g || '、' || substr('绿化道路停车食堂公交网络燃气供水供电消防环评规划用地招工社保落户入学医保通关报关', 1 + (g % 20) * 2, 2) || '、' || substr('修剪补种铺设增容检测审批登记备案补贴奖励', 1 + (g % 10) * 2, 2),
                    (SELECT id FROM unit WHERE n = g % (SELECT count(*) FROM unit)), '', '示例条例', 'Full', DATE '2026-01-01', false, now(), (SELECT id FROM identity_of('triage')) FROM generate_series(1, {items}) g
            """.Replace("identity_of('commissioner1')", "accounts WHERE user_name = 'commissioner1'", StringComparison.Ordinal).Replace(
                "identity_of('triage')",
                "accounts WHERE user_name = 'triage'",
                StringComparison.Ordinal
            )
        );
        await ExecuteAsync("VACUUM ANALYZE");
        (_commissioner, DepartmentToken, Department) = (
            await TokenAsync("commissioner1"),
            await TokenAsync("department1"),
            await SignInAsync("department1")
        );
        _departments = await ListAsync("SELECT id FROM departments ORDER BY code LIMIT 10");
        _cases = new(
            await ListAsync(
                "SELECT c.id FROM cases c JOIN enterprises e ON e.id = c.enterprise_id JOIN accounts a ON a.id = e.active_id WHERE a.user_name = 'commissioner1' AND c.number LIKE 'B-%'"
            )
        );
    }

    /// <summary>Calls ten departments to a case that has none yet.</summary>
    public async Task<Guid> WhistleAsync()
    {
        var id = _cases.Dequeue();
        using var response = await _commissioner.PostAsJsonAsync(
            $"/api/v1/cases/{id}/whistles",
            new
            {
                kind = "routine",
                asked = "示例：请到场处理",
                tried = "示例：已现场查看",
                disclosure = "full",
                legs = _departments.Select((d, i) => new { departmentId = d, lead = i == 0 }),
            }
        );
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
        return id;
    }

    /// <summary>How long after a whistle's answer a second node tells an open page of a called department.</summary>
    public async Task<string> LiveAsync(int whistles)
    {
        var (app, address, anonymous) = (_app, _address, Anonymous);
        await LaunchAsync("Development", ["--Commissioner:RunsJobs=false", "--Logging:LogLevel:Default=Warning"]);
        var (node, listening) = (_app, await SignInAsync("department1"));
        (_app, _address, Anonymous) = (app, address, anonymous);
        List<double> late = [];
        using (var response = await listening.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead))
        using (var reader = new StreamReader(await response.Content.ReadAsStreamAsync()))
        {
            for (var i = 0; i < whistles; i++)
            {
                var id = (await WhistleAsync()).ToString();
                var committed = Stopwatch.GetTimestamp();
                while (await reader.ReadLineAsync() is { } line && !line.Contains(id, StringComparison.Ordinal)) { }

                late.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
            }
        }

        node.Kill();
        await node.WaitForExitAsync();
        late.Sort();
        return $"live: {whistles} whistles told by another node, p50 {late[late.Count / 2]:0} ms, at most {late[^1]:0} ms after the answer";
    }

    private async Task<List<Guid>> ListAsync(string sql)
    {
        List<Guid> found = [];
        await using var command = _data.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetGuid(0));
        }

        return found;
    }

    /// <summary>What is suggested while a commissioner types; each text another.</summary>
    public async Task SuggestAsync(int client)
    {
        string[] texts =
        [
            "厂区门口绿化带需要修剪",
            "道路坑洼请铺设",
            "停车位不够",
            "燃气增容申请",
            "员工子女入学名额",
            "示例词1234的办理",
            "消防检测和备案",
            "通关报关受阻",
        ];
        await GetAsync(
            _commissioner,
            "/api/v1/catalogue/suggestions?text=" + Uri.EscapeDataString(texts[Random.Shared.Next(texts.Length)])
        );
    }
}
