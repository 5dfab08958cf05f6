using Microsoft.Playwright;

namespace Commissioner.Browser.Tests;

/// <summary>What is written without a line is kept on the phone, sent when the line is back, and filed once; whoever signs out leaves nothing there.</summary>
public sealed partial class WholeWayTests
{
    private const string Button = "main form button:not([type=button])";

    [Test]
    public async Task A_request_written_in_flight_mode_is_filed_once_with_its_photo_when_the_line_is_back()
    {
        var page = await InFlightAsync("enterprise2");
        await SeesAsync(page, "没有网络");
        await page.SelectOptionAsync("[name=Category]", "Other");
        await page.FillAsync("[name=Title]", "示例：飞行模式里写的");
        await page.FillAsync("[name=Description]", "没有网络的时候写下。");
        while (await KeptAsync(page) < 2)
        {
            await Task.Delay(50);
        }

        await page.ReloadAsync();
        await page.WaitForSelectorAsync("form[data-offline]:not([hidden])");
        Assert.That(await page.InputValueAsync("[name=Description]"), Is.EqualTo("没有网络的时候写下。"), "what is written stays written");
        await page.SetInputFilesAsync("[name=Files]", Picture("现场.png"));
        await page.ClickAsync(Button);
        await page.WaitForSelectorAsync("[data-outbox] li[data-state=waiting]");
        await SeesAsync(page, "待发送");
        await ShootAsync(page, "phone-offline");

        await page.Context.SetOfflineAsync(false);
        await page.WaitForSelectorAsync("[data-outbox] li[data-state=sent]");
        await SeesAsync(page, "已发送");
        await page.ClickAsync("[data-outbox] li[data-state=sent] a");
        await page.WaitForURLAsync("**/cases/follow/**");
        await SeesAsync(page, "现场.png");
        await OnceAsync(page, "示例：飞行模式里写的");
    }

    [Test]
    public async Task A_request_whose_answer_was_lost_is_sent_again_and_is_still_one()
    {
        var page = await AsAsync("enterprise3", phone: true);
        await page.GotoAsync("/cases/submit");
        await WriteAsync(page, "示例：答复没有收到");
        await page.SetInputFilesAsync("[name=Files]", [Picture("一.png"), Picture("二.png")]);
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.bringing li[data-state=here]').length === 2");
        var lost = 0;
        await page.Context.RouteAsync(
            address => address.Contains("/cases/submit", StringComparison.Ordinal),
            async route =>
            {
                if (route.Request.Method != "POST")
                {
                    await route.ContinueAsync();
                    return;
                }

                // The server has it; the phone never learns that.
                await route.FetchAsync(new() { MaxRedirects = 0 });
                lost++;
                await route.AbortAsync();
            }
        );
        await page.ClickAsync(Button);
        await page.WaitForSelectorAsync("[data-outbox] li[data-state=waiting]");
        Assert.That(lost, Is.GreaterThan(0), "it is sent again by itself, too");
        await page.Context.UnrouteAllAsync();
        await page.GotoAsync("/cases/mine");
        await page.WaitForSelectorAsync("[data-outbox] li[data-state=sent]");
        await page.ClickAsync("[data-outbox] li[data-state=sent] a");
        await page.WaitForURLAsync("**/cases/follow/**");
        await SeesAsync(page, "一.png");
        await SeesAsync(page, "二.png");
        await OnceAsync(page, "示例：答复没有收到");
    }

