using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Commissioner.App.Tests.Harness;

/// <summary>
/// All that a person can reach, as it is answered: pages by their links, and every reading call that the description knows.
/// </summary>
public static partial class Everything
{
    /// <summary>Every page that is linked from where this person begins.</summary>
    public static async Task CrawlAsync(
        TestApp app,
        string user,
        IEnumerable<string> from,
        List<(string Where, string Text)> said,
        int most = 250
    )
    {
        using var http = await app.SessionAsync(user);
        var (open, seen) = (new Queue<string>(from), new HashSet<string>());
        while (open.TryDequeue(out var path) && seen.Count < most)
        {
            if (!seen.Add(path) || path.StartsWith("/live", StringComparison.Ordinal))
            {
                continue;
            }

            using var response = await http.GetAsync(path);
            var text = Sealed.NotIn(await response.Content.ReadAsStringAsync());
            said.Add((path, $"{response.Headers} {response.Content.Headers} {WebUtility.HtmlDecode(text)}"));
            if (response.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            foreach (
                var link in Link()
                    .Matches(text)
                    .Select(m => WebUtility.HtmlDecode(m.Groups[1].Value).Split('#')[0])
                    .Where(l => l.StartsWith('/') && !l.StartsWith("/dist", StringComparison.Ordinal))
            )
            {
                open.Enqueue(link);
            }
        }
    }

    /// <summary>Every reading call, with each of these keys in each of its places, and the lists of cases and legs whole.</summary>
    public static async Task CallAsync(TestApp app, string user, IReadOnlyList<string> keys, List<(string Where, string Text)> said)
    {
        var api = await app.Api(user);
        var paths = JsonNode.Parse(await Described.TextAsync(app))!["paths"]!
            .AsObject()
            .Where(p => p.Value!["get"] is not null)
            .Select(p => p.Key["/api/v1".Length..])
            .ToList();
        Assert.That(paths, Has.Count.GreaterThan(15));
        foreach (var path in paths)
        {
            foreach (
                var call in keys.Aggregate(
                        new List<string> { path },
                        (calls, _) =>
                            [
                                .. calls.SelectMany(c =>
                                    Place().Match(c) is { Success: true } place
                                        ? keys.Select(k => c[..place.Index] + k + c[(place.Index + place.Length)..])
                                        : [c]
                                ),
                            ]
                    )
                    .Distinct()
                    .Take(120)
            )
            {
                var answer = await api.GetAsync(call);
                // A refusal says again what was asked for.
                said.Add((call, $"{answer.Headers} {answer.Text}".Replace(call, "", StringComparison.Ordinal)));
            }
        }

        foreach (var box in new[] { "all", "department", "queue", "mine", "review", "supervised" })
        {
            said.Add((box, (await api.GetAsync($"/cases?box={box}&take=200")).Text));
        }

        foreach (var standing in new[] { "Called", "CheckedIn", "Reported", "Done" })
        {
            said.Add((standing, (await api.GetAsync($"/legs?standing={standing}")).Text));
        }
    }

    [GeneratedRegex("""(?:href|hx-get|src)="([^"]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();
}
