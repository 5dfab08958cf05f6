using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Cases.Cases;

/// <summary>What people write is shown as they wrote it, wherever the timeline tells it.</summary>
public sealed class AsWritten : OnOneApp
{
    public AsWritten()
        : base() { }

    [TestCase("请看{附件A}和{reason}，{0}也看")]
    [TestCase("2026-12-01")]
    [TestCase("2026-12-01T10:00:00+08:00")]
    [TestCase("true")]
    [TestCase("{number}{title}{{reason}}")]
    [TestCase("<b>粗体</b> & \"引号\" $1 \\u0041")]
    public async Task In_the_timeline(string words)
    {
        var story = new Journey(App);
        await story.FileAsync();
        await (await App.Api("enterprise1")).DoAsync($"{story.Path}/withdrawals", new { reason = words });
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var told = await (await App.Api("triage")).GetAsync(story.Path, language);
            Assert.That(
                told["timeline"]!.AsArray().Select(e => (string)e!["text"]!),
                Has.Some.Contains(words),
                $"in {language}: {told["timeline"]}"
            );
        }
    }
}
