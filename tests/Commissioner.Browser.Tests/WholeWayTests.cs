using Microsoft.Playwright;

namespace Commissioner.Browser.Tests;

/// <summary>One request travels the whole way, pressed and typed in Chromium as people would.</summary>
[TestFixture]
public sealed partial class WholeWayTests
{
    private static readonly byte[] Photo = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    );

    private RunningApp _app = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var chromium =
            Environment.GetEnvironmentVariable("CHROMIUM")
            ?? new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        if (chromium is null)
        {
            Assert.Ignore("No Chromium: install it, or say where it is by CHROMIUM.");
        }

        _app = await RunningApp.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = chromium,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
            _playwright.Dispose();
            await _app.DisposeAsync();
        }
    }

    [Test]
    public async Task The_green_belt_at_the_gate_is_asked_for_done_confirmed_and_a_poor_rating_replaces_the_commissioner()
    {
        Scale.LeaveToTheNight("a second whole way in a browser");
        var enterprise = await AsAsync("enterprise1", phone: true);
        var commissioner = await AsAsync("commissioner1");
        var department = await AsAsync("department1");
        var office = await AsAsync("triage");

        // The enterprise asks, on its phone, with a photo.
        await enterprise.GotoAsync("/cases/submit");
        await enterprise.SelectOptionAsync("[name=Category]", "ParkEnvironment");
        await enterprise.FillAsync("[name=Title]", "厂区门口的绿化带");
        await enterprise.FillAsync("[name=Description]", "门口的绿化带一直没有建，请帮忙。");
        await enterprise.SetInputFilesAsync(
            "[name=Files]",
            new FilePayload
            {
                Name = "门口.png",
                MimeType = "image/png",
                Buffer = Photo,
            }
        );
        await PressAsync(enterprise);
        Assert.That(enterprise.Url, Does.Contain("/cases/follow/"));
        var id = new Uri(enterprise.Url).Segments[^1];
        await SeesAsync(enterprise, "示例专员001");
        await SeesAsync(enterprise, "门口.png");
        await ShootAsync(enterprise, "phone");

        // Its commissioner finds it, accepts it, rings and blows the whistle.
        await commissioner.GotoAsync("/cases/queue");
        await SeesAsync(commissioner, "厂区门口的绿化带");
        await ShootAsync(commissioner, "desk");
        await commissioner.GotoAsync($"/cases/show/{id}");
        await PressAsync(commissioner, "#accept");
        await commissioner.GotoAsync($"/cases/contact/{id}");
        await commissioner.CheckAsync("[name=Means][value=Call]");
        await commissioner.FillAsync("[name=Outcome]", "已电话了解情况");
        await PressAsync(commissioner);
        await commissioner.GotoAsync($"/whistles/blow/{id}");
        await commissioner.FillAsync("[name=Asked]", "现场查看并补种");
        await commissioner.FillAsync("[name=Tried]", "专员已到现场");
        await commissioner.SelectOptionAsync("[name=Lead]", new SelectOptionValue { Label = "示例园林绿化处" });
        await PressAsync(commissioner);

        // A bare click is no check-in; with handler, step and time it is.
        await department.GotoAsync("/whistles/inbox");
        await PressAsync(department, "a.queue-title:has-text('现场查看并补种')");
        await PressAsync(department);
        // Who dealt with the last one is proposed; what comes first is not.
        await SeesAsync(department, "请写明第一步");
        await department.FillAsync("[name=HandlerName]", "示例经办");
        await department.FillAsync("[name=HandlerPhone]", "13900000000");
        await department.FillAsync("[name=FirstStep]", "现场查看");
        await department.FillAsync("[name=FirstStepAt]", Local(TimeSpan.FromHours(1)));
        await PressAsync(department);
        await PressAsync(department, "a[href*='/whistles/report/']");
        await FourElementsAsync(department, "绿化带已补种");
        await PressAsync(department);

        // Approved, proposed, reviewed by another.
        await commissioner.GotoAsync($"/cases/show/{id}");
        await PressAsync(commissioner, "form[action*='Approve' i] button");
        await commissioner.GotoAsync($"/closures/propose/{id}");
        await FourElementsAsync(commissioner, "绿化带已完工");
        await PressAsync(commissioner);
        await office.GotoAsync($"/cases/show/{id}");
        await PressAsync(office, "#pass");

        // The enterprise alone says that it is resolved; and what it thinks of it.
        await enterprise.GotoAsync($"/closures/confirm/{id}");
        await SeesAsync(enterprise, "绿化带已完工");
        await enterprise.CheckAsync("[name=Outcome][value=Resolved]", new() { Force = true });
        await PressAsync(enterprise);
        await enterprise.GotoAsync($"/satisfaction/rate/{id}");
        Assert.That(await enterprise.Locator("input[type=radio]:checked").CountAsync(), Is.Zero, "nothing is pre-selected");
        await enterprise.CheckAsync("[name=Overall][value='4']", new() { Force = true });
        await PressAsync(enterprise, "form:has([name=Overall]) button:not([type=reset])");

        // The backup acts at once; the old one finds nothing.
        await enterprise.GotoAsync("/enterprises/mine");
        await SeesAsync(enterprise, "示例专员002");
        var gone = await commissioner.GotoAsync($"/cases/show/{id}");
        Assert.That(gone!.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task What_was_typed_survives_a_session_that_ended()
    {
        var enterprise = await AsAsync("enterprise2", phone: true);
        await enterprise.GotoAsync("/cases/submit");
        var text = string.Concat(Enumerable.Repeat("示例：一段很长的说明。", 80));
        await enterprise.FillAsync("[name=Title]", "示例：登录过期");
        await enterprise.FillAsync("[name=Description]", text);
        await enterprise.Context.ClearCookiesAsync(new() { Name = "commissioner" });
        await PressAsync(enterprise);
        Assert.That(enterprise.Url, Does.Contain("/sign-in"));
        await enterprise.FillAsync("[name=UserName]", "enterprise2");
        await enterprise.FillAsync("[name=Password]", "demo");
        await PressAsync(enterprise);
        Assert.That(enterprise.Url, Does.Contain("/cases/submit"));
        Assert.That(await enterprise.InputValueAsync("[name=Description]"), Is.EqualTo(text));
    }

    [Test]
    public async Task What_is_typed_into_a_form_survives_another_language_another_page_and_another_opening()
    {
        var enterprise = await AsAsync("enterprise3", phone: true);
        await enterprise.GotoAsync("/cases/submit");
        await enterprise.SelectOptionAsync("[name=Category]", "Other");
        await enterprise.FillAsync("[name=Title]", "示例：写到一半");
        await enterprise.FillAsync("[name=Description]", "先写一句");
        await enterprise.ClickAsync(".phone-foot a");
        await enterprise.WaitForURLAsync("**/cases/submit?culture=en");
        Assert.That(
            (await enterprise.InputValueAsync("[name=Title]"), await enterprise.InputValueAsync("[name=Description]")),
            Is.EqualTo(("示例：写到一半", "先写一句"))
        );
        await enterprise.FillAsync("[name=Description]", "先写一句，再写一句");
        await enterprise.ClickAsync(".phone-tabs a >> nth=0");
        await enterprise.WaitForURLAsync("**/cases/mine");
        await enterprise.GotoAsync("/cases/submit?culture=zh-CN");
        Assert.That(await enterprise.InputValueAsync("[name=Description]"), Is.EqualTo("先写一句，再写一句"));
        await PressAsync(enterprise);
        await enterprise.GotoAsync("/cases/submit");
        Assert.That(await enterprise.InputValueAsync("[name=Description]"), Is.Empty, "sent is sent");
    }

    [Test]
    public async Task A_suggestion_is_taken_although_somebody_was_typing_just_now()
    {
        Scale.LeaveToTheNight("it waits for what a browser is slow at");
        var enterprise = await AsAsync("enterprise2", phone: true);
        await enterprise.GotoAsync("/cases/submit");
        await enterprise.SelectOptionAsync("[name=Category]", "ParkEnvironment");
        await enterprise.FillAsync("[name=Title]", "厂区门口路面坑洼");
        await enterprise.FillAsync("[name=Description]", "路面坑洼，请修补。");
        await PressAsync(enterprise);
        var path = new Uri(enterprise.Url).AbsolutePath["/cases/follow/".Length..];
        var commissioner = await AsAsync("commissioner2");
        await commissioner.GotoAsync($"/cases/show/{path}");
        await PressAsync(commissioner, "#accept");
        await commissioner.GotoAsync($"/cases/contact/{path}");
        await commissioner.CheckAsync("[name=Means] >> nth=0");
        await commissioner.FillAsync("[name=At]", Local(TimeSpan.Zero));
        await commissioner.FillAsync("[name=Outcome]", "已电话联系");
        await PressAsync(commissioner);
        await commissioner.GotoAsync($"/whistles/blow/{path}");
        await commissioner.FillAsync("[name=Asked]", "路面坑洼 修补");
        await commissioner.WaitForSelectorAsync("#suggested button[name=choose]");
        await commissioner.Locator("[name=Asked]").PressSequentiallyAsync("一");
        await commissioner.ClickAsync("#suggested button[name=choose] >> nth=0");
        await commissioner.WaitForFunctionAsync("() => document.querySelector('[name=CatalogueItem]').value !== ''");
        Assert.That(await commissioner.InputValueAsync("[name=Lead]"), Is.Not.Empty);
    }

    private static async Task FourElementsAsync(IPage page, string done)
    {
        await page.FillAsync("[name=TakenUpAt]", Local(TimeSpan.FromMinutes(-3)));
        await page.FillAsync("[name=SpokenWith]", "示例联系人");
        await page.FillAsync("[name=SpokenAt]", Local(TimeSpan.FromMinutes(-2)));
        await page.FillAsync("[name=Done]", done);
        await page.FillAsync("[name=SolvedAt]", Local(TimeSpan.FromMinutes(-1)));
    }

    private static string Local(TimeSpan from) =>
        App
            .Features.Shared.Moments.Local(TimeProvider.System.GetUtcNow() + from)
            .ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static Task PressAsync(IPage page) =>
        PressAsync(page, "main form button:not([type=reset]):not([type=button]):not([form]):not([name=rehearse])");

    // Pressed, and the page that answers has come: a redirect's own answer is not that page.
    private static async Task PressAsync(IPage page, string button)
    {
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.Locator(button).Last.ClickAsync(),
            r => r.Request.IsNavigationRequest && r.Status is < 300 or >= 400
        );
        // Until the browser is there, the page before it still stands, loaded.
        await page.WaitForURLAsync(at => at.Split('#')[0] == answer.Url.Split('#')[0]);
        await page.WaitForLoadStateAsync(LoadState.Load);
    }

    private static async Task SeesAsync(IPage page, string text) => Assert.That(await page.InnerTextAsync("main"), Does.Contain(text));

    // Pictures for the README, on demand: COMMISSIONER_SCREENSHOTS=FOLDER.
    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("COMMISSIONER_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
    }

    private async Task<IPage> AsAsync(string user, bool phone = false, Uri? at = null)
    {
        var context = await _browser.NewContextAsync(
            new()
            {
                BaseURL = (at ?? _app.Address).ToString(),
                Locale = "zh-CN",
                ViewportSize = phone ? new() { Width = 375, Height = 740 } : new() { Width = 1440, Height = 900 },
            }
        );
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/demo");
        await PressAsync(page, $"form:has(input[value='{user}']) button");
        return page;
    }
}
