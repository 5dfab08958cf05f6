using Microsoft.Playwright;

namespace Commissioner.Browser.Tests;

/// <summary>Every page of everybody's menu fits a phone: nothing pushes it sideways, in neither language.</summary>
public sealed partial class WholeWayTests
{
    [Test]
    public async Task No_page_of_a_menu_is_wider_than_the_phone_that_shows_it()
    {
        Scale.LeaveToTheNight("a hundred pages in a browser");
        List<string> wide = [];
        foreach (
            var user in new[] { "triage", "supervisor", "hotline", "commissioner1", "department1", "appraiser", "sysadmin", "enterprise1" }
        )
        {
            var page = await AsAsync(user, phone: true);
            var menu = await page.EvaluateAsync<string[]>(
                "() => [...new Set([...document.querySelectorAll('nav a[href^=\"/\"]')].map(a => a.getAttribute('href')))]"
            );
            Assert.That(menu, Has.Length.GreaterThan(2), user);
            foreach (var path in menu.Where(p => !p.StartsWith("/jobs", StringComparison.Ordinal)))
            {
                foreach (var culture in new[] { "zh-CN", "en" })
                {
                    await page.GotoAsync($"{path}{(path.Contains('?') ? '&' : '?')}culture={culture}");
                    if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth") is > 0 and var over)
                    {
                        wide.Add($"{user} {path} {culture}: {over} px");
                    }
                }
            }
        }

        Assert.That(string.Join('\n', wide), Is.Empty);
    }
}
