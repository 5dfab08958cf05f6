using Microsoft.Playwright;

namespace Commissioner.Browser.Tests;

/// <summary>A commissioner's whole day by keyboard alone: found, accepted, contacted, two departments called, proposed, and on to the next.</summary>
public sealed partial class WholeWayTests
{
    [Test]
    public async Task A_commissioner_deals_with_a_case_by_keyboard_alone()
    {
        var enterprise = await AsAsync("enterprise1", phone: true);
        await enterprise.GotoAsync("/cases/submit");
        await enterprise.SelectOptionAsync("[name=Category]", "ParkEnvironment");
        await enterprise.FillAsync("[name=Title]", "只用键盘办的一件");
        await enterprise.FillAsync("[name=Description]", "门口路灯坏了，请帮忙。");
        await PressAsync(enterprise);
        var id = new Uri(enterprise.Url).Segments[^1];
        await enterprise.GotoAsync($"/cases/follow/{id}");
        var number = System.Text.RegularExpressions.Regex.Match(await enterprise.InnerTextAsync("main"), @"[A-Z]+\d?-\d{8}-\d+").Value;
        Assert.That(number, Is.Not.Empty);

        var desk = new Typist(await AsAsync("commissioner1"));
        await desk.Page.GotoAsync("/cases/queue");

        // Ctrl-K, the number's last digits, Enter.
        await desk.PressAsync("Control+k");
        await desk.TypeAsync(number[^4..]);
        await desk.Page.WaitForSelectorAsync($"#palette-hits [aria-selected=true][href$='{id}']");
        await desk.GoAsync("Enter");
        Assert.That(desk.Page.Url, Does.EndWith($"/cases/show/{id}"));
        await desk.GoAsync("a");
        await SeesAsync(desk.Page, "已受理");
        await SeesAsync(desk.Page, "下一件");

        await desk.GoAsync("c");
        Assert.That(desk.Page.Url, Does.EndWith($"/cases/contact/{id}"));
        await desk.PressAsync("Space");
        await desk.ToAsync("Outcome");
        await desk.TypeAsync("已电话了解情况");
        await desk.GoAsync("Control+Enter");
        await SeesAsync(desk.Page, "已记录首次联系");
        var accepted = desk.Keys;

        await desk.GoAsync("w");
        await desk.PressAsync("Space");
        await desk.ToAsync("Asked");
        await desk.TypeAsync("现场查看并修复");
        await desk.PressAsync("Tab");
        await desk.TypeAsync("专员无权限");
        await desk.ToAsync("Lead");
        await desk.PressAsync("ArrowDown");
        await desk.ToAsync("Assisting");
        // The first is the lead; the next one assists.
        await desk.PressAsync("Tab");
        await desk.PressAsync("Space");
        var called = await desk.Page.EvaluateAsync<string[]>(
            "() => [document.querySelector('[name=Lead]').selectedOptions[0].textContent.trim(), document.querySelector('[name=Assisting]:checked').closest('label').textContent.trim()]"
        );
        Assert.That(called, Is.Unique);
        await desk.GoAsync("Control+Enter");
        await SeesAsync(desk.Page, "已吹哨");
        await SeesAsync(desk.Page, called[0]);
        await SeesAsync(desk.Page, called[1]);
        var blown = desk.Keys;

        await ReportedAsync(id, "department1");
        await ReportedAsync(id, "department2");
        for (var report = 0; report < 2; report++)
        {
            await desk.Page.GotoAsync($"/cases/show/{id}");
            await desk.PressAsync("r");
            await desk.UntilAsync("document.activeElement?.id.startsWith('approve-')");
            await desk.GoAsync("Enter");
            await SeesAsync(desk.Page, "已认可部门的反馈");
        }

        await desk.GoAsync("p");
        await desk.ToAsync("SpokenWith");
        await desk.TypeAsync("示例联系人");
        await desk.ToAsync("SpokenAt");
        await desk.PressAsync("n");
        await desk.ToAsync("SolvedAt");
        await desk.PressAsync("n");
        await desk.GoAsync("Control+Enter");
        await SeesAsync(desk.Page, "已提请办结");
        var proposed = desk.Keys;

        await desk.GoAsync("n");
        Assert.That(desk.Page.Url, Does.Not.EndWith($"/cases/show/{id}"));
        Assert.That(desk.Page.Url, Does.Contain("/cases/"));
        await TestContext.Out.WriteLineAsync(
            $"Keystrokes: accepted and contacted after {accepted}, two departments called after {blown}, proposed after {proposed}, next {desk.Keys}; characters of text beside: {desk.Characters}"
        );
        Assert.That(desk.Keys, Is.LessThan(110), "keys beside what is written");

        // What there is, is shown; and with the switch no letter does anything.
        await desk.PressAsync("?");
        Assert.That(await desk.Page.InnerTextAsync("#keys"), Does.Contain("受理").And.Contain("下一件"));
        await desk.PressAsync("Escape");
    }

