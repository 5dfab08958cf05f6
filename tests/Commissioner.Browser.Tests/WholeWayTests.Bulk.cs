using Microsoft.Playwright;

namespace Commissioner.Browser.Tests;

/// <summary>Many cases at once in a browser: ticks stay when the rows are read anew, each case is done by itself, and it can be stopped.</summary>
public sealed partial class WholeWayTests
{
    [Test]
    public async Task Many_cases_are_accepted_one_after_the_other_with_progress_and_on_a_phone_nothing_is_wider_than_it()
    {
        Scale.LeaveToTheNight("a list of cases in a browser, wide and narrow");
        var enterprise = await AsAsync("enterprise2", phone: true);
        for (var i = 0; i < 3; i++)
        {
            await enterprise.GotoAsync("/cases/submit");
            await enterprise.SelectOptionAsync("[name=Category]", "ParkEnvironment");
            await enterprise.FillAsync("[name=Title]", $"示例：成批之{i}");
            await enterprise.FillAsync("[name=Description]", "请帮忙。");
            await PressAsync(enterprise);
        }

        var commissioner = await AsAsync("commissioner2");
        await commissioner.GotoAsync("/cases/queue?q=示例：成批");
        await commissioner.CheckAsync("[data-pick] >> nth=0");
        await SeesAsync(commissioner, "已选 1 件");
        // The rows are read anew: what was ticked is ticked.
        await commissioner.EvaluateAsync("() => document.querySelector('#rows').dispatchEvent(new Event('live'))");
        await commissioner.WaitForTimeoutAsync(1500);
        Assert.That(await commissioner.Locator("[data-pick]:checked").CountAsync(), Is.EqualTo(1));
        await commissioner.CheckAsync("[data-pick-all]");
        await SeesAsync(commissioner, "已选 3 件");
        await PressAsync(commissioner, "#bulk button");
        await SeesAsync(commissioner, "可以办 3 件");

        // The second one's answer is held back until it was stopped.
        TaskCompletionSource held = new();
        var sent = 0;
        await commissioner.RouteAsync(
            "**/bulk?handler=One",
            async route =>
            {
                if (++sent == 2)
                {
                    await held.Task;
                }

                await route.ContinueAsync();
            }
        );
        await commissioner.ClickAsync("#bulk-run button:not([type])");
        await commissioner.ClickAsync("[data-bulk-stop]");
        held.SetResult();
        await SeesAsync(commissioner, "已停止");
        Assert.That(sent, Is.LessThan(3));
        await commissioner.ClickAsync("#bulk-run button:not([type])");
        await commissioner.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('[data-outcome]')].every(o => o.textContent === '已办')"
        );
        await commissioner.GotoAsync("/cases/queue?q=示例：成批&status=Submitted");
        await SeesAsync(commissioner, "没有符合条件的诉求");

        foreach (var user in new[] { "commissioner1", "triage", "supervisor", "department1" })
        {
            foreach (var phone in new[] { true, false })
            {
                var page = await AsAsync(user, phone);
                if (!phone)
                {
                    await page.SetViewportSizeAsync(1440, 900);
                }

                string[] paths =
                    user == "department1"
                        ? ["/cases/all?due=Today", "/saved-views?box=All&q=1"]
                        :
                        [
                            "/cases/all?due=ThisWeek&dense=true&columns=Alarm,Enterprise,Holder,Status,Due,Promised,Filed,Updated,Closed",
                            "/saved-views?box=All&q=1",
                            "/bulk",
                        ];
                foreach (var path in paths)
                {
                    await page.GotoAsync(path);
                    var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
                    Assert.That(wide, Is.LessThanOrEqualTo(0), $"{user} {path} {(phone ? 375 : 1440)}");
                    if (Environment.GetEnvironmentVariable("SHOTS") is { } to)
                    {
                        await page.ScreenshotAsync(
                            new() { Path = $"{to}/{user}{(phone ? 375 : 1440)}{Array.IndexOf(paths, path)}.png", FullPage = true }
                        );
                    }
                }
            }
        }
    }
}