    [Test]
    public async Task Whoever_signs_out_leaves_nothing_on_the_phone_and_the_page_without_a_line_is_nobodys()
    {
        var page = await InFlightAsync("enterprise2");
        // The phone takes it for a title, the server does not: so it stays unsent when there is a line.
        await WriteAsync(page, "\u200B\u200B");
        await page.ClickAsync(Button);
        await page.WaitForSelectorAsync("[data-outbox] li[data-state=waiting]");
        await page.Context.SetOfflineAsync(false);
        await page.GotoAsync("/cases/mine");
        await page.WaitForSelectorAsync("[data-outbox] li[data-state=refused]");
        var asked = "";
        page.Dialog += async (_, dialog) =>
        {
            asked = dialog.Message;
            await dialog.AcceptAsync();
        };
        await page.ClickAsync("form[action$='/sign-out'] button");
        await page.WaitForURLAsync("**/sign-in");
        Assert.That(asked, Does.Contain("还有 1 件没有发出"));
        Assert.That(await KeptAsync(page), Is.Zero);
        var shelves = await page.EvaluateAsync<string>(
            """
            async () => {
              let all = '';
              for (const name of await caches.keys()) {
                const shelf = await caches.open(name);
                for (const request of await shelf.keys()) {
                  if (!/\/(dist\/|offline\?)/.test(request.url)) all += "@@" + request.url;
                  if (request.url.includes('/offline')) all += await (await shelf.match(request)).text();
                }
              }
              return all;
            }
            """
        );
        Assert.That(shelves, Does.Contain("没有网络").And.Not.Contain("@@").And.Not.Contain("示例").And.Not.Contain("13900"));

        // Without a session nothing is written in anybody's name.
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/cases/mine");
        Assert.That(await page.IsVisibleAsync("form[data-offline]"), Is.False);
        await SeesAsync(page, "先登录一次");
        await page.Context.SetOfflineAsync(false);
    }

    [Test]
    public async Task A_file_that_failed_is_brought_again_without_the_others()
    {
        var page = await AsAsync("enterprise3", phone: true);
        await page.GotoAsync("/cases/submit");
        var fails = true;
        await page.Context.RouteAsync("**/files", route => fails ? route.AbortAsync() : route.ContinueAsync());
        await page.SetInputFilesAsync("[name=Files]", Picture("一.png"));
        await page.WaitForSelectorAsync(".bringing li[data-state=failed]");
        fails = false;
        await page.SetInputFilesAsync("[name=Files]", Picture("二.png"));
        await page.WaitForSelectorAsync(".bringing li[data-state=here]");
        await page.ClickAsync(".bringing li[data-state=failed] [data-part=again]");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.bringing li[data-state=here]').length === 2");
        await page.SetInputFilesAsync(
            "[name=Files]",
            new FilePayload
            {
                Name = "页.html",
                MimeType = "text/html",
                Buffer = "<html>"u8.ToArray(),
            }
        );
        await page.WaitForSelectorAsync(".bringing li[data-state=failed]:has-text('页.html')");
        await page.ClickAsync(".bringing li[data-state=failed] [data-part=away]");

        // In the other language they are there still.
        await WriteAsync(page, "示例：照片换了语言还在");
        await page.ClickAsync(".phone-foot a");
        await page.WaitForURLAsync("**/cases/submit?culture=en");
        Assert.That(await page.Locator("[name=Attached]:checked").CountAsync(), Is.EqualTo(2));
        await page.GotoAsync("/cases/submit?culture=zh-CN");
        await PressAsync(page, Button);
        await SeesAsync(page, "一.png");
        await SeesAsync(page, "二.png");
    }

    private async Task<IPage> InFlightAsync(string user)
    {
        var page = await AsAsync(user, phone: true);
        await page.GotoAsync("/cases/mine");
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/cases/submit");
        await page.WaitForSelectorAsync("form[data-offline]:not([hidden])");
        return page;
    }

    private static async Task WriteAsync(IPage page, string title)
    {
        await page.SelectOptionAsync("[name=Category]", "Other");
        await page.FillAsync("[name=Title]", title);
        await page.FillAsync("[name=Description]", "示例说明");
    }

    private static FilePayload Picture(string name) =>
        new()
        {
            Name = name,
            MimeType = "image/png",
            Buffer = Photo,
        };

    private static async Task OnceAsync(IPage page, string title)
    {
        await page.GotoAsync("/cases/mine");
        Assert.That(await page.Locator(".case-list .case-title", new() { HasText = title }).CountAsync(), Is.EqualTo(1));
    }

    private static Task<int> KeptAsync(IPage page) =>
        page.EvaluateAsync<int>(
            """
            () => new Promise(done => {
              const asked = indexedDB.open('commissioner-phone');
              asked.onsuccess = () => {
                const all = asked.result.transaction(['kept', 'known']);
                const kept = all.objectStore('kept').count();
                const draft = all.objectStore('known').get('draft');
                const who = all.objectStore('known').get('who');
                all.oncomplete = () => { asked.result.close(); done(kept.result + (draft.result ? 1 : 0) + (who.result ? 1 : 0)); };
              };
            })
            """
        );
}