    [Test]
    public async Task Where_one_was_one_stays_when_a_list_is_read_anew()
    {
        var page = await AsAsync("triage");
        await page.GotoAsync("/cases/queue?turn=Others");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        var before = await page.EvaluateAsync<string>("() => document.activeElement.id");
        Assert.That(before, Does.StartWith("case-"));
        await ReadAnewAsync(page);
        Assert.That(await page.EvaluateAsync<string>("() => document.activeElement.id"), Is.EqualTo(before));

        // What has no id of its own is found again by where it leads, and a row that is gone by its place.
        await page.EvaluateAsync("() => { const a = document.activeElement; a.id = ''; a.href = '/nowhere'; }");
        await ReadAnewAsync(page);
        Assert.That(await page.EvaluateAsync<bool>("() => Boolean(document.activeElement.closest('[data-rows]'))"), Is.True);
    }

    private static Task ReadAnewAsync(IPage page) =>
        page.EvaluateAsync(
            "() => new Promise(done => { document.addEventListener('htmx:afterSettle', () => setTimeout(done, 100), { once: true }); document.querySelector('[data-live]').dispatchEvent(new Event('live')); })"
        );

    private async Task ReportedAsync(string id, string user)
    {
        var department = await AsAsync(user);
        await department.GotoAsync($"/cases/show/{id}");
        await PressAsync(department, ".case-moves a[href*='/whistles/check-in/']");
        await department.FillAsync("[name=HandlerName]", "示例经办");
        await department.FillAsync("[name=HandlerPhone]", "13900000000");
        await department.FillAsync("[name=FirstStep]", "现场查看");
        await department.FillAsync("[name=FirstStepAt]", Local(TimeSpan.FromHours(1)));
        await PressAsync(department);
        await department.GotoAsync($"/cases/show/{id}");
        await PressAsync(department, ".case-moves a[href*='/whistles/report/']");
        await FourElementsAsync(department, "已修复");
        if (await department.Locator("[name=HeadConsented][type=checkbox]").CountAsync() > 0)
        {
            await department.CheckAsync("[name=HeadConsented][type=checkbox]");
        }

        await PressAsync(department);
    }

    /// <summary>Somebody who has a keyboard and nothing else, and whose keys are counted.</summary>
    private sealed class Typist(IPage page)
    {
        public IPage Page => page;

        /// <summary>Keys pressed, but for what was written.</summary>
        public int Keys { get; private set; }

        /// <summary>Characters written.</summary>
        public int Characters { get; private set; }

        public Task PressAsync(string key)
        {
            Keys++;
            return page.Keyboard.PressAsync(key);
        }

        public async Task TypeAsync(string text)
        {
            Characters += text.Length;
            if (text.All(c => c < 128))
            {
                await page.Keyboard.TypeAsync(text);
            }
            else
            {
                // As an input method writes it.
                await page.Keyboard.InsertTextAsync(text);
            }
        }

        /// <summary>Presses a key that leads to another page, and waits for it.</summary>
        public async Task GoAsync(string key)
        {
            await page.EvaluateAsync("() => { window.isOld = true; }");
            await PressAsync(key);
            await page.WaitForFunctionAsync("() => !window.isOld && document.readyState === 'complete'");
        }

        /// <summary>Presses Tab until the field of this name has the focus.</summary>
        public Task ToAsync(string name) => UntilAsync($"document.activeElement?.name === '{name}'");

        public async Task UntilAsync(string there)
        {
            for (var tab = 0; tab < 60 && !await page.EvaluateAsync<bool>($"() => Boolean({there})"); tab++)
            {
                await PressAsync("Tab");
            }

            Assert.That(await page.EvaluateAsync<bool>($"() => Boolean({there})"), Is.True, $"{there} on {page.Url}");
        }
    }
}
