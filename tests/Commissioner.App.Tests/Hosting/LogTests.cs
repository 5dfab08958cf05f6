using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Hosting;

/// <summary>The log says what ran, by whom and how it ended; never what people wrote, who they are, or how they are reached.</summary>
public sealed class LogTests
{
    [Test]
    public async Task Neither_what_is_done_nor_what_is_refused_nor_what_fails_writes_a_name_a_number_or_a_text_into_the_log()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync("秘密的标题");
        await story.AcceptAsync();
        await story.ContactAsync();
        var whistle = await story.WhistleAsync([1]);
        await story.CheckInAsync(whistle, 1);
        var enterprise = await story.As("enterprise1");
        await (await story.As("commissioner1")).PostAsync($"{story.Path}/contact-reveals", new { purpose = "contact" });
        await (await story.As("triage")).SeeAsync("/cases?q=秘密的搜索");
        await (await app.Browser("triage")).SeeAsync("/cases/all?q=秘密的搜索");
        await (await story.As("hotline")).PostAsync(
            "/cases",
            new
            {
                title = "秘密的来电",
                description = "秘密的说明",
                category = "Other",
                onBehalfOf = new
                {
                    enterpriseId = app.World.Enterprises[0].Id.Value,
                    contactName = "秘密的来电人",
                    contactPhone = "13811112222",
                    readBack = true,
                },
            }
        );
        await enterprise.UploadAsync("秘密的文件.pdf", "%PDF-1.7\n%%EOF"u8.ToArray());
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");

        // Refused: by a field, by a rule, by another's version, at the door.
        await enterprise.PostAsync(
            "/cases",
            new
            {
                title = "秘密的标题",
                description = new string('秘', 5001),
                category = "Other",
            }
        );
        await enterprise.PostAsync($"{story.Path}/confirmations", new { outcome = "resolved", words = "秘密的话" });
        await (await story.As("commissioner1")).PostAsync($"{story.Path}/closure-proposals", new { spokenWith = "秘密的人" }, version: 1);
        await (await app.Api()).PostAsync("/sign-in", new { userName = "秘密的用户", password = "秘密的口令" });
        await enterprise.PostRawAsync("/cases", "{\"title\": \"秘密的标题");

        // Failing in the database, after all was read.
        await app.ExecuteAsync("ALTER TABLE cases ADD CONSTRAINT ck_never CHECK (title <> '秘密的失败')");
        Assert.That(
            (
                await enterprise.PostAsync(
                    "/cases",
                    new
                    {
                        title = "秘密的失败",
                        description = "秘密的说明",
                        category = "Other",
                    }
                )
            ).Status,
            Is.EqualTo(500)
        );
        await app.ExecuteAsync("ALTER TABLE cases DROP CONSTRAINT ck_never");

        var log = string.Join('\n', app.Logged);
        Assert.That(log, Does.Contain("SubmitCase").And.Contain("MoveOutOfOrder").And.Contain("Unexpected fault"), "there is a log");
        using (Assert.EnterMultipleScope())
        {
            foreach (
                var secret in new[]
                {
                    "秘密",
                    "请到场处理",
                    "现场查看",
                    "示例经办",
                    "13900001111",
                    "13811112222",
                    "示例联系人1",
                    "13900000001",
                    "enterprise1",
                    "demo\"",
                    "%E7%A7%98",
                }
            )
            {
                Assert.That(app.Logged.Where(l => l.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty, secret);
            }
        }
    }
}
