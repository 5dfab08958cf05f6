using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Commissioner.App.Tests.Harness;

/// <summary>A browser without JavaScript: keeps cookies, follows redirects, fills forms in.</summary>
public sealed class Browser(HttpClient http)
{
    /// <summary>Opens a page, whatever its status.</summary>
    public async Task<Page> GetAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return await ReadAsync(response);
    }

    /// <summary>Opens a page and demands that it is there: 200.</summary>
    public async Task<Page> SeeAsync(string path)
    {
        var page = await GetAsync(path);
        Assert.That(page.Status, Is.EqualTo(200), $"GET {path}: {page.Text}");
        return page;
    }

    internal async Task<Page> PostAsync(string path, HttpContent content)
    {
        using var response = await http.PostAsync(path, content);
        return await ReadAsync(response);
    }

    private async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        var document = new HtmlParser().ParseDocument(Sealed.NotIn(await response.Content.ReadAsStringAsync()));
        return new(this, (int)response.StatusCode, response.RequestMessage!.RequestUri!, document, response.Headers);
    }
}

/// <summary>A page as it came.</summary>
public sealed partial class Page(Browser browser, int status, Uri address, IHtmlDocument document, HttpResponseHeaders headers)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The path that redirects led to, without its query.</summary>
    public string Path => address.AbsolutePath;

    /// <summary>Where it is, whole.</summary>
    public Uri Whole => address;

    /// <summary>Path and query.</summary>
    public string Address => address.PathAndQuery;

    /// <summary>The response's headers.</summary>
    public HttpResponseHeaders Headers => headers;

    /// <summary>The page, parsed.</summary>
    public IHtmlDocument Document => document;

    /// <summary>Everything that people read on it, white space made one blank.</summary>
    public string Text => Blanks().Replace(document.Body?.TextContent ?? "", " ").Trim();

    /// <summary>Text of the elements that a selector finds.</summary>
    public IReadOnlyList<string> Texts(string selector) =>
        [.. document.QuerySelectorAll(selector).Select(e => Blanks().Replace(e.TextContent, " ").Trim())];

    /// <summary>The only form that posts within the page's own content; or the only one that a selector finds.</summary>
    public PageForm Form(string selector = "main form[method=post]")
    {
        var found = document.QuerySelectorAll<IHtmlFormElement>(selector).ToList();
        Assert.That(found, Has.Count.EqualTo(1), $"forms {selector} on {Address} ({Status}): {Text}");
        return new(browser, this, found[0]);
    }

    /// <summary>The only form that has a field of this name.</summary>
    public PageForm FormWith(string field) => Form($"form:has([name='{field}'])");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

/// <summary>A form, filled in by the names of its fields and submitted with everything that it holds.</summary>
public sealed class PageForm(Browser browser, Page page, IHtmlFormElement form)
{
    private readonly List<(string Field, string FileName, byte[] Content)> _files = [];

    /// <summary>Writes into a field; chooses an option, a radio button or a check box by its value.</summary>
    public PageForm Fill(string field, string value)
    {
        var found = Fields(field).Where(e => e is not IHtmlInputElement { Type: "file" }).ToList();
        if (found.OfType<IHtmlInputElement>().Where(i => i.Type is "radio" or "checkbox").ToList() is { Count: > 0 } choices)
        {
            var chosen = choices.Find(c => c.Value == value);
            Assert.That(
                chosen,
                Is.Not.Null,
                $"{field} on {page.Address} has no {value}; it has {string.Join(", ", choices.Select(c => c.Value))}"
            );
            choices.Where(c => c.Type == "radio").ToList().ForEach(c => c.IsChecked = false);
            chosen!.IsChecked = true;
            return this;
        }

        Assert.That(found, Has.Count.EqualTo(1), $"{field} on {page.Address}");
        switch (found[0])
        {
            case IHtmlInputElement input:
                input.Value = value;
                break;
            case IHtmlTextAreaElement area:
                area.Value = value;
                break;
            case IHtmlSelectElement select:
                Assert.That(select.Options.Select(o => o.Value), Does.Contain(value), $"{field} on {page.Address}");
                select.Options.ToList().ForEach(o => o.IsSelected = o.Value == value);
                break;
            default:
                Assert.Fail($"{field} on {page.Address} is a {found[0].TagName}");
                break;
        }

        return this;
    }

