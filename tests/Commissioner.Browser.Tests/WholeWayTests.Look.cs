using Commissioner.App.Hosting;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Commissioner.Browser.Tests;

/// <summary>Dark, in large text and in forced colours the pages are as good as in the light: nothing is too faint, nothing pushes them sideways.</summary>
public sealed partial class WholeWayTests
{
    private static readonly string[] Everybody =
    [
        "triage",
        "supervisor",
        "hotline",
        "commissioner1",
        "department1",
        "appraiser",
        "sysadmin",
        "enterprise1",
    ];

    // What the gate looks at; the night looks at the whole menu of everybody.
    private static readonly (string User, string[] Paths)[] Few =
    [
        ("enterprise1", ["/cases/submit"]),
        ("commissioner1", ["/cases/queue"]),
        ("department1", ["/whistles/inbox"]),
    ];

    [Test]
    public async Task The_first_pages_are_readable_dark_and_large()
    {
        foreach (var (user, paths) in Few)
        {
            Assert.That(string.Join('\n', await WrongAsync(user, paths, "dark-large")), Is.Empty);
        }
    }

    [TestCase("light")]
    [TestCase("dark")]
    [TestCase("light-large")]
    [TestCase("dark-large")]
    [TestCase("forced")]
    public async Task Every_page_of_a_menu_is_readable_however_it_looks(string look)
    {
        Scale.LeaveToTheNight("hundreds of pages in a browser");
        List<string> wrong = [];
        foreach (var user in Everybody)
        {
            wrong.AddRange(await WrongAsync(user, null, look));
        }

        Assert.That(string.Join('\n', wrong), Is.Empty, look);
    }

    [Test]
    public async Task Who_chooses_dark_and_large_text_has_it_at_the_first_paint_and_as_the_system_has_it_without_choosing()
    {
        var page = await AsAsync("enterprise1", phone: true);
        Assert.That(await GroundAsync(), Is.EqualTo("rgb(242, 244, 246)"));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.That(await GroundAsync(), Is.EqualTo("rgb(18, 24, 30)"));
        await page.GotoAsync("/cases/submit?place=示例路");
        await page.ClickAsync(".phone-foot a[href*='/display']");
        await page.CheckAsync("[name=Theme][value=light]");
        await page.CheckAsync("[name=Large][value=true]");
        await PressAsync(page, Button);
        Assert.That(await page.InputValueAsync("[name=Place]"), Is.EqualTo("示例路"), "back to where one was");
        Assert.That(await GroundAsync(), Is.EqualTo("rgb(242, 244, 246)"));
        Assert.That(await page.EvaluateAsync<string>("() => getComputedStyle(document.body).zoom"), Is.EqualTo("1.25"));

        Task<string> GroundAsync() => page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
    }

    private async Task<List<string>> WrongAsync(string user, string[]? paths, string look)
    {
        List<string> wrong = [];
        var page = await AsAsync(user, phone: true);
        if (look == "forced")
        {
            await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        }
        else
        {
            await page.Context.AddCookiesAsync([
                new()
                {
                    Name = Look.Cookie,
                    Value = look,
                    Url = _app.Address.ToString(),
                },
            ]);
        }

        paths ??= await page.EvaluateAsync<string[]>(
            "() => [...new Set([...document.querySelectorAll('nav a[href^=\"/\"]')].map(a => a.getAttribute('href')))]"
        );
        foreach (var path in paths.Where(p => !p.StartsWith("/jobs", StringComparison.Ordinal)))
        {
            foreach (var width in new[] { 375, 1440 })
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.GotoAsync(path);
                if (
                    await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
                    is > 0
                        and var over
                )
                {
                    wrong.Add($"{user} {path} {look} {width}: {over} px");
                }

                var found = await page.RunAxe(
                    new AxeRunOptions
                    {
                        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
                        // Forced colours are the system's own: what they are set against each other is its affair.
                        Rules =
                            look == "forced"
                                ? new Dictionary<string, RuleOptions> { ["color-contrast"] = new() { Enabled = false } }
                                : null,
                    }
                );
                wrong.AddRange(
                    found.Violations.SelectMany(v => v.Nodes.Take(3).Select(n => $"{user} {path} {look} {width}: {v.Id} {n.Html}"))
                );
            }
        }

        await page.Context.CloseAsync();
        return wrong;
    }
}
