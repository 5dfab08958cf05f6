using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Access;

/// <summary>
/// Every call that reads, asked by every role with ids that are there: what comes is of the shape that is described, and which role gets
/// which field is agreed upon, in a table.
/// </summary>
public sealed partial class NothingIsAFault
{
    // What a call needs that no list before it gives: what each role then asks, with keys of lists that it was given.
    private static readonly (string Path, string Asked)[] Also =
    [
        ("/accounts/{id}/keys", "/accounts/{staff}/keys"),
        ("/calendars/{id}/working-time", "/calendars/{calendars}/working-time?from=2026-03-02T01:00:00Z&add=240"),
        ("/calendars/{code}/years/{year}", "/calendars/{calendars}/years/2026"),
        ("/cases/{id}/clocks/{kind}/explanation", "/cases/{cases}/clocks/Accept/explanation"),
        ("/catalogue/suggestions", "/catalogue/suggestions?text=停电&take=5"),
        ("/enterprises", "/enterprises?q=示例企业三有限公司"),
        ("/hotline/callers", "/hotline/callers?enterpriseId={enterprises}"),
        ("/hotline/cases/{number}", "/hotline/cases/{number}"),
        ("/people/{id}/phone", "/people/{staff}/phone"),
        ("/scorecards/{id}", "/scorecards/{unit}?from=2025-12-01&to=2026-02-28"),
        ("/scores", "/scores?kind={kind}&from=2025-12-01&to=2026-02-28&take=20"),
        ("/scores/facts", "/scores/facts?kind={kind}&unitId={unit}&from=2025-12-01&to=2026-02-28&measure=Satisfaction&take=20"),
        ("/scores/recomputation", "/scores/recomputation?from=2025-12-01&to=2026-02-28"),
        ("/cases", "/cases?box=All&take=100"),
        ("/legs", "/legs?standing=Reported&take=20"),
        ("/replacements/figures", "/replacements/figures?from=2025-12-01&to=2026-02-28"),
        ("/replacements/watched", "/replacements/watched?from=2025-12-01&to=2026-02-28"),
        ("/undertakings/{id}/nodes/{code}/due", "/undertakings/{undertakings}/nodes/PLAN/due"),
        ("/views/openings/{personId}", "/views/openings/{staff}?on=2026-03-02"),
    ];

    // Tables are files: their fields are the headings of their columns.
    private static readonly string[] Tables =
    [
        "/audit/export",
        "/cases/export",
        "/catalogue/export",
        "/scores/export?kind={kind}",
        "/templates/export",
    ];

    private Task? _readAll;
    private readonly List<string> _misshapen = [];
    private readonly HashSet<string> _unread = [];
    private readonly SortedDictionary<string, SortedDictionary<string, List<string>>> _fields = new(StringComparer.Ordinal);

    // First, before anything is written: what is read then is the demo park as it was played.
    [Test, Order(1)]
    public async Task All_that_is_read_is_of_the_shape_that_is_described()
    {
        await (_readAll ??= ReadAllAsync());
        Assert.That(string.Join('\n', _misshapen.Distinct().Take(40)), Is.Empty, $"{_misshapen.Count} of them");
        Assert.That(_unread, Has.Count.LessThan(25), string.Join('\n', _unread));
    }

    [Test, Order(2)]
    public async Task Each_role_reads_the_fields_that_were_agreed_upon()
    {
        await (_readAll ??= ReadAllAsync());
        StringBuilder table = new();
        foreach (var (path, fields) in _fields)
        {
            table.Append(path).Append('\n');
            foreach (var (field, roles) in fields)
            {
                table.Append(CultureInfo.InvariantCulture, $"  {field}: {string.Join(' ', roles)}\n");
            }
        }

        Snapshot.Match("fields", table.ToString());
    }