    /// <summary>Attaches a file.</summary>
    public PageForm Attach(string field, string fileName, byte[] content)
    {
        Assert.That(
            Fields(field).OfType<IHtmlInputElement>().Any(i => i.Type == "file"),
            Is.True,
            $"{field} on {page.Address} takes files"
        );
        _files.Add((field, fileName, content));
        return this;
    }

    /// <summary>What a field holds now.</summary>
    public string? Value(string field) => Entries(null).Where(e => e.Name == field).Select(e => e.Value).FirstOrDefault();

    /// <summary>Submits the form; with <paramref name="button"/> by the button of this value or text.</summary>
    /// <returns>The page that came of it, redirects followed.</returns>
    public async Task<Page> SubmitAsync(string? button = null)
    {
        var pressed = button is null
            ? null
            : Buttons().Find(b => (b.GetAttribute("value") ?? "") == button || b.TextContent.Trim() == button);
        Assert.That(
            button is null || pressed is not null,
            Is.True,
            $"{page.Address} has no button {button}; it has {string.Join(", ", Buttons().Select(b => b.TextContent.Trim()))}"
        );
        using var content = Content(Entries(pressed));
        var target = pressed?.GetAttribute("formaction") ?? form.GetAttribute("action");
        // As a browser does it: "?handler=Send" is of the page that it stands on.
        return await browser.PostAsync(new Uri(page.Whole, target ?? "").PathAndQuery, content);
    }

    /// <summary>Submits the form from a browser that has no session: what this one's would be, had it ended.</summary>
    public async Task<Page> SubmitElsewhereAsync(Browser other)
    {
        using var content = Content(Entries(null));
        return await other.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : page.Address, content);
    }

    private HttpContent Content(IEnumerable<(string Name, string Value)> entries)
    {
        if (form.GetAttribute("enctype") != "multipart/form-data")
        {
            Assert.That(_files, Is.Empty, $"the form on {page.Address} takes no files");
            return new FormUrlEncodedContent(entries.Select(e => new KeyValuePair<string, string>(e.Name, e.Value)));
        }

        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in entries)
        {
            parts.Add(new StringContent(value), name);
        }

        foreach (var (field, fileName, bytes) in _files)
        {
            parts.Add(new ByteArrayContent(bytes), field, fileName);
        }

        return parts;
    }

    private List<IElement> Buttons() =>
        [.. form.Elements.Where(e => e is IHtmlButtonElement { Type: "submit" } or IHtmlInputElement { Type: "submit" })];

    private List<IElement> Fields(string field)
    {
        var found = form.Elements.Where(e => e.GetAttribute("name") == field).ToList<IElement>();
        Assert.That(
            found,
            Is.Not.Empty,
            $"the form on {page.Address} has no {field}; it has {string.Join(", ", form.Elements.Select(e => e.GetAttribute("name")).Where(n => n is not null).Distinct())}"
        );
        return found;
    }

    private IEnumerable<(string Name, string Value)> Entries(IElement? pressed)
    {
        foreach (var element in form.Elements)
        {
            if (element.GetAttribute("name") is not { Length: > 0 } name || element.HasAttribute("disabled"))
            {
                continue;
            }

            switch (element)
            {
                case IHtmlInputElement { Type: "radio" or "checkbox" } choice:
                    if (choice.IsChecked)
                    {
                        yield return (name, choice.Value);
                    }

                    break;
                case IHtmlInputElement { Type: "file" }:
                    break;
                case IHtmlInputElement { Type: "submit" } or IHtmlButtonElement:
                    if (ReferenceEquals(element, pressed))
                    {
                        yield return (name, element.GetAttribute("value") ?? "");
                    }

                    break;
                case IHtmlInputElement input:
                    yield return (name, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return (name, area.Value);
                    break;
                case IHtmlSelectElement select:
                    foreach (var option in select.Options.Where(o => o.IsSelected))
                    {
                        yield return (name, option.Value);
                    }

                    break;
                default:
                    break;
            }
        }
    }
}
