using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Commissioner.Browser.Tests;

/// <summary>The same by telephone: whatever an enterprise can do by the form, a seat does for it, with its keyboard alone.</summary>
public sealed partial class WholeWayTests
{
    [Test]
    public async Task An_enterprise_goes_its_whole_way_by_telephone_and_the_seat_by_its_keyboard()
    {
        using var http = new HttpClient { BaseAddress = _app.Address };
        var commissioner = await ApiAsync("commissioner3");
        var office = await ApiAsync("triage");
        var seat = await AsAsync("hotline");
        await seat.GotoAsync("/hotline");

        // It rings: the number leads to the enterprise, and the call comes up by itself.
        await RingAsync("13900000003");
        await seat.WaitForSelectorAsync("#calls a[id^='call-']:has-text('13900000003')", new() { Timeout = 60_000 });
        await SeesAsync(seat, "示例企业003有限公司");
        await ShootAsync(seat, "hotline");
        await EnterAsync(seat, "#calls a[id^='call-']");
        await EnterAsync(seat, "#answer");
        await SeesAsync(seat, "示例专员003");

        // Filed in the caller's words and read back.
        await EnterAsync(seat, "#file");
        await TypeAsync(seat, "[name=ContactName]", "示例来电人");
        await ChooseAsync(seat, "[name=Category]", 1);
        await TypeAsync(seat, "[name=Title]", "示例：车间停水");
        await TypeAsync(seat, "[name=Description]", "今天上午开始停水，请帮忙。");
        await TickAsync(seat);
        await EnterAsync(seat, "form.fields button");
        await SeesAsync(seat, "已登记");
        await EnterAsync(seat, "main a[href*='/hotline/case']");
        var id = System.Web.HttpUtility.ParseQueryString(new Uri(seat.Url).Query)["id"]!;
        await SeesAsync(seat, "示例：车间停水");

        // Asked before and after acceptance, closed, not content, closed again.
        await DoAsync(commissioner, "questions", new { text = "哪个车间？" });
        await SpeakAsync("Supply");
        await DoAsync(commissioner, "acceptances", new { });
        await DoAsync(
            commissioner,
            "contacts",
            new
            {
                means = "call",
                at = TimeProvider.System.GetUtcNow(),
                outcome = "已电话了解情况",
            }
        );
        await DoAsync(commissioner, "questions", new { text = "几时恢复合适？" });
        await SpeakAsync("Answer");
        await CloseAsync();
        await SpeakAsync("Confirm", "[name=Outcome]", 3);
        await CloseAsync();
        await SpeakAsync("Confirm", "[name=Outcome]", 1);
        await SpeakAsync("Rate", "[name=Overall]", 2);
        await SpeakAsync("Reopen");
        await SpeakAsync("Withdraw");

        // Another commissioner, and the present one after all.
        foreach (var (wish, says) in new[] { ("Replace", "已更换"), ("Keep", "已保留") })
        {
            await EnterAsync(seat, "main .page-head-actions a");
            await EnterAsync(seat, $"a[href*='wish={wish}']");
            await TypeAsync(seat, "[name=Words]", "示例原话");
            await TickAsync(seat);
            await EnterAsync(seat, "form.fields button");
            await SeesAsync(seat, says);
        }

        var enterprise = await AsAsync("enterprise3", phone: true);
        await enterprise.GotoAsync($"/cases/follow/{id}");
        await SeesAsync(enterprise, "来电人原话");

        async Task SpeakAsync(string move, string? field = null, int choice = 0)
        {
            await seat.GotoAsync(seat.Url);
            await EnterAsync(seat, $"#move-{move}");
            if (field is not null)
            {
                await ChooseAsync(seat, field, choice);
            }

            await TypeAsync(seat, "[name=Words]", "示例原话");
            await TickAsync(seat);
            await EnterAsync(seat, "form.fields button");
            Assert.That(seat.Url, Does.Contain("/hotline/case"), move);
            await SeesAsync(seat, "已办");
        }

        async Task CloseAsync()
        {
            var now = TimeProvider.System.GetUtcNow();
            await DoAsync(
                commissioner,
                "closure-proposals",
                new
                {
                    takenUpAt = now.AddMinutes(-1),
                    spokenWith = "示例来电人",
                    spokenAt = now.AddMinutes(-1),
                    done = "已恢复供水",
                    solvedAt = now.AddMinutes(-1),
                }
            );
            await DoAsync(office, "reviews", new { pass = true });
        }

        async Task DoAsync(string token, string what, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{id}/{what}")
            {
                Content = JsonContent.Create(body),
            };
            request.Headers.Authorization = new("Bearer", token);
            using var answer = await http.SendAsync(request);
            Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync());
        }

        async Task<string> ApiAsync(string user)
        {
            using var answer = await http.PostAsJsonAsync("/api/v1/sign-in", new { userName = user, password = "demo" });
            return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]!;
        }

        async Task RingAsync(string from)
        {
            var now = TimeProvider.System.GetUtcNow();
            var body = JsonSerializer.Serialize(
                new
                {
                    callId = "browser-1",
                    @event = "ringing",
                    from,
                    to = "12345",
                    at = now,
                }
            );
            var sent = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var mark = HMACSHA256.HashData(Encoding.UTF8.GetBytes(RunningApp.Secret), Encoding.UTF8.GetBytes($"{sent}.{body}"));
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/calls/events")
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("X-Signature", $"t={sent},v1={Convert.ToHexStringLower(mark)}");
            using var answer = await http.SendAsync(request);
            Assert.That((int)answer.StatusCode, Is.EqualTo(204));
        }
    }

    // Tab leads to it, from wherever the keyboard is.
    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var presses = 0; presses < 120; presses++)
        {
            try
            {
                if (await page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector))
                {
                    return;
                }

                await page.Keyboard.PressAsync("Tab");
            }
            catch (PlaywrightException) when (presses == 0)
            {
                // The page before it has just gone.
                await page.WaitForLoadStateAsync(LoadState.Load);
            }
        }

        Assert.Fail($"The keyboard does not reach {selector} on {page.Url}");
    }

    private static async Task EnterAsync(IPage page, string selector)
    {
        await TabToAsync(page, selector);
        // What marks this page is gone with it: then the next one is there.
        await page.EvaluateAsync("() => { document.documentElement.dataset.before = '1'; }");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("html:not([data-before]) main", new() { State = WaitForSelectorState.Attached });
        await page.WaitForLoadStateAsync(LoadState.Load);
    }

    private static async Task TypeAsync(IPage page, string selector, string text)
    {
        await TabToAsync(page, selector);
        await page.Keyboard.InsertTextAsync(text);
    }

    private static async Task ChooseAsync(IPage page, string selector, int choice)
    {
        await TabToAsync(page, selector);
        for (var i = 0; i < choice; i++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }
    }

    private static async Task TickAsync(IPage page)
    {
        await TabToAsync(page, "[name=ReadBack]");
        await page.Keyboard.PressAsync("Space");
    }
}
