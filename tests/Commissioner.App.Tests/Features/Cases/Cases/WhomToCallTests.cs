using AngleSharp.Dom;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Cases;

/// <summary>The enterprise calls its commissioner by a press wherever it reads its name.</summary>
public sealed class WhomToCallTests : OnOneApp
{
    // What is told of the past, or was written into a message, names people who may not serve any more.
    private const string Told = "/notices";

    [Test]
    public async Task No_page_of_the_enterprise_says_its_commissioners_name_without_its_number()
    {
        await App.World_WithACaseOfEachStanding();
        var browser = await App.Browser("enterprise1");
        var (open, seen, named) = (new Queue<string>(["/cases/mine", "/enterprises/mine", "/cases/submit"]), new HashSet<string>(), 0);
        List<string> bare = [];
        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path) || path.StartsWith(Told, StringComparison.Ordinal) || seen.Count > 120)
            {
                continue;
            }

            var page = await browser.GetAsync(path);
            if (page.Document.Body is null || page.Status != 200)
            {
                continue;
            }

            foreach (var text in page.Document.Body.Descendants<IText>().Where(t => t.Data.Contains("示例专员1", StringComparison.Ordinal)))
            {
                named++;
                var block = text.ParentElement!.Closest("a[href^='tel:'], li, dd, p, td, section, form")!;
                block = block.ClassList.Contains("person-name") ? block.ParentElement! : block;
                if (block.LocalName != "a" && block.QuerySelector("a[href='tel:+8613910000001'], a[href='tel:13910000001']") is null)
                {
                    bare.Add($"{path}: {block.TextContent.Trim()}");
                }
            }

            foreach (var link in page.Document.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!.Split('#')[0]))
            {
                if (
                    link.StartsWith('/')
                    && !link.StartsWith("/attachments", StringComparison.Ordinal)
                    && !link.StartsWith("/dist", StringComparison.Ordinal)
                )
                {
                    open.Enqueue(link);
                }
            }
        }

        Assert.That(named, Is.GreaterThan(8), string.Join('\n', seen));
        Assert.That(bare, Is.Empty);
    }
}

file static class Standings
{
    // So that every page of the phone has something to say.
    public static async Task World_WithACaseOfEachStanding(this TestApp app)
    {
        await new Journey(app).FileAsync(title: "示例：刚提交");
        var whistled = new Journey(app);
        await whistled.BeginAsync();
        var whistle = await whistled.WhistleAsync([1]);
        await whistled.CheckInAsync(whistle, 1);
        var asked = new Journey(app);
        await asked.BeginAsync();
        await (await asked.As("commissioner1")).DoAsync($"{asked.Path}/questions", new { text = "示例问题" });
        var closing = new Journey(app);
        await closing.BeginAsync();
        await closing.ProposeAsync();
        await closing.PassAsync();
        await new Journey(app).CloseAsync();
        await app.RunAsync("react");
    }
}