    private async Task ReadAllAsync()
    {
        var described = await Described.ReadAsync(_app);
        var reads = described
            .Operations.Where(o => o.Method == "get")
            .Select(o => (Path: o.Path["/api/v1".Length..], o.Operation))
            .Where(o => described.Answer(o.Operation, "200")["application/json"] is not null)
            // Lists first: what stands in them is then read one by one.
            .OrderBy(o => o.Path.Count(c => c == '{'))
            .ToList();
        _unread.UnionWith(reads.Select(r => r.Path));
        foreach (var role in Roles.Append(""))
        {
            var api = role.Length > 0 ? await _app.Api(role) : await _app.Api();
            Dictionary<string, List<string>> keys = new() { ["kind"] = ["Commissioner", "Department"] };
            async Task ReadAsync(string path, string asked, JsonNode operation)
            {
                foreach (var address in Addresses(asked, keys))
                {
                    var answer = await api.GetAsync(address);
                    if (answer.Status != 200 || answer.Json is null)
                    {
                        continue;
                    }

                    _unread.Remove(path);
                    var shape = described.Answer(operation, "200")["application/json"]!["schema"]!;
                    _misshapen.AddRange(described.Wrong(answer.Json, shape, "").Distinct().Take(5).Select(w => $"{role} {address} {w}"));
                    Keep(path, role, described.Fields(answer.Json, shape, ""));
                    // Enterprises stand in the order of their keys, which differ each time: of a page of many nothing is chosen.
                    if (
                        answer.Json is JsonObject whole
                        && whole["items"] is JsonArray items
                        && (path != "/enterprises" || whole["next"] is null)
                    )
                    {
                        Learn(keys, path, items);
                    }
                }
            }

            foreach (var (path, operation) in reads)
            {
                await ReadAsync(path, path.Contains('{', StringComparison.Ordinal) ? OfItsList(path) : path + "?take=20", operation);
                foreach (var also in Also.Where(a => a.Path == path))
                {
                    await ReadAsync(path, also.Asked, operation);
                }
            }

            foreach (var table in Tables)
            {
                foreach (var address in Addresses(table, keys))
                {
                    var answer = await api.GetAsync(address);
                    if (answer.Status == 200)
                    {
                        var heading = answer.Text.TrimStart('\uFEFF').Split('\n')[0].Trim();
                        Keep(table.Split('?')[0], role, heading.Split(',').Select(h => ("." + h.Trim('"'), "")));
                    }
                }
            }
        }
    }

    // Where a number stands that somebody of an enterprise is reached at, the field says so: mostly it should be masked.
    private void Keep(string path, string role, IEnumerable<(string Field, string Value)> said)
    {
        var fields = said.Select(f => IsNumber().IsMatch(f.Value) ? f.Field + " (an enterprise's number)" : f.Field);
        if (!_fields.TryGetValue(path, out var known))
        {
            _fields[path] = known = new(StringComparer.Ordinal);
        }

        foreach (var field in fields.Select(f => f.Trim('.')).Where(f => f.Length > 0).Distinct())
        {
            if (!known.TryGetValue(field, out var roles))
            {
                known[field] = roles = [];
            }

            var name = role.Length > 0 ? role.TrimEnd('1') : "nobody";
            if (!roles.Contains(name))
            {
                roles.Add(name);
            }
        }
    }

    // Some of each list: of cases one of every state, since by its state a case shows other fields, and the one to which most happened.
    private static void Learn(Dictionary<string, List<string>> keys, string path, JsonArray items)
    {
        var rows = items.OfType<JsonObject>().ToList();
        var isOfCases = path == "/cases";
        var chosen = isOfCases
            ? rows.OrderByDescending(r => (int)r["version"]!)
                .ThenBy(r => (string?)r["number"], StringComparer.Ordinal)
                .GroupBy(r => (string?)r["status"])
                .Select(g => g.First())
                .ToList()
            : [.. rows.Take(3)];
        void Note(string name, params string[] members)
        {
            var found = chosen
                .Select(r => members.Select(m => r[m]).FirstOrDefault(v => v is not null)?.ToString())
                .OfType<string>()
                .ToList();
            // The longest list of cases is asked for last, and is in the place of those before.
            keys[name] = isOfCases ? found : [.. keys.GetValueOrDefault(name, []).Concat(found).Distinct()];
        }

        Note(path.Trim('/'), "id", "code", "key", "version");
        Note("number", "number");
        Note("unit", "unitId");
    }

    // /cases/{id}/ledger is asked of what the list /cases gave.
    private static string OfItsList(string path)
    {
        var at = path.IndexOf('{', StringComparison.Ordinal);
        return path[..at] + "{" + path[1..(at - 1)] + "}" + path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..] + "?take=20";
    }

    // The demo park's enterprises are reached at 1390000…, masked 139****….
    [GeneratedRegex("1390000[0-9]{4}")]
    private static partial Regex IsNumber();

    private static IEnumerable<string> Addresses(string asked, Dictionary<string, List<string>> keys)
    {
        var place = Place().Match(asked);
        return !place.Success
            ? [asked]
            : keys.GetValueOrDefault(place.Value[1..^1], [])
                .SelectMany(k => Addresses(asked.Replace(place.Value, k, StringComparison.Ordinal), keys));
    }
}
